package chain

import (
	"context"
	"fmt"

	"mpool/internal/chain/wire"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// After simulates calls on a state, in one block of the time at, and returns a client whose
// simulations all run after these calls. So mpool can plan for the state after calls that are not
// executed yet. The returned state has its base's block hash, and the number and time of the
// simulated block. A call that reverts is a *revert.Reason. The calls do not affect the original client.
func (c *Client) After(ctx context.Context, base *ops.Snapshot, calls []ops.Call, at units.Time) (*ops.Snapshot, *Client, error) {
	sim, err := runsAfter(c.simulator, nil).Simulate(ctx, base, &ops.Plan{Base: base.Block, At: at, Calls: calls})
	switch {
	case err != nil:
		return nil, nil, err
	case sim.Revert != nil:
		return nil, nil, fmt.Errorf("call %d: %w", sim.Reverted+1, sim.Revert)
	case sim.Level != Simulated:
		return nil, nil, &wire.UnableError{Node: c.Wire.Node(), What: "simulate the earlier transactions", Answer: sim.Why}
	}
	state := sim.States[0]
	state.Block.Hash = base.Block.Hash
	if state.Newest = base; base.Newest != nil {
		state.Newest = base.Newest
	}
	view := *c
	view.simulator = runsAfter(c.simulator, calls)
	return state, &view, nil
}

// runsAfter returns a simulator whose simulations run after these calls.
func runsAfter(m simulator, calls []ops.Call) simulator {
	m.run.ahead = calls
	return m
}

// IsAfter says whether simulations run after calls that are not executed yet.
func (m simulator) IsAfter() bool { return len(m.run.ahead) > 0 }
