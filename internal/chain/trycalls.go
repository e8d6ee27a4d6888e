package chain

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/chain/wire"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// TryCalls simulates calls one after the other on a block, in a block of the time at, after the
// earlier calls of After. It reads no state afterwards. If the node cannot simulate, it only calls
// the first one, and the result says so.
func (m simulator) TryCalls(ctx context.Context, on ops.Block, at units.Time, calls []ops.Call) (*Simulation, error) {
	var run []map[string]any
	for _, call := range calls {
		args := callArgs(call)
		args["gas"] = hexutil.Uint64(transactionGas)
		run = append(run, args)
	}
	before := m.run.blockAhead(&ops.Snapshot{Block: on})
	var blocks []simulatedBlock
	err := m.run.wire.Do(ctx, wire.Request{Method: "eth_simulateV1", Into: &blocks, Params: []any{
		map[string]any{"blockStateCalls": append(before, map[string]any{"calls": run, "blockOverrides": map[string]any{
			"number": hexutil.Uint64(on.Number + 1), "time": hexutil.Uint64(at), "gasLimit": hexutil.Uint64(simulatedBlockGas),
		}})}, AtHash(on.Hash).param(),
	}})
	if why := m.run.withoutSimulations(ctx, err); why != "" && len(before) == 0 {
		return m.run.callFirst(ctx, &ops.Snapshot{Block: on}, &ops.Plan{Calls: calls}, why)
	}
	if err == nil {
		blocks, err = m.run.withoutAhead(blocks, before)
	}
	if err != nil {
		return nil, m.run.notSimulated(err)
	}
	if len(blocks) != 1 || len(blocks[0].Calls) != len(calls) {
		return nil, m.run.notSimulated(fmt.Errorf("%w: the simulation lacks the requested calls", errForm))
	}
	sim := &Simulation{Level: Simulated}
	for i, call := range blocks[0].Calls {
		sim.GasUsed = append(sim.GasUsed, uint64(call.GasUsed))
		if call.Status != 1 {
			sim.Revert, sim.Reverted = call.revert(m.run.wire.Redact), i
			break
		}
	}
	return sim, nil
}

// TryInRow simulates calls one after the other in the block after on. It needs eth_simulateV1.
func (m simulator) TryInRow(ctx context.Context, calls []ops.Call, on ops.Block) ([]Attempt, error) {
	var run []map[string]any
	for _, call := range calls {
		run = append(run, callArgs(call))
	}
	var blocks []simulatedBlock
	err := m.run.wire.Do(ctx, wire.Request{Method: "eth_simulateV1", Into: &blocks, Params: []any{
		map[string]any{"blockStateCalls": []any{map[string]any{"calls": run, "blockOverrides": map[string]any{
			"number": hexutil.Uint64(on.Number + 1), "time": hexutil.Uint64(on.Time + 1), "gasLimit": hexutil.Uint64(simulatedBlockGas),
		}}}}, AtHash(on.Hash).param(),
	}})
	if err != nil {
		return nil, m.run.notSimulated(err)
	}
	if len(blocks) != 1 || len(blocks[0].Calls) != len(calls) {
		return nil, m.run.notSimulated(fmt.Errorf("%w: the simulation lacks the requested calls", errForm))
	}
	var list []Attempt
	for _, call := range blocks[0].Calls {
		one := Attempt{Answer: call.ReturnData}
		if call.Status != 1 {
			one.Revert = call.revert(m.run.wire.Redact)
		}
		list = append(list, one)
	}
	return list, nil
}
