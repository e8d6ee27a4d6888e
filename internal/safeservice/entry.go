package safeservice

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/holiman/uint256"

	"mpool/internal/safe"
)

// number is a JSON number or a string of decimal digits: services write both.
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
		return v, fmt.Errorf("its %s is not a number", what)
	}
	return v, nil
}

// wireTransaction has the fields that mpool reads of a transaction in a list.
type wireTransaction struct {
	Safe           common.Address    `json:"safe"`
	To             common.Address    `json:"to"`
	Value          number            `json:"value"`
	Data           *string           `json:"data"`
	Operation      number            `json:"operation"`
	SafeTxGas      number            `json:"safeTxGas"`
	BaseGas        number            `json:"baseGas"`
	GasPrice       number            `json:"gasPrice"`
	GasToken       *common.Address   `json:"gasToken"`
	RefundReceiver *common.Address   `json:"refundReceiver"`
	Nonce          number            `json:"nonce"`
	Claimed        common.Hash       `json:"safeTxHash"`
	Executed       bool              `json:"isExecuted"`
	Confirmations  []json.RawMessage `json:"confirmations"`
}

// readQueued reads one entry of a list; waits is false if it was executed.
func readQueued(text json.RawMessage, of common.Address) (q Queued, waits bool) {
	var wire *wireTransaction
	err := json.Unmarshal(text, &wire)
	switch {
	case err != nil:
		return unreadable(text), true
	case wire == nil:
		return Queued{Broken: "an entry of its list is null", NoNonce: true}, true
	}
	return wire.queued(of), !wire.Executed
}

// unreadable is an entry with a field of the wrong type. If its nonce can be read, it keeps its place
// in the list.
func unreadable(text json.RawMessage) Queued {
	q := Queued{Broken: "an entry of its list cannot be read", NoNonce: true}
	var head struct {
		Nonce number `json:"nonce"`
	}
	if json.Unmarshal(text, &head) == nil {
		if nonce, err := head.Nonce.nonce(); err == nil {
			q.Transaction.Nonce, q.NoNonce = nonce, false
		}
	}
	return q
}

func (w wireTransaction) queued(of common.Address) Queued {
	q := Queued{Claimed: w.Claimed}
	nonce, err := w.Nonce.nonce()
	q.Transaction.Nonce, q.NoNonce = nonce, err != nil
	if err == nil {
		err = w.into(&q.Transaction)
	}
	if err != nil {
		q.Broken = err.Error()
	}
	if w.Safe != of {
		q.Broken = "it belongs to another Safe"
	}
	for _, text := range w.Confirmations {
		q.Confirmed = append(q.Confirmed, readConfirmation(text))
	}
	return q
}

// readConfirmation reads as much of a confirmation as it can. A malformed one is kept and counted, but
// no owner can be recovered from it.
func readConfirmation(text json.RawMessage) Confirmation {
	var c struct {
		Owner     common.Address `json:"owner"`
		Signature hexutil.Bytes  `json:"signature"`
	}
	if json.Unmarshal(text, &c) != nil {
		return Confirmation{Owner: c.Owner}
	}
	return Confirmation{Owner: c.Owner, Signature: c.Signature}
}

// nonce requires a number that fits uint64.
func (n number) nonce() (uint64, error) {
	v, err := n.uint256("nonce")
	if err != nil || !v.IsUint64() || n == "" || n == "null" {
		return 0, errors.New("its nonce is not a number")
	}
	return v.Uint64(), nil
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
			return fmt.Errorf("its data is not hexadecimal")
		}
	}
	return nil
}
