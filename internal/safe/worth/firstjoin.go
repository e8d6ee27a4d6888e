package worth

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/safe/deed"
)

// A first join receives all of the BPT except the small part that nobody owns. So the Safe still owns
// what it pays in, and no price is needed. That changes when the pool is open to others: then they
// profit from wrong prices in the pool.

// stayingOwn completes the finding for a first join without prices. It refuses the join if others can
// trade with the pool afterwards.
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

// openWay says how others can trade with a pool; "" if they cannot.
func openWay(pool *ops.Snapshot) string {
	switch {
	case pool.Pool.SwapEnabled:
		return "swaps are on"
	case pool.Pool.JoinExitEnabled && !pool.Pool.MustAllowlistLPs:
		return "anyone can join and exit"
	}
	return ""
}

// ownShare is the share of the pool that the Safe's first join receives. It is false unless that share
// of each token's balance is at least what the Safe paid of it, within --max-slippage.
func (v *valuation) ownShare() (*big.Rat, bool) {
	pool := v.firstJoined()
	if pool == nil {
		return nil, false
	}
	var bpt *big.Int
	for _, change := range v.changes {
		if change.Token == pool.Pool.Address {
			bpt = change.Gain.ToBig()
		}
	}
	if bpt == nil || pool.Supply.Actual.Raw.IsZero() {
		return nil, false
	}
	share := new(big.Rat).SetFrac(bpt, pool.Supply.Actual.Raw.ToBig())
	for _, change := range v.changes {
		if !change.Loss.IsZero() && !v.stays(pool, change, share) {
			return nil, false
		}
	}
	return share, true
}

// stays says that the share of the pool holds as much of a token as the Safe has lost, within
// --max-slippage.
func (v *valuation) stays(pool *ops.Snapshot, change Change, share *big.Rat) bool {
	token := change.Token
	if token == (common.Address{}) {
		token = v.of.Trust.Wrapped
	}
	held, err := pool.Token(token)
	if err != nil {
		return false
	}
	balance := held.Balance()
	part := new(big.Rat).Mul(share, new(big.Rat).SetInt(balance.Raw.ToBig()))
	return part.Cmp(v.of.Trust.Slippage.near().least(new(big.Rat).SetInt(change.Loss.ToBig()))) >= 0
}

// firstJoined is the pool after a first join, if that is the only trade; otherwise nil.
func (v *valuation) firstJoined() *ops.Snapshot {
	var joined *deed.Join
	for _, call := range v.of.Calls {
		if call.Kind == "" {
			continue
		}
		j, is := call.Does.(deed.Join)
		if !is || j.Way != deed.FirstJoin || joined != nil {
			return nil
		}
		joined = &j
	}
	if joined == nil {
		return nil
	}
	for _, pool := range v.of.Trust.Pools {
		if pool.Pool.Address == deed.PoolOf(joined.Pools[0]) && pool.Supply.Actual.Raw.IsZero() {
			return v.of.Trust.After[pool.Pool.Address]
		}
	}
	return nil
}
