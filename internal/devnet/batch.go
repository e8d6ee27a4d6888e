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

// batch collects transactions of the node's own accounts and sends them in one
// HTTP request. Nonces are counted here, so that the addresses of contracts are
// known before they exist and later transactions of a batch can name them.
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
	// The fee leaves room for the base fee to climb while a batch fills blocks.
	MaxFee hexutil.Uint64 `json:"maxFeePerGas"`
	Tip    hexutil.Uint64 `json:"maxPriorityFeePerGas"`
}

const (
	gwei = 1_000_000_000
	// deployGasPerByte is what storing a byte of code (200) and carrying it in the
	// transaction (16, and 2 a word) cost, rounded up.
	deployGasPerByte = 220
	deployGasBase    = 800_000
	pollInterval     = 3 * time.Millisecond
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

// deploy adds a creation and returns the address that it will have.
func (b *batch) deploy(name string, from common.Address, code []byte) common.Address {
	address := crypto.CreateAddress(from, b.nonces[from])
	b.add("deploy "+name, from, nil, code, uint64(len(code))*deployGasPerByte+deployGasBase)
	return address
}

// call adds a call of a contract.
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

// run sends everything that was added, waits until all of it is mined, and
// returns the receipts in order. The batch is empty afterwards.
func (b *batch) run(ctx context.Context) ([]*types.Receipt, error) {
	txs := b.txs
	b.txs = nil
	hashes, err := b.send(ctx, txs)
	if err != nil {
		return nil, err
	}
	receipts, err := b.await(ctx, hashes)
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

func (b *batch) send(ctx context.Context, txs []batchTx) ([]common.Hash, error) {
	hashes := make([]common.Hash, len(txs))
	calls := make([]rpc.BatchElem, len(txs))
	for i, tx := range txs {
		calls[i] = rpc.BatchElem{Method: "eth_sendTransaction", Args: []any{tx.args}, Result: &hashes[i]}
	}
	if err := b.node.BatchCallContext(ctx, calls); err != nil {
		return nil, fmt.Errorf("send %d transactions: %w", len(txs), err)
	}
	for i, call := range calls {
		if call.Error != nil {
			return nil, fmt.Errorf("%s: %w", txs[i].what, call.Error)
		}
	}
	return hashes, nil
}

func (b *batch) await(ctx context.Context, hashes []common.Hash) ([]*types.Receipt, error) {
	receipts := make([]*types.Receipt, len(hashes))
	for {
		var calls []rpc.BatchElem
		for i, hash := range hashes {
			if receipts[i] == nil {
				calls = append(calls, rpc.BatchElem{Method: "eth_getTransactionReceipt", Args: []any{hash}, Result: &receipts[i]})
			}
		}
		if len(calls) == 0 {
			return receipts, nil
		}
		if err := b.node.BatchCallContext(ctx, calls); err != nil {
			return nil, fmt.Errorf("wait for %d transactions: %w", len(calls), err)
		}
		for _, call := range calls {
			if call.Error != nil {
				return nil, fmt.Errorf("wait for a transaction: %w", call.Error)
			}
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(pollInterval):
		}
	}
}

// reason asks the node why a mined transaction failed, by running it again on
// the block before.
func (b *batch) reason(ctx context.Context, tx batchTx, receipt *types.Receipt) error {
	before := hexutil.Uint64(receipt.BlockNumber.Uint64() - 1)
	var ignored hexutil.Bytes
	if err := b.node.CallContext(ctx, &ignored, "eth_call", tx.args, before); err != nil {
		return err
	}
	return errors.New("no reason is given")
}
