package review

import (
	"context"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// fund refuses a batch that sends more of the native token than its sender has. If no Safe is named,
// the sender is unknown, and it compares with the owners of the pools, who send the batch in the
// simulation.
func (c *Checker) fund(ctx context.Context, pools []*ops.Snapshot) error {
	sum, over := c.coinsSent()
	if sum.IsZero() && !over {
		return nil
	}
	if over {
		c.broke = true
		c.View.find(one(ops.Refuse, "call.funds", "the batch sends more of the native token than can exist")...)
		return nil
	}
	if c.Safe != (common.Address{}) {
		return c.fundFrom(ctx, sum, c.Safe, "the Safe")
	}
	for _, pool := range pools {
		if owner := pool.Pool.Owner; !c.broke {
			if err := c.fundFrom(ctx, sum, owner, "the pool's owner "+owner.Hex()); err != nil {
				return err
			}
		}
	}
	return nil
}

// coinsSent is the native token that all calls send; over says that the sum is too large for a number.
func (c *Checker) coinsSent() (sum uint256.Int, over bool) {
	for _, call := range c.Batch.Calls {
		_, wraps := sum.AddOverflow(&sum, &call.Value)
		over = over || wraps
	}
	return sum, over
}

func (c *Checker) fundFrom(ctx context.Context, sum uint256.Int, sender common.Address, name string) error {
	account, err := c.Node.AccountAt(ctx, sender, c.at())
	if err != nil {
		return err
	}
	if c.broke = account.Balance.Int().Lt(&sum); c.broke {
		c.View.find(one(ops.Refuse, "call.funds", "the batch sends %s of the native token, but %s has %s", units.Wei(sum), name, account.Balance)...)
	}
	return nil
}
