package chain

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/chain/wire"
	"mpool/internal/units"
)

// Transaction is a transaction as the node returns it.
type Transaction struct {
	Hash    common.Hash
	ChainID uint64 // of the node
	From    common.Address
	To      *common.Address // nil: it creates a contract
	Data    []byte
	Value   units.Wei
	Nonce   uint64
	Gas     uint64 // gas limit
	// Mined is its block and result; nil while it is pending.
	Mined *Mined
}

// Mined is the part of a transaction that exists once it is mined.
type Mined struct {
	Receipt
	Time   units.Time // of the block
	Parent common.Hash
	Logs   []Log
}

// Log is an event of a transaction.
type Log struct {
	Address common.Address `json:"address"`
	Topics  []common.Hash  `json:"topics"`
	Data    hexutil.Bytes  `json:"data"`
}

// UnknownTransactionError says that the node does not have the transaction. It does not repeat the
// hash, because 64 digits in the wrong place may be a private key.
type UnknownTransactionError struct{ ChainID uint64 }

func (e *UnknownTransactionError) Error() string {
	return fmt.Sprintf("the node does not know this transaction on chain %d", e.ChainID)
}

// Code returns the stable code for scripts.
func (e *UnknownTransactionError) Code() string { return "transaction.unknown" }

// Hint returns what the user should do next.
func (e *UnknownTransactionError) Hint() string {
	return "check --rpc-url; a replaced or dropped transaction is not on any chain"
}

// Examine reads a transaction and, if it is mined, its receipt, its events and its block's time.
func (t Transactions) Examine(ctx context.Context, hash common.Hash) (*Transaction, error) {
	var shown *wireTransaction
	var receipt *wireReceipt
	var id hexutil.Uint64
	errs, err := t.wire.Batch(ctx, []wire.Request{
		{Method: "eth_getTransactionByHash", Params: []any{hash}, Into: &shown},
		{Method: "eth_getTransactionReceipt", Params: []any{hash}, Into: &receipt},
		{Method: "eth_chainId", Into: &id},
	})
	if err == nil {
		err = wire.First(errs)
	}
	switch {
	case err != nil:
		return nil, err
	case t.wire.IsChain(uint64(id)) != nil:
		return nil, t.wire.IsChain(uint64(id))
	case shown == nil:
		return nil, &UnknownTransactionError{ChainID: uint64(id)}
	case shown.Hash != hash || receipt != nil && receipt.Hash != hash:
		return nil, &wire.UnableError{Node: t.wire.Node(), What: "show the transaction", Answer: "it returned another one"}
	}
	tx := shown.transaction(uint64(id))
	if receipt == nil {
		return tx, nil
	}
	tx.Mined, err = t.minedIn(ctx, receipt, tx.Gas)
	return tx, err
}

// minedIn adds the block's time and parent to a receipt.
func (t Transactions) minedIn(ctx context.Context, receipt *wireReceipt, gasLimit uint64) (*Mined, error) {
	header, err := t.blocks.Header(ctx, AtHash(receipt.BlockHash))
	if err != nil {
		return nil, err
	}
	if why := possible(&receipt.Receipt, header, Sent{GasLimit: gasLimit}); why != "" {
		return nil, t.oddReceipt(receipt.Hash, why)
	}
	receipt.BlockTime = header.Time
	return &Mined{Receipt: receipt.Receipt, Time: header.Time, Parent: header.ParentHash, Logs: receipt.logs}, nil
}

// wireTransaction is what mpool reads from the answer of eth_getTransactionByHash.
type wireTransaction struct {
	Hash  common.Hash     `json:"hash"`
	From  common.Address  `json:"from"`
	To    *common.Address `json:"to"`
	Input hexutil.Bytes   `json:"input"`
	Value hexutil.U256    `json:"value"`
	Nonce hexutil.Uint64  `json:"nonce"`
	Gas   hexutil.Uint64  `json:"gas"`
}

func (w *wireTransaction) transaction(chainID uint64) *Transaction {
	return &Transaction{Hash: w.Hash, ChainID: chainID, From: w.From, To: w.To, Data: w.Input,
		Value: units.Wei(w.Value), Nonce: uint64(w.Nonce), Gas: uint64(w.Gas)}
}

// wireReceipt is a receipt with its events.
type wireReceipt struct {
	Receipt
	logs []Log
}

// UnmarshalJSON reads the receipt and its events from one answer.
func (w *wireReceipt) UnmarshalJSON(text []byte) error {
	if err := w.Receipt.UnmarshalJSON(text); err != nil {
		return err
	}
	var answer struct {
		Logs []Log `json:"logs"`
	}
	err := wire.DecodeJSON(text, &answer)
	w.logs = answer.Logs
	return err
}
