package chain

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// After simulates calls on a state, in one block of the time at, and gives out a
// client whose simulations all rest on them: so that a plan can be made for the state
// that will be once they are executed. The state that it gives out has its base's
// block hash, and the number and time of the block that was simulated. A call that
// reverts is a *Revert. What comes first for this client does not come first for that
// one.
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

// on is the same connections, with calls that come first.
func (c *Client) on(calls []ops.Call) *Client {
	view := *c
	view.ahead = calls
	return &view
}

// IsAfter says that simulations rest on calls that are not executed yet.
func (m simulator) IsAfter() bool { return len(m.ahead) > 0 }

// blockAhead is the block of the calls that come first, which is the one that the
// base state has as its own.
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

// withoutAhead takes away what became of that block.
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

// watchAfter reads what is watched once more, after the calls that come first.
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
