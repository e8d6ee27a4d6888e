package chain

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/holiman/uint256"

	"mpool/internal/chain/wire"
	"mpool/internal/units"
)

// Receipt is the result of a mined transaction.
type Receipt struct {
	Hash        common.Hash
	From        common.Address
	BlockHash   common.Hash
	BlockNumber uint64
	Index       uint       // position in the block
	BlockTime   units.Time // from the block's header; zero if it was not read
	Success     bool       // false: mined but reverted
	GasUsed     uint64
	GasPrice    units.Wei // price per unit of gas
	PriceKnown  bool      // false: the receipt has no price
	DataFee     units.Wei // fee for data on Ethereum, in addition to gas, on chains like Optimism
}

// UnmarshalJSON reads the answer of eth_getTransactionReceipt. A receipt without hash, block or
// status is an error.
func (r *Receipt) UnmarshalJSON(text []byte) error {
	var answer struct {
		Hash        *common.Hash    `json:"transactionHash"`
		From        common.Address  `json:"from"`
		BlockHash   *common.Hash    `json:"blockHash"`
		BlockNumber *hexutil.Uint64 `json:"blockNumber"`
		Index       hexutil.Uint64  `json:"transactionIndex"`
		Status      *hexutil.Uint64 `json:"status"`
		GasUsed     hexutil.Uint64  `json:"gasUsed"`
		GasPrice    *hexutil.Big    `json:"effectiveGasPrice"`
		DataFee     *hexutil.Big    `json:"l1Fee"`
	}
	if err := wire.DecodeJSON(text, &answer); err != nil {
		return err
	}
	if answer.Hash == nil || answer.BlockHash == nil || answer.BlockNumber == nil || answer.Status == nil {
		return fmt.Errorf("%w: the receipt has no hash, block or status", wire.ErrMalformed)
	}
	if *answer.Status > 1 {
		return fmt.Errorf("%w: the receipt's status is %d", wire.ErrMalformed, *answer.Status)
	}
	*r = Receipt{Hash: *answer.Hash, From: answer.From, BlockHash: *answer.BlockHash, BlockNumber: uint64(*answer.BlockNumber), Index: uint(answer.Index),
		Success: *answer.Status == 1, GasUsed: uint64(answer.GasUsed)}
	if answer.GasPrice != nil {
		r.GasPrice, r.PriceKnown = wei(answer.GasPrice), true
	}
	if answer.DataFee != nil {
		r.DataFee = wei(answer.DataFee)
	}
	return nil
}

// Paid is what the sender paid for gas and data in wei, without the transaction's value; nil if the
// receipt has no price.
func (r *Receipt) Paid() *units.Wei {
	if !r.PriceKnown {
		return nil
	}
	gas := r.GasPrice.Times(r.GasUsed)
	sum, over := new(uint256.Int).AddOverflow(gas.Int(), r.DataFee.Int())
	if over {
		sum.SetAllOne()
	}
	paid := units.Wei(*sum)
	return &paid
}

// Known says whether the node has the transaction, mined or pending.
func (t Transactions) Known(ctx context.Context, hash common.Hash) (bool, error) {
	var tx *struct {
		Hash common.Hash `json:"hash"`
	}
	err := t.wire.Do(ctx, wire.Request{Method: "eth_getTransactionByHash", Params: []any{hash}, Into: &tx})
	return tx != nil && tx.Hash == hash, err
}

// Sent is a transaction that was sent. With a zero From, Await does not check whether another
// transaction has used its nonce.
type Sent struct {
	Hash  common.Hash
	From  common.Address
	Nonce uint64
	// Earlier are other transactions with the same nonce. Any of them may be mined instead.
	Earlier []common.Hash
	// Since is a block in which the nonce was unused, if known, and Base its hash, if known.
	Since uint64
	Base  common.Hash
	// GasLimit is the gas limit of all these transactions; zero if unknown. Each of them uses at least
	// LeastGas.
	GasLimit, LeastGas uint64
}

// ReplacedError says that another transaction used the nonce, so this one can never be mined.
type ReplacedError struct {
	From  common.Address
	Nonce uint64
	By    common.Hash // the transaction that used the nonce
}

func (e *ReplacedError) Error() string {
	return fmt.Sprintf("nonce %d of %s was used by another transaction, %s", e.Nonce, e.From, e.By)
}

// Hint returns what the user should do next.
func (e *ReplacedError) Hint() string {
	return "check what the account has sent, then plan again"
}

// replacedPolls is the number of polls in a row with a used nonce but no receipt, after which Await
// looks for the transaction that used the nonce. Receipts may be late, so a missing receipt proves
// nothing.
const replacedPolls = 10

// Patience says how to wait.
type Patience struct {
	Confirmations uint64 // the transaction's own block is the first
	Poll          time.Duration
	// Seen, if set, is called after successful polls with the number of confirmations so far.
	Seen func(confirmations uint64)
	// Odd, if set, is called once with an impossible answer that several polls in a row gave.
	Odd func(why error)
}

// oddPolls is the number of impossible answers in a row after which Await reports one. During a
// reorganisation an answer may look impossible for a moment.
const oddPolls = 5

// Await polls until the transaction has enough confirmations in a block of the chain, its own block
// being the first. If another transaction has used the nonce, the error is a *ReplacedError.
// Otherwise only the context ends the wait, by its deadline or by Ctrl-C. Failures of the node do
// not end it; the last one is reported if the deadline passes.
func (t Transactions) Await(ctx context.Context, sent Sent, p Patience) (*Receipt, error) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	var last, doubt error // of the last poll, and of the last look for what used the nonce
	for gone, odd := 0, 0; ; timer.Reset(p.Poll) {
		select {
		case <-ctx.Done():
			return nil, waited(ctx.Err(), cmp.Or(last, doubt))
		case <-timer.C:
		}
		receipt, used, err := t.outcome(ctx, sent, p)
		if err == nil && receipt != nil {
			return receipt, nil
		}
		odd = p.strange(odd, err)
		if gone++; !used {
			gone = 0
		}
		if err == nil && gone >= replacedPolls {
			err = t.replaced(ctx, sent)
			gone = 0
			if ctx.Err() == nil {
				doubt = err
			}
		}
		var replaced *ReplacedError
		if errors.As(err, &replaced) {
			return nil, err
		}
		if ctx.Err() == nil {
			last = err
		}
	}
}

// strange counts impossible answers in a row, and reports one at oddPolls.
func (p Patience) strange(before int, err error) int {
	if !errors.As(err, new(*wire.UnableError)) {
		return 0
	}
	if before+1 == oddPolls && p.Odd != nil {
		p.Odd(err)
	}
	return before + 1
}

// replaced looks for the transaction that used the nonce. The error is a *ReplacedError if that is
// a mined transaction other than ours, which the account has signed.
func (t Transactions) replaced(ctx context.Context, sent Sent) error {
	user, err := t.NonceUser(ctx, sent.From, sent.Nonce, sent.Since)
	if err != nil || user == (common.Hash{}) || user == sent.Hash || slices.Contains(sent.Earlier, user) {
		return err
	}
	if err := t.provedUser(ctx, user, sent.From, sent.Nonce); err != nil {
		return err
	}
	return &ReplacedError{From: sent.From, Nonce: sent.Nonce, By: user}
}

func waited(err, last error) error {
	if last == nil {
		return err
	}
	return fmt.Errorf("%w; %w", err, last)
}

// outcome returns the receipt, or nil if there is none or it has too few confirmations. used says
// whether the nonce is used although there is no receipt.
func (t Transactions) outcome(ctx context.Context, sent Sent, p Patience) (*Receipt, bool, error) {
	hashes := append([]common.Hash{sent.Hash}, sent.Earlier...)
	receipts := make([]*Receipt, len(hashes))
	var requests []wire.Request
	for i, hash := range hashes {
		requests = append(requests, wire.Request{Method: "eth_getTransactionReceipt", Params: []any{hash}, Into: &receipts[i]})
	}
	var next hexutil.Uint64
	if sent.From != (common.Address{}) {
		requests = append(requests, wire.Request{Method: "eth_getTransactionCount", Params: []any{sent.From, "latest"}, Into: &next})
	}
	errs, err := t.wire.Batch(ctx, requests)
	if err != nil {
		return nil, false, err
	}
	for i, receipt := range receipts {
		if errs[i] == nil && receipt != nil {
			receipt, err = t.confirmed(ctx, hashes[i], receipt, sent, p)
			return receipt, false, err
		}
	}
	if p.Seen != nil && wire.First(errs) == nil {
		p.Seen(0)
	}
	return nil, wire.First(errs) == nil && uint64(next) > sent.Nonce, wire.First(errs)
}

// deep says whether a block has enough confirmations; the block itself is the first. The arithmetic
// cannot overflow.
func deep(head, block, confirmations uint64) bool {
	return head >= block && (confirmations == 0 || head-block >= confirmations-1)
}

// Transaction reads a mined or pending transaction and its sender; nil if the node does not have
// it.
func (b blocks) Transaction(ctx context.Context, hash common.Hash) (*types.Transaction, common.Address, error) {
	var raw json.RawMessage
	err := b.wire.Do(ctx, wire.Request{Method: "eth_getTransactionByHash", Params: []any{hash}, Into: &raw})
	if err != nil || len(raw) == 0 || string(raw) == "null" {
		return nil, common.Address{}, err
	}
	var tx types.Transaction
	if err := json.Unmarshal(raw, &tx); err != nil || tx.Hash() != hash {
		return nil, common.Address{}, &wire.UnableError{Node: b.wire.Node(), What: "show transaction " + hash.Hex(), Answer: "it returned another transaction"}
	}
	var sender struct{ From common.Address } // development nodes send for accounts without a signature
	err = json.Unmarshal(raw, &sender)
	return &tx, sender.From, err
}
