package chain

import (
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

	"mpool/internal/units"
)

// Receipt is what became of a mined transaction.
type Receipt struct {
	Hash        common.Hash
	From        common.Address
	BlockHash   common.Hash
	BlockNumber uint64
	Index       uint       // in the block
	BlockTime   units.Time // of the block's header; zero where nobody has looked
	Success     bool       // false: mined, and reverted
	GasUsed     uint64
	GasPrice    units.Wei // paid for one unit of gas
	PriceKnown  bool      // false: the receipt does not tell the price
	DataFee     units.Wei // paid beside the gas, for the data on ethereum, as on chains like Optimism
}

// UnmarshalJSON reads a receipt as eth_getTransactionReceipt answers it. A
// receipt that does not say where or how the transaction ended says nothing.
func (r *Receipt) UnmarshalJSON(text []byte) error {
	var wire struct {
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
	if err := decodeJSON(text, &wire); err != nil {
		return err
	}
	if wire.Hash == nil || wire.BlockHash == nil || wire.BlockNumber == nil || wire.Status == nil {
		return fmt.Errorf("%w: the receipt has no hash, block or status", errMalformed)
	}
	if *wire.Status > 1 {
		return fmt.Errorf("%w: the receipt's status is %d", errMalformed, *wire.Status)
	}
	*r = Receipt{Hash: *wire.Hash, From: wire.From, BlockHash: *wire.BlockHash, BlockNumber: uint64(*wire.BlockNumber), Index: uint(wire.Index),
		Success: *wire.Status == 1, GasUsed: uint64(wire.GasUsed)}
	if wire.GasPrice != nil {
		r.GasPrice, r.PriceKnown = wei(wire.GasPrice), true
	}
	if wire.DataFee != nil {
		r.DataFee = wei(wire.DataFee)
	}
	return nil
}

// Paid is what the transaction cost its sender for gas and data, without its value; nil if
// the receipt does not tell the price.
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

// Known tells whether the node has the transaction, mined or waiting.
func (t transactions) Known(ctx context.Context, hash common.Hash) (bool, error) {
	var tx *struct {
		Hash common.Hash `json:"hash"`
	}
	err := t.do(ctx, request{method: "eth_getTransactionByHash", params: []any{hash}, into: &tx})
	return tx != nil && tx.Hash == hash, err
}

// Sent is a transaction that is out. Without From nobody looks whether another
// transaction has used its nonce.
type Sent struct {
	Hash  common.Hash
	From  common.Address
	Nonce uint64
	// Earlier are others of the same nonce, any of which may be mined instead.
	Earlier []common.Hash
	// Since is a block in which the nonce was free, if one is known.
	Since uint64
	// GasLimit is that of all these transactions; zero: not known.
	GasLimit uint64
}

// ReplacedError: the transaction can no longer be mined.
type ReplacedError struct {
	From  common.Address
	Nonce uint64
	By    common.Hash // the transaction that was mined in its place
}

func (e *ReplacedError) Error() string {
	return fmt.Sprintf("nonce %d of %s was used by another transaction, %s", e.Nonce, e.From, e.By)
}

// Hint is what to do about it.
func (e *ReplacedError) Hint() string {
	return "check what the account has sent, then plan again"
}

// replacedPolls is after how many polls on end in which the nonce is used and no
// receipt is there it is looked who used it. Receipts may come late: that none is
// there proves nothing.
const replacedPolls = 10

// Patience says how to wait.
type Patience struct {
	Confirmations uint64 // the first is the transaction's own block
	Poll          time.Duration
	// Seen, if set, is called after every poll with the number of confirmations so far.
	Seen func(confirmations uint64)
	// Odd, if set, is called once with an impossible answer, if several polls in a row gave
	// it.
	Odd func(why error)
}

// oddPolls is after how many polls in a row an impossible answer is reported: a block that
// is just being replaced looks impossible for a moment.
const oddPolls = 5

// Await polls until the transaction is mined with so many confirmations, the first being
// its own block, and that block is part of the chain, or until another transaction has used
// its nonce: a *ReplacedError. Otherwise only the context ends the waiting, by its deadline
// or by Ctrl-C: a node that fails for a moment does not, and its last error is reported if
// the deadline passes.
func (t transactions) Await(ctx context.Context, sent Sent, p Patience) (*Receipt, error) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	var last error
	for gone, odd := 0, 0; ; timer.Reset(p.Poll) {
		select {
		case <-ctx.Done():
			return nil, waited(ctx.Err(), last)
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

// strange counts answers on end that cannot be, and tells of them once.
func (p Patience) strange(before int, err error) int {
	if !errors.As(err, new(*UnableError)) {
		return 0
	}
	if before+1 == oddPolls && p.Odd != nil {
		p.Odd(err)
	}
	return before + 1
}

// replaced looks for the transaction that used the nonce: a *ReplacedError where
// it is found in a block and is none of ours.
func (t transactions) replaced(ctx context.Context, sent Sent) error {
	user, err := t.NonceUser(ctx, sent.From, sent.Nonce, sent.Since)
	if err != nil || user == (common.Hash{}) || user == sent.Hash || slices.Contains(sent.Earlier, user) {
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

// outcome is the receipt, or nil where it is not there yet or not deep enough,
// and whether the nonce is used though there is no receipt.
func (t transactions) outcome(ctx context.Context, sent Sent, p Patience) (*Receipt, bool, error) {
	hashes := append([]common.Hash{sent.Hash}, sent.Earlier...)
	receipts := make([]*Receipt, len(hashes))
	var requests []request
	for i, hash := range hashes {
		requests = append(requests, request{method: "eth_getTransactionReceipt", params: []any{hash}, into: &receipts[i]})
	}
	var next hexutil.Uint64
	if sent.From != (common.Address{}) {
		requests = append(requests, request{method: "eth_getTransactionCount", params: []any{sent.From, "latest"}, into: &next})
	}
	errs, err := t.batch(ctx, requests)
	if err != nil {
		return nil, false, err
	}
	for i, receipt := range receipts {
		if errs[i] == nil && receipt != nil {
			receipt, err = t.confirmed(ctx, hashes[i], receipt, sent.GasLimit, p)
			return receipt, false, err
		}
	}
	if p.Seen != nil && first(errs) == nil {
		p.Seen(0)
	}
	return nil, first(errs) == nil && uint64(next) > sent.Nonce, first(errs)
}

// confirmed is the receipt, or nil where its block is not deep enough or not
// part of the chain.
func (t transactions) confirmed(ctx context.Context, hash common.Hash, receipt *Receipt, gasLimit uint64, p Patience) (*Receipt, error) {
	if receipt.Hash != hash {
		return nil, &UnableError{Node: t.node.Shown, What: "report the status of " + hash.Hex(), Answer: "it returned the receipt of another transaction"}
	}
	var head, own *Header
	errs, err := t.batch(ctx, []request{Latest().headerRequest(&head), AtNumber(receipt.BlockNumber).headerRequest(&own)})
	if err != nil {
		return nil, err
	}
	if err := first(errs); err != nil {
		return nil, err
	}
	if head == nil || own == nil || own.Hash != receipt.BlockHash {
		return nil, &UnableError{Node: t.node.Shown, What: "report the status of " + receipt.Hash.Hex(),
			Answer: fmt.Sprintf("its receipt is for block %d, %s, which is not part of its chain", receipt.BlockNumber, receipt.BlockHash)}
	}
	if err := t.possible(receipt, own, gasLimit); err != nil {
		return nil, err
	}
	receipt.BlockTime = own.Time
	if p.Seen != nil && head.Number >= receipt.BlockNumber {
		p.Seen(head.Number - receipt.BlockNumber + 1)
	}
	if !deep(head.Number, receipt.BlockNumber, p.Confirmations) {
		return nil, nil
	}
	return receipt, nil
}

// possible refuses a receipt of more gas than the transaction or its block has room for:
// such a node may say anything.
func (t transactions) possible(receipt *Receipt, block *Header, gasLimit uint64) error {
	what, most := "the transaction", gasLimit
	if block.GasLimit != 0 && (most == 0 || block.GasLimit < most) {
		what, most = "its block", block.GasLimit
	}
	if most == 0 || receipt.GasUsed <= most {
		return nil
	}
	return &UnableError{Node: t.node.Shown, What: "report the status of " + receipt.Hash.Hex(),
		Answer: fmt.Sprintf("its receipt reports %d gas used, but the gas limit of %s is %d", receipt.GasUsed, what, most)}
}

// deep counts the block itself as the first confirmation. No sum can wrap.
func deep(head, block, confirmations uint64) bool {
	return head >= block && (confirmations == 0 || head-block >= confirmations-1)
}

// Transaction reads a transaction that the node knows, mined or waiting, and
// who sent it; nil where it knows none.
func (t transactions) Transaction(ctx context.Context, hash common.Hash) (*types.Transaction, common.Address, error) {
	var raw json.RawMessage
	err := t.do(ctx, request{method: "eth_getTransactionByHash", params: []any{hash}, into: &raw})
	if err != nil || len(raw) == 0 || string(raw) == "null" {
		return nil, common.Address{}, err
	}
	var tx types.Transaction
	if err := json.Unmarshal(raw, &tx); err != nil || tx.Hash() != hash {
		return nil, common.Address{}, &UnableError{Node: t.node.Shown, What: "show transaction " + hash.Hex(), Answer: "it returned another transaction"}
	}
	var sender struct{ From common.Address } // development chains send for accounts without a key
	err = json.Unmarshal(raw, &sender)
	return &tx, sender.From, err
}
