package devnet

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"
)

// batch collects transactions of the node's own accounts and sends them without waiting for each.
// It counts the nonces itself, so that the address of a contract is known before the contract
// exists and later transactions can use it.
type batch struct {
	node   *rpc.Client
	nonces map[common.Address]uint64
	txs    []batchTx
}

type batchTx struct {
	what string // for errors: "deploy the Vault"
	args sendArgs
}

type sendArgs struct {
	From  common.Address  `json:"from"`
	To    *common.Address `json:"to,omitempty"`
	Data  hexutil.Bytes   `json:"data"`
	Gas   hexutil.Uint64  `json:"gas"`
	Nonce hexutil.Uint64  `json:"nonce"`
	// MaxFee is high because the base fee rises while a batch fills blocks.
	MaxFee hexutil.Uint64 `json:"maxFeePerGas"`
	Tip    hexutil.Uint64 `json:"maxPriorityFeePerGas"`
}

const (
	gwei = 1_000_000_000
	// deployGasPerByte is the gas to store a byte of code (200) and to carry it in the transaction
	// (16, plus 2 per word), rounded up.
	deployGasPerByte = 220
	deployGasBase    = 800_000
	blockGas         = 28_000_000 // below the 30 M gas of anvil's blocks
	pollInterval     = 3 * time.Millisecond
	batchTimeout     = 30 * time.Second
)

func newBatch(ctx context.Context, node *rpc.Client, senders ...common.Address) (*batch, error) {
	b := &batch{node: node, nonces: map[common.Address]uint64{}}
	for _, sender := range senders {
		var nonce hexutil.Uint64
		if err := node.CallContext(ctx, &nonce, "eth_getTransactionCount", sender, "pending"); err != nil {
			return nil, fmt.Errorf("nonce of %s: %w", sender, err)
		}
		b.nonces[sender] = uint64(nonce)
	}
	return b, nil
}

// deploy adds a contract creation and returns the contract's future address.
func (b *batch) deploy(name string, from common.Address, code []byte) common.Address {
	address := crypto.CreateAddress(from, b.nonces[from])
	b.add("deploy "+name, from, nil, code, uint64(len(code))*deployGasPerByte+deployGasBase)
	return address
}

// call adds a contract call.
func (b *batch) call(what string, from, to common.Address, data []byte, gas uint64) {
	b.add(what, from, &to, data, gas)
}

func (b *batch) add(what string, from common.Address, to *common.Address, data []byte, gas uint64) {
	b.txs = append(b.txs, batchTx{what, sendArgs{
		From: from, To: to, Data: data, Gas: hexutil.Uint64(gas), Nonce: hexutil.Uint64(b.nonces[from]),
		MaxFee: 200 * gwei, Tip: gwei,
	}})
	b.nonces[from]++
}

// run sends all transactions, waits until they are mined, and returns the receipts in order. The
// batch is empty afterwards.
func (b *batch) run(ctx context.Context) ([]*types.Receipt, error) {
	ctx, cancel := context.WithTimeout(ctx, batchTimeout)
	defer cancel()
	txs := b.txs
	b.txs = nil
	held := b.holdMining(ctx)
	if held {
		defer func() { _ = b.automine(context.WithoutCancel(ctx), true) }()
	}
	receipts, err := b.sendAndAwait(ctx, txs, held)
	if err != nil {
		return nil, err
	}
	for i, receipt := range receipts {
		if receipt.Status != types.ReceiptStatusSuccessful {
			return nil, fmt.Errorf("%s: reverted: %w", txs[i].what, b.reason(ctx, txs[i], receipt))
		}
	}
	return receipts, nil
}

// holdMining turns off automatic mining on a development node and says whether it did. When a
// transaction does not fit into a block, anvil drops the account's next transactions because their
// nonces are too high. So mpool cuts the blocks itself, the same way on each start.
func (b *batch) holdMining(ctx context.Context) bool {
	var on bool
	if err := b.node.CallContext(ctx, &on, "anvil_getAutomine"); err != nil || !on {
		return false
	}
	return b.automine(ctx, false) == nil
}

func (b *batch) automine(ctx context.Context, on bool) error {
	return b.node.CallContext(ctx, nil, "evm_setAutomine", on)
}

func (b *batch) sendAndAwait(ctx context.Context, txs []batchTx, mine bool) ([]*types.Receipt, error) {
	var hashes []common.Hash
	for _, block := range blocks(txs) {
		sent, err := b.send(ctx, block, mine)
		if err != nil {
			return nil, err
		}
		hashes = append(hashes, sent...)
	}
	receipts := make([]*types.Receipt, len(hashes))
	for {
		left, err := b.readReceipts(ctx, hashes, receipts)
		if err != nil || left == 0 {
			return receipts, err
		}
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("%d of %d transactions are not mined: %w", left, len(txs), ctx.Err())
		case <-time.After(pollInterval):
		}
	}
}

// blocks cuts a batch into blocks of at most blockGas.
func blocks(txs []batchTx) [][]batchTx {
	var cut [][]batchTx
	gas, from := uint64(0), 0
	for i, tx := range txs {
		if gas += uint64(tx.args.Gas); gas > blockGas && i > from {
			cut = append(cut, txs[from:i])
			gas, from = uint64(tx.args.Gas), i
		}
	}
	return append(cut, txs[from:])
}

// send sends the transactions in the order of their nonces, and mines a block if mine is set.
func (b *batch) send(ctx context.Context, txs []batchTx, mine bool) ([]common.Hash, error) {
	hashes := make([]common.Hash, len(txs))
	for i, tx := range txs {
		if err := b.node.CallContext(ctx, &hashes[i], "eth_sendTransaction", tx.args); err != nil {
			return nil, fmt.Errorf("%s: %w", tx.what, err)
		}
	}
	if !mine {
		return hashes, nil
	}
	if err := b.node.CallContext(ctx, nil, "evm_mine"); err != nil {
		return nil, fmt.Errorf("mine a block: %w", err)
	}
	return hashes, nil
}

// readReceipts fills in missing receipts and returns how many are still missing.
func (b *batch) readReceipts(ctx context.Context, hashes []common.Hash, receipts []*types.Receipt) (int, error) {
	var calls []rpc.BatchElem
	for i, hash := range hashes {
		if receipts[i] == nil {
			calls = append(calls, rpc.BatchElem{Method: "eth_getTransactionReceipt", Args: []any{hash}, Result: &receipts[i]})
		}
	}
	if len(calls) == 0 {
		return 0, nil
	}
	if err := b.node.BatchCallContext(ctx, calls); err != nil {
		return 0, fmt.Errorf("wait for %d transactions: %w", len(calls), err)
	}
	for _, call := range calls {
		if call.Error != nil {
			return 0, fmt.Errorf("wait for a transaction: %w", call.Error)
		}
	}
	left := 0
	for _, receipt := range receipts {
		if receipt == nil {
			left++
		}
	}
	return left, nil
}

// reason asks the node why a mined transaction failed: it calls the transaction again on the block
// before.
func (b *batch) reason(ctx context.Context, tx batchTx, receipt *types.Receipt) error {
	before := hexutil.Uint64(receipt.BlockNumber.Uint64() - 1)
	var ignored hexutil.Bytes
	if err := b.node.CallContext(ctx, &ignored, "eth_call", tx.args, before); err != nil {
		return err
	}
	return errors.New("no reason given")
}
