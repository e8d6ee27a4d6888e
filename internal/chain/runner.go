package chain

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/chain/wire"
	"mpool/internal/ops"
	"mpool/internal/revert"
)

// runner has a node run calls on the state of a block, after earlier calls.
type runner struct {
	wire  *wire.Conn
	ahead []ops.Call // see After
}

// blockAhead is the block with the earlier calls. It has the base state's number and time.
func (r runner) blockAhead(base *ops.Snapshot) []map[string]any {
	if len(r.ahead) == 0 {
		return nil
	}
	calls := make([]map[string]any, len(r.ahead))
	for i, call := range r.ahead {
		calls[i] = callArgs(call)
		calls[i]["gas"] = hexutil.Uint64(transactionGas)
	}
	return []map[string]any{{"calls": calls, "blockOverrides": map[string]any{
		"number": hexutil.Uint64(base.Block.Number), "time": hexutil.Uint64(base.Block.Time), "gasLimit": hexutil.Uint64(simulatedBlockGas),
	}}}
}

// withoutAhead removes the results of the earlier calls, and returns an error if one of them
// reverts.
func (r runner) withoutAhead(blocks []simulatedBlock, ahead []map[string]any) ([]simulatedBlock, error) {
	if len(ahead) == 0 {
		return blocks, nil
	}
	if len(blocks) == 0 || len(blocks[0].Calls) != len(r.ahead) {
		return nil, fmt.Errorf("%w: the simulation lacks the earlier calls", errForm)
	}
	for _, call := range blocks[0].Calls {
		if call.Status != 1 {
			return nil, fmt.Errorf("an earlier transaction reverts now: %w", call.revert(r.wire.Redact))
		}
	}
	return blocks[1:], nil
}

// withoutSimulations returns the node's refusal if it has no simulations, or not the state that
// they need; "" if a simulation failed for another reason. Only in the first case may mpool accept
// less proof. If the refusal is not a known one, it tries an empty simulation: a node that refuses
// that too has none.
func (r runner) withoutSimulations(ctx context.Context, err error) string {
	said := wire.Refusal(err)
	var no *wire.NodeError
	if said == "" || errors.As(err, &no) && no.CannotSimulate() {
		return said
	}
	var blocks []simulatedBlock
	nothing := map[string]any{"blockStateCalls": []any{map[string]any{}}}
	if wire.Refusal(r.wire.Do(ctx, wire.Request{Method: "eth_simulateV1", Into: &blocks, Params: []any{nothing, "latest"}})) == "" {
		return ""
	}
	return said
}

// notSimulated turns errors of a simulation into an *UnableError.
func (r runner) notSimulated(err error) error {
	var no *wire.NodeError
	switch {
	case errors.As(err, &no):
		return &wire.UnableError{Node: r.wire.Node(), What: "simulate the plan", Answer: no.Message}
	case errors.Is(err, errForm):
		return &wire.UnableError{Node: r.wire.Node(), What: "simulate the plan", Answer: r.wire.Redact(err.Error())}
	}
	return err
}

// callFirst is the fallback for nodes that cannot simulate: it calls the first call on the base
// block, for its revert and its gas. Later calls depend on the first, so calling them alone would
// prove nothing.
func (r runner) callFirst(ctx context.Context, base *ops.Snapshot, plan *ops.Plan, why string) (*Simulation, error) {
	sim := &Simulation{Level: Called, Why: "the node cannot simulate: " + why}
	if len(plan.Calls) == 0 {
		return sim, nil
	}
	var result hexutil.Bytes
	err := r.wire.Do(ctx, wire.Request{Method: "eth_call", Params: []any{callArgs(plan.Calls[0]), AtHash(base.Block.Hash).param()}, Into: &result})
	if err == nil {
		var gas uint64
		gas, err = calls{wire: r.wire}.EstimateGas(ctx, plan.Calls[0], AtHash(base.Block.Hash))
		sim.GasUsed = []uint64{gas}
	}
	var revert *revert.Reason
	if errors.As(wire.AsRevert(err), &revert) {
		sim.Revert, sim.GasUsed = revert, nil
		return sim, nil
	}
	return sim, err
}
