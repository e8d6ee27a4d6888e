package chain

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/params"

	"mpool/internal/chain/wire"
)

// Node is the node's scheme and host, which may be shown.
func (t Transactions) Node() string { return t.wire.Node() }

// Receipt reads the receipt of a transaction; nil if the node has none.
func (t Transactions) Receipt(ctx context.Context, hash common.Hash) (*Receipt, error) {
	var receipt *Receipt
	err := t.wire.Do(ctx, wire.Request{Method: "eth_getTransactionReceipt", Params: []any{hash}, Into: &receipt})
	if err == nil && receipt != nil && receipt.Hash != hash {
		err = t.oddReceipt(hash, "it returned the receipt of another transaction")
	}
	if err != nil {
		return nil, err
	}
	return receipt, nil
}

// Same says whether another node's receipt says the same; nil: it has none.
func (r *Receipt) Same(other *Receipt) bool {
	return other != nil && r.Hash == other.Hash && r.BlockHash == other.BlockHash && r.Success == other.Success && r.GasUsed == other.GasUsed
}

// LeastGas is the gas that a transaction with this data uses at least, before its call does anything.
// Refunds never exceed what their causes cost.
func LeastGas(data []byte) uint64 {
	least := params.TxGas
	for _, b := range data {
		if least += params.TxDataZeroGas; b != 0 {
			least += params.TxDataNonZeroGasEIP2028 - params.TxDataZeroGas
		}
	}
	return least
}

// confirmed returns the receipt, or nil if it has too few confirmations. A receipt that cannot be is an
// error.
func (t Transactions) confirmed(ctx context.Context, hash common.Hash, receipt *Receipt, sent Sent, p Patience) (*Receipt, error) {
	if receipt.Hash != hash {
		return nil, t.oddReceipt(hash, "it returned the receipt of another transaction")
	}
	b, err := t.surroundings(ctx, receipt, sent)
	if err != nil {
		return nil, err
	}
	if why := b.objection(receipt, sent); why != "" {
		return nil, t.oddReceipt(hash, why)
	}
	receipt.BlockTime = b.own.Time
	if p.Seen != nil && b.head.Number >= receipt.BlockNumber {
		p.Seen(b.head.Number - receipt.BlockNumber + 1)
	}
	if !deep(b.head.Number, receipt.BlockNumber, p.Confirmations) {
		return nil, nil
	}
	return receipt, nil
}

func (t Transactions) oddReceipt(hash common.Hash, why string) error {
	return &wire.UnableError{Node: t.wire.Node(), What: "report the status of " + hash.Hex(), Answer: why}
}

// surroundings are what the node says about a receipt's block, and the account afterwards.
type surroundings struct {
	head, own, base *Header       // the latest block, the receipt's, and Sent.Since; base is nil if it was not asked for
	txs             []common.Hash // of the receipt's block
	nonce           uint64        // the account's next one after that block
}

// surroundings reads them in one round trip. If the node no longer has the state of the block, the
// account's nonce is the latest one.
func (t Transactions) surroundings(ctx context.Context, receipt *Receipt, sent Sent) (*surroundings, error) {
	b := &surroundings{}
	var listed *struct {
		Transactions []common.Hash `json:"transactions"`
	}
	var then, now hexutil.Uint64
	requests := []wire.Request{
		Latest().headerRequest(&b.head), AtNumber(receipt.BlockNumber).headerRequest(&b.own),
		{Method: "eth_getBlockByHash", Params: []any{receipt.BlockHash, false}, Into: &listed},
	}
	if sent.From != (common.Address{}) {
		requests = append(requests,
			wire.Request{Method: "eth_getTransactionCount", Params: []any{sent.From, AtHash(receipt.BlockHash).param()}, Into: &then},
			wire.Request{Method: "eth_getTransactionCount", Params: []any{sent.From, "latest"}, Into: &now})
	}
	if receipt.BlockNumber <= sent.Since && sent.Base != (common.Hash{}) {
		requests = append(requests, AtNumber(sent.Since).headerRequest(&b.base))
	}
	errs, err := t.wire.Batch(ctx, requests)
	if err != nil {
		return nil, err
	}
	b.nonce = uint64(then)
	var pruned *wire.NodeError
	if len(errs) > 4 && errors.As(errs[3], &pruned) {
		b.nonce, errs[3] = uint64(now), nil
	}
	if listed != nil {
		b.txs = listed.Transactions
	}
	return b, wire.First(errs)
}

// objection says why a receipt cannot be; empty if it can.
func (b *surroundings) objection(r *Receipt, sent Sent) string {
	block := fmt.Sprintf("block %d, %s", r.BlockNumber, r.BlockHash)
	switch {
	case b.head == nil || b.own == nil || b.own.Hash != r.BlockHash:
		return fmt.Sprintf("its receipt is for %s, which is not part of its chain", block)
	case r.Index >= uint(len(b.txs)) || b.txs[r.Index] != r.Hash:
		return fmt.Sprintf("its receipt is for transaction %d of %s, but the block has another one there, or none", r.Index, block)
	case r.BlockNumber <= sent.Since && (b.base == nil || b.base.Hash == sent.Base):
		return fmt.Sprintf("its receipt is for block %d, but the transaction was signed after block %d", r.BlockNumber, sent.Since)
	case sent.From != (common.Address{}) && b.nonce <= sent.Nonce:
		return fmt.Sprintf("its receipt is for block %d, but nonce %d of %s is unused there", r.BlockNumber, sent.Nonce, sent.From)
	}
	return possible(r, b.own, sent)
}

// possible says why the gas used cannot be: more than the gas limit of the transaction or its block, or
// less than its data alone costs. Nothing that such a node says can be trusted.
func possible(receipt *Receipt, block *Header, sent Sent) string {
	what, most := "the transaction", sent.GasLimit
	if block.GasLimit != 0 && (most == 0 || block.GasLimit < most) {
		what, most = "its block", block.GasLimit
	}
	switch {
	case most != 0 && receipt.GasUsed > most:
		return fmt.Sprintf("its receipt reports %d gas used, but the gas limit of %s is %d", receipt.GasUsed, what, most)
	case receipt.GasUsed < sent.LeastGas:
		return fmt.Sprintf("its receipt reports %d gas used, but the transaction uses at least %d", receipt.GasUsed, sent.LeastGas)
	}
	return ""
}
