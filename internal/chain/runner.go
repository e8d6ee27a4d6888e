package chain

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/ops"
	"mpool/internal/revert"
)

// runner has a node run calls on the state of a block, after earlier calls.
type runner struct {
	wire  *wire
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
			return nil, fmt.Errorf("an earlier transaction reverts now: %w", call.revert(r.wire.node.Clean))
		}
	}
	return blocks[1:], nil
}

// withoutSimulations returns the node's refusal if it has no simulations, or not the state that
// they need; "" if a simulation failed for another reason. Only in the first case may mpool accept
// less proof. If the refusal is not a known one, it tries an empty simulation: a node that refuses
// that too has none.
func (r runner) withoutSimulations(ctx context.Context, err error) string {
	said := refusalOf(err)
	var no *NodeError
	if said == "" || errors.As(err, &no) && no.cannotSimulate() {
		return said
	}
	var blocks []simulatedBlock
	nothing := map[string]any{"blockStateCalls": []any{map[string]any{}}}
	if refusalOf(r.wire.do(ctx, request{method: "eth_simulateV1", into: &blocks, params: []any{nothing, "latest"}})) == "" {
		return ""
	}
	return said
}

// refusalOf is the text with which a node refuses a request, as JSON-RPC or as an HTTP status; ""
// if there is none.
func refusalOf(err error) string {
	var no *NodeError
	var gone *UnreachableError
	switch {
	case errors.As(err, &no):
		return no.Message
	case errors.As(err, &gone) && gone.status >= 400 && gone.status < 500 && gone.status != http.StatusUnauthorized:
		return gone.Reason
	}
	return ""
}

// cannotSimulate recognises some codes and texts for missing simulations, which saves a second
// request.
func (e *NodeError) cannotSimulate() bool {
	const unsupported = -32004 // EIP-1474
	return e.Code == methodNotFound || e.Code == unsupported || e.noState() ||
		says(e.Message, "method not found", "does not exist/is not available", "unsupported method", "proof window", "history window")
}

// notSimulated turns errors of a simulation into an *UnableError.
func (r runner) notSimulated(err error) error {
	var no *NodeError
	switch {
	case errors.As(err, &no):
		return &UnableError{Node: r.wire.node.Shown, What: "simulate the plan", Answer: no.Message}
	case errors.Is(err, errForm):
		return &UnableError{Node: r.wire.node.Shown, What: "simulate the plan", Answer: r.wire.node.Clean(err.Error())}
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
	err := r.wire.do(ctx, request{method: "eth_call", params: []any{callArgs(plan.Calls[0]), AtHash(base.Block.Hash).param()}, into: &result})
	if err == nil {
		var gas uint64
		gas, err = calls{wire: r.wire}.EstimateGas(ctx, plan.Calls[0], AtHash(base.Block.Hash))
		sim.GasUsed = []uint64{gas}
	}
	var revert *revert.Reason
	if errors.As(asRevert(err), &revert) {
		sim.Revert, sim.GasUsed = revert, nil
		return sim, nil
	}
	return sim, err
}
