package review

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
)

// A first join gets all the BPT that there are, less a few that nobody can have: what the Safe
// pays in stays its own, whatever it is worth. That needs no price, until the pool is open to others:
// then they take what its prices are off.

// stayingOwn says of a first join without prices whether what is paid in stays the Safe's.
func (v *valuation) stayingOwn(f ops.Finding, share *big.Rat) ops.Finding {
	f.Hint = "to check the amounts against the market, give the price of each token, for example --price \"WETH=2000 USDC\""
	if way := openWay(v.firstJoined()); way != "" {
		f.Severity = ops.Refuse
		f.Summary += fmt.Sprintf(": the amounts set the pool's prices, and afterwards %s: without outside prices mpool cannot say what others could take", way)
		return f
	}
	f.Summary += fmt.Sprintf(": that is %s the pool's BPT, so what it pays in stays its own while the pool is closed; the amounts set the pool's prices, and without outside prices mpool cannot compare them", percentOf(share))
	return f
}

// openWay is how others can trade with a pool; "" where they cannot.
func openWay(pool *ops.Snapshot) string {
	switch {
	case pool.Pool.SwapEnabled:
		return "swaps are on"
	case pool.Pool.JoinExitEnabled && !pool.Pool.MustAllowlistLPs:
		return "anyone can join and exit"
	}
	return ""
}

// ownShare is the part of the pool that the Safe's first join gets, where that part of what the
// pool then holds is what the Safe gives; false where it is not, or is not known.
func (v *valuation) ownShare() (*big.Rat, bool) {
	pool := v.firstJoined()
	if pool == nil {
		return nil, false
	}
	var bpt *big.Int
	for _, change := range v.changes {
		if change.Token == pool.Pool.Address {
			bpt = change.gain.ToBig()
		}
	}
	if bpt == nil || pool.Supply.Actual.Raw.IsZero() {
		return nil, false
	}
	share := new(big.Rat).SetFrac(bpt, pool.Supply.Actual.Raw.ToBig())
	for _, change := range v.changes {
		if !change.loss.IsZero() && !v.stays(pool, change, share) {
			return nil, false
		}
	}
	return share, true
}

// stays says that the share of the pool has what the Safe has less of.
func (v *valuation) stays(pool *ops.Snapshot, change safeHolding, share *big.Rat) bool {
	token := change.Token
	if token == (common.Address{}) {
		token = v.wrapped
	}
	held, err := pool.Token(token)
	if err != nil {
		return false
	}
	balance := held.Balance()
	part := new(big.Rat).Mul(share, new(big.Rat).SetInt(balance.Raw.ToBig()))
	return part.Cmp(v.Flags.Slippage.near().least(new(big.Rat).SetInt(change.loss.ToBig()))) >= 0
}

// firstJoined is the pool as a first join leaves it, where that is the only trade; nil otherwise.
func (v *valuation) firstJoined() *ops.Snapshot {
	var joined *Join
	for _, call := range v.View.Calls {
		if call.Kind == "" {
			continue
		}
		j, is := call.does.(Join)
		if !is || j.Way != FirstJoin || joined != nil {
			return nil
		}
		joined = &j
	}
	if joined == nil {
		return nil
	}
	for _, pool := range v.trusted {
		if pool.Pool.Address == poolOf(joined.Pools[0]) && pool.Supply.Actual.Raw.IsZero() {
			return v.after[pool.Pool.Address]
		}
	}
	return nil
}
