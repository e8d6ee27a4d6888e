package review

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/explain"
	"mpool/internal/ops"
	"mpool/internal/safe/deed"
)

// A join of a pool in which the Safe has little or nothing is its first deposit, even if another made the pool's
// first join: a stranger can make that one with dust. What the user must know of a new pool, its owner,
// asset managers and tokens, the user must know of such a pool too.

// leastStake is the part of a pool's BPT, one in so many, that the Safe must have before the pool counts
// as proof of its tokens.
const leastStake = 1000

// readStakes reads how much BPT the Safe has of each trusted pool.
func (c *Checker) readStakes(ctx context.Context) (err error) {
	if c.Safe == (common.Address{}) || len(c.trusted) == 0 {
		return nil
	}
	var pools []common.Address
	for _, s := range c.trusted {
		pools = append(pools, s.Pool.Address)
	}
	c.stakes, err = c.Node.Supplies(ctx, c.at(), c.Safe, pools)
	return err
}

// proves says that a pool shows that its tokens are real: it has BPT, and the Safe has some of them.
func proves(s *ops.Snapshot, stakes map[common.Address]chain.Supply, of common.Address) bool {
	if s.Supply.Actual.Raw.IsZero() {
		return false
	}
	if of == (common.Address{}) { // nobody names the Safe, and nobody can sign
		return true
	}
	least := new(uint256.Int).Div(&s.Supply.Actual.Raw, uint256.NewInt(leastStake))
	held := stakes[s.Pool.Address].Held
	return !held.IsZero() && !held.Lt(least)
}

// firstDeposit says that a trusted pool has no BPT yet, or that the Safe gets more BPT of it than it has.
func (k knownAddresses) firstDeposit(pool common.Address) bool {
	i := slices.IndexFunc(k.trusted, func(s *ops.Snapshot) bool { return s.Pool.Address == pool })
	if i < 0 {
		return false
	}
	supply, held := k.trusted[i].Supply.Actual.Raw, k.stakes[pool].Held
	switch after := k.after[pool]; {
	case supply.IsZero():
		return true
	case k.of == (common.Address{}):
		return false
	case after == nil || !after.Supply.Actual.Raw.Gt(&supply):
		return held.IsZero()
	default:
		return held.Lt(new(uint256.Int).Sub(&after.Supply.Actual.Raw, &supply))
	}
}

// entered are the trusted pools whose BPT a call pays for.
func entered(c Call, trusted []*ops.Snapshot) (list []*ops.Snapshot) {
	var into []common.Address
	switch d := c.does.(type) {
	case deed.Join:
		into = append(into, deed.PoolOf(d.Pools[0]))
	case deed.Swap:
		into = append(into, d.Out)
	case deed.BatchSwap:
		into = append(into, d.Gets()...)
	}
	for _, s := range trusted {
		if slices.Contains(into, s.Pool.Address) {
			list = append(list, s)
		}
	}
	return list
}

// Entrusts says for a first line into which pools the Safe makes its first deposit.
func (c *Checker) Entrusts() string { return c.View.deposits }

// entrusts says whom the Safe trusts by its first deposit into a pool, and which tokens the
// pool has; "" without such a deposit. The first join of a pool names its tokens itself.
func entrusts(c *Checker) string {
	k, told := c.knownAddresses(), ""
	for _, call := range c.View.Calls {
		for _, s := range entered(call, c.trusted) {
			if k.firstDeposit(s.Pool.Address) && !s.Supply.Actual.Raw.IsZero() && !strings.Contains(told, s.Pool.Address.Hex()) {
				told += fmt.Sprintf("; the Safe's first deposit into the pool %s with %s%s", s.Pool.Address, strings.Join(tokensOf(k, s), ", "), othersOf(k, s))
			}
		}
	}
	return told
}

func tokensOf(k knownAddresses, s *ops.Snapshot) (list []string) {
	for _, t := range s.Tokens {
		list = append(list, explain.TokenName(k.book, t.Address))
	}
	return list
}

// othersOf are the owner and the asset managers of a pool, other than the Safe.
func othersOf(k knownAddresses, s *ops.Snapshot) (words string) {
	if s.Pool.Owner != k.of {
		words = ", owner " + s.Pool.Owner.Hex()
	}
	for _, m := range s.Managers() {
		if m.Address != k.of {
			words += ", asset manager " + m.Address.Hex()
		}
	}
	return words
}
