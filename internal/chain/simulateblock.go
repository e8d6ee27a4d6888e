package chain

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/chain/wire"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// BlockTx is a block's transaction, in the form for simulations.
type BlockTx struct {
	Hash  common.Hash     `json:"hash"`
	From  common.Address  `json:"from"`
	To    *common.Address `json:"to"` // nil: it creates a contract
	Value *hexutil.Big    `json:"value"`
	Input hexutil.Bytes   `json:"input"`
	Gas   hexutil.Uint64  `json:"gas"`
	Type  hexutil.Uint64  `json:"type"`
}

// setsCode is the type of transactions that set accounts' code by signatures (EIP-7702).
// Simulations cannot repeat them.
const setsCode = 4

func (t BlockTx) args() map[string]any {
	args := map[string]any{"from": t.From, "data": t.Input, "value": t.Value, "gas": t.Gas}
	if t.To != nil {
		args["to"] = t.To
	}
	return args
}

// BlockTxs returns a block's transactions in order. If one cannot be simulated, the error is an
// *UnableError.
func (b blocks) BlockTxs(ctx context.Context, block common.Hash) ([]BlockTx, error) {
	var answer struct {
		Hash         common.Hash `json:"hash"`
		Transactions []BlockTx   `json:"transactions"`
	}
	if err := b.wire.Do(ctx, wire.Request{Method: "eth_getBlockByHash", Into: &answer, Params: []any{block, true}}); err != nil {
		return nil, err
	}
	if answer.Hash != block {
		return nil, &wire.UnableError{Node: b.wire.Node(), What: "show block " + block.Hex(), Answer: "it returned another one"}
	}
	for _, tx := range answer.Transactions {
		if tx.Type == setsCode {
			return nil, &wire.UnableError{Node: b.wire.Node(), What: "simulate the block", Answer: fmt.Sprintf("transaction %s sets account code (EIP-7702)", tx.Hash)}
		}
	}
	return answer.Transactions, nil
}

// StateBehind simulates transactions in the block after the base, whether they revert or not, and
// reads the pool and what is watched after them. If the node cannot simulate, it returns an error.
func (m simulator) StateBehind(ctx context.Context, base *ops.Snapshot, at units.Time, txs []BlockTx) (*ops.Snapshot, error) {
	plan := &ops.Plan{Base: base.Block, At: at}
	times, err := simulatedTimes(base, plan)
	if err != nil {
		return nil, err
	}
	wanted := m.lens.simulatedBlocks(base, plan, times)
	calls := make([]map[string]any, 0, len(txs))
	for _, tx := range txs {
		calls = append(calls, tx.args())
	}
	wanted[0]["calls"] = append(calls, wanted[0]["calls"].([]map[string]any)...)
	var blocks []simulatedBlock
	err = m.run.wire.Do(ctx, wire.Request{Method: "eth_simulateV1", Into: &blocks, Params: []any{
		map[string]any{"blockStateCalls": wanted}, AtHash(base.Block.Hash).param(),
	}})
	if err == nil && (len(blocks) != 1 || len(blocks[0].Calls) < len(txs)) {
		err = fmt.Errorf("%w: the simulation lacks the requested calls", errForm)
	}
	if err != nil {
		return nil, m.run.notSimulated(err)
	}
	blocks[0].Calls = blocks[0].Calls[len(txs):]
	sim, err := m.lens.readSimulation(base, plan, times, blocks)
	if err != nil {
		return nil, m.run.notSimulated(err)
	}
	return sim.States[0], nil
}
