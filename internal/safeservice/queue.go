package safeservice

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/holiman/uint256"

	"mpool/internal/safe"
)

// Queued is a transaction that the service keeps, as it says.
type Queued struct {
	Transaction safe.Transaction
	// Claimed is the hash that the service says it has: to be compared with the
	// one that is computed from the fields, and used for nothing else.
	Claimed   common.Hash
	Confirmed []Confirmation
	// Broken says why the fields are no transaction that can be hashed; "" where
	// they are one.
	Broken string
}

// Confirmation is an owner's signature, as the service says.
type Confirmation struct {
	Owner     common.Address
	Signature []byte
}

// has says whether the service has an owner's confirmation that is one: the
// owner's signature of the hash.
func (q Queued) has(hash common.Hash, owner common.Address) bool {
	for _, c := range q.Confirmed {
		s, err := safe.RecoverOwner(hash, c.Signature, []common.Address{owner})
		if c.Owner == owner && err == nil && s.Owner == owner {
			return true
		}
	}
	return false
}

const (
	pageSize  = 50
	mostWait  = 500 // transactions that wait: more are a mistake, or an attack
	mostPages = 600 // some services give one transaction a page
	mostTime  = 2 * time.Minute
)

// page is a part of a list. Results is nil where the answer is none.
type page struct {
	Results *[]wireTransaction `json:"results"`
	Next    *string            `json:"next"` // only whether there is one: where it points is not followed
}

// Queue lists what waits to be executed from a nonce on, in the order of nonces. A
// list that does not end, or has too much in it, is an error, whatever is in it.
func (c *Client) Queue(ctx context.Context, of common.Address, from uint64) ([]Queued, error) {
	ctx, cancel := context.WithTimeout(ctx, mostTime)
	defer cancel()
	all, listed := []Queued(nil), 0
	for n := range mostPages {
		p, err := c.page(ctx, of, from, n*pageSize)
		if err != nil {
			return nil, err
		}
		if listed += len(*p.Results); listed > mostWait {
			return nil, c.fails(0, fmt.Sprintf("more than %d transactions wait there", mostWait), "clean up the queue of the Safe")
		}
		for _, wire := range *p.Results {
			if q := wire.queued(of); !wire.Executed && (q.Broken != "" || q.Transaction.Nonce >= from) {
				all = append(all, q)
			}
		}
		if p.Next == nil || len(*p.Results) == 0 {
			return all, nil
		}
	}
	return nil, c.fails(0, fmt.Sprintf("its list has no end after %d pages", mostPages), "check safe_transaction_service in the configuration")
}

// page reads what stands from an offset on. No list is not taken for an empty one:
// something may wait all the same.
func (c *Client) page(ctx context.Context, of common.Address, from uint64, offset int) (*page, error) {
	var p page
	path := fmt.Sprintf("/api/v2/safes/%s/multisig-transactions/?executed=false&nonce__gte=%d&ordering=nonce&limit=%d&offset=%d", of.Hex(), from, pageSize, offset)
	if err := c.get(ctx, path, &p); err != nil {
		return nil, err
	}
	if p.Results == nil {
		return nil, c.fails(0, "its answer has no list of transactions", "what waits there is not known; check safe_transaction_service in the configuration")
	}
	return &p, nil
}

// number is a JSON number or a text of decimal digits: services write both.
type number string

// UnmarshalJSON takes the digits as they are.
func (n *number) UnmarshalJSON(text []byte) error {
	*n = number(strings.Trim(string(text), `"`))
	return nil
}

func (n number) uint256(what string) (uint256.Int, error) {
	var v uint256.Int
	if n == "" || n == "null" {
		return v, nil
	}
	if err := v.SetFromDecimal(string(n)); err != nil {
		return v, fmt.Errorf("its %s is no number", what)
	}
	return v, nil
}

// wireTransaction is what mpool reads of a transaction in a list.
type wireTransaction struct {
	Safe           common.Address  `json:"safe"`
	To             common.Address  `json:"to"`
	Value          number          `json:"value"`
	Data           *string         `json:"data"`
	Operation      number          `json:"operation"`
	SafeTxGas      number          `json:"safeTxGas"`
	BaseGas        number          `json:"baseGas"`
	GasPrice       number          `json:"gasPrice"`
	GasToken       *common.Address `json:"gasToken"`
	RefundReceiver *common.Address `json:"refundReceiver"`
	Nonce          number          `json:"nonce"`
	Claimed        common.Hash     `json:"safeTxHash"`
	Executed       bool            `json:"isExecuted"`
	Confirmations  []struct {
		Owner     common.Address  `json:"owner"`
		Signature json.RawMessage `json:"signature"`
	} `json:"confirmations"`
}

func (w wireTransaction) queued(of common.Address) Queued {
	q := Queued{Claimed: w.Claimed}
	if err := w.into(&q.Transaction); err != nil {
		q.Broken = err.Error()
	}
	if w.Safe != of {
		q.Broken = "it is of another Safe"
	}
	for _, c := range w.Confirmations {
		var signature hexutil.Bytes
		_ = json.Unmarshal(c.Signature, &signature) // one that is broken recovers to nobody
		q.Confirmed = append(q.Confirmed, Confirmation{Owner: c.Owner, Signature: signature})
	}
	return q
}

func (w wireTransaction) into(tx *safe.Transaction) (err error) {
	tx.To = w.To
	for _, field := range []struct {
		name string
		from number
		to   *uint256.Int
	}{
		{"value", w.Value, &tx.Value}, {"safeTxGas", w.SafeTxGas, &tx.SafeTxGas}, {"baseGas", w.BaseGas, &tx.BaseGas}, {"gasPrice", w.GasPrice, &tx.GasPrice},
	} {
		if *field.to, err = field.from.uint256(field.name); err != nil {
			return err
		}
	}
	nonce, err := w.Nonce.uint256("nonce")
	if err != nil || !nonce.IsUint64() || w.Nonce == "" || w.Nonce == "null" {
		return fmt.Errorf("its nonce is no number")
	}
	tx.Nonce = nonce.Uint64()
	kind, err := w.Operation.uint256("operation")
	if err != nil || kind.GtUint64(1) {
		return fmt.Errorf("its operation is neither 0 nor 1")
	}
	tx.Operation = safe.Operation(kind.Uint64())
	if w.GasToken != nil {
		tx.GasToken = *w.GasToken
	}
	if w.RefundReceiver != nil {
		tx.RefundReceiver = *w.RefundReceiver
	}
	if w.Data != nil && *w.Data != "" {
		if tx.Data, err = hexutil.Decode(*w.Data); err != nil {
			return fmt.Errorf("its data is no hexadecimal text")
		}
	}
	return nil
}
