package review

import (
	"context"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/safe"
	"mpool/internal/units"
)

// fund refuses a batch that sends more of the native token than its sender has. If no Safe is named,
// the sender is unknown, and it compares with the owners of the pools, who send the batch in the
// simulation.
func (c *Checker) fund(ctx context.Context, pools []*ops.Snapshot) error {
	sum, over := coinsSent(c.Batch.Calls)
	if sum.IsZero() && !over {
		return nil
	}
	if c.broke = over; over {
		c.View.find(one(ops.Refuse, "call.funds", "the batch sends more of the native token than can exist")...)
		return nil
	}
	senders, name := []common.Address{c.Safe}, "the Safe"
	if c.Safe == (common.Address{}) {
		senders, name = ownersOf(pools), "the pool's owner"
	}
	for _, sender := range senders {
		account, err := c.Node.AccountAt(ctx, sender, c.at())
		if err != nil {
			return err
		}
		if c.broke = account.Balance.Int().Lt(&sum); c.broke {
			c.View.find(one(ops.Refuse, "call.funds", "the batch sends %s of the native token, but %s has %s", units.Wei(sum), name, account.Balance)...)
			return nil
		}
	}
	return nil
}

// coinsSent is the native token that all calls send; over says that the sum is too large for a number.
func coinsSent(calls []safe.BatchCall) (sum uint256.Int, over bool) {
	for _, call := range calls {
		_, wraps := sum.AddOverflow(&sum, &call.Value)
		over = over || wraps
	}
	return sum, over
}

func ownersOf(pools []*ops.Snapshot) (owners []common.Address) {
	for _, pool := range pools {
		owners = append(owners, pool.Pool.Owner)
	}
	return owners
}
