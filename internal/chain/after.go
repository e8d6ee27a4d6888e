package chain

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// After simulates calls on a state, in one block of the time at, and returns a client whose
// simulations all run after these calls. So mpool can plan for the state after calls that are not
// executed yet. The returned state has its base's block hash, and the number and time of the
// simulated block. A call that reverts is a *revert.Reason. The calls do not affect the original client.
func (c *Client) After(ctx context.Context, base *ops.Snapshot, calls []ops.Call, at units.Time) (*ops.Snapshot, *Client, error) {
	sim, err := c.on(nil).Simulate(ctx, base, &ops.Plan{Base: base.Block, At: at, Calls: calls})
	switch {
	case err != nil:
		return nil, nil, err
	case sim.Revert != nil:
		return nil, nil, fmt.Errorf("call %d: %w", sim.Reverted+1, sim.Revert)
	case sim.Level != Simulated:
		return nil, nil, &UnableError{Node: c.node.Shown, What: "simulate the earlier transactions", Answer: sim.Why}
	}
	state := sim.States[0]
	state.Block.Hash = base.Block.Hash
	return state, c.on(calls), nil
}

// on returns a client on the same connections whose simulations run after these calls.
func (c *Client) on(calls []ops.Call) *Client {
	view := *c
	view.ahead = calls
	return &view
}

// IsAfter says whether simulations run after calls that are not executed yet.
func (m simulator) IsAfter() bool { return len(m.ahead) > 0 }

// blockAhead is the block with the earlier calls. It has the base state's number and time.
func (m simulator) blockAhead(base *ops.Snapshot) []map[string]any {
	if !m.IsAfter() {
		return nil
	}
	calls := make([]map[string]any, len(m.ahead))
	for i, call := range m.ahead {
		calls[i] = callArgs(call)
		calls[i]["gas"] = hexutil.Uint64(transactionGas)
	}
	return []map[string]any{{"calls": calls, "blockOverrides": map[string]any{
		"number": hexutil.Uint64(base.Block.Number), "time": hexutil.Uint64(base.Block.Time), "gasLimit": hexutil.Uint64(simulatedBlockGas),
	}}}
}

// withoutAhead removes the results of the earlier calls, and returns an error if one of them
// reverts.
func (m simulator) withoutAhead(blocks []simulatedBlock, ahead []map[string]any) ([]simulatedBlock, error) {
	if len(ahead) == 0 {
		return blocks, nil
	}
	if len(blocks) == 0 || len(blocks[0].Calls) != len(m.ahead) {
		return nil, fmt.Errorf("%w: the simulation lacks the earlier calls", errForm)
	}
	for _, call := range blocks[0].Calls {
		if call.Status != 1 {
			return nil, fmt.Errorf("an earlier transaction reverts now: %w", call.revert(m.node.Clean))
		}
	}
	return blocks[1:], nil
}

// watchAfter reads the watched values again, after the earlier calls.
func (m simulator) watchAfter(ctx context.Context, s *ops.Snapshot) error {
	if !m.IsAfter() || len(lookCalls(s)) == 0 {
		return nil
	}
	sim, err := m.Simulate(ctx, s, &ops.Plan{Base: s.Block, At: s.Block.Time + 1})
	if err != nil {
		return err
	}
	s.Holdings, s.Members = sim.States[0].Holdings, sim.States[0].Members
	s.Coins, s.Inside = sim.States[0].Coins, sim.States[0].Inside
	return nil
}
