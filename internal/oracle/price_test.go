package oracle

import (
	"context"
	"math/big"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planner/plantest"
	"mpool/internal/units"
)

// staleNode answers as feedNode does, but these contracts answer with a round of the distant past.
type staleNode []common.Address

func (n staleNode) TryBounded(ctx context.Context, calls []ops.Call, at chain.BlockRef, gas uint64) ([]chain.Attempt, error) {
	answers, err := feedNode{}.TryBounded(ctx, calls, at, gas)
	one := big.NewInt(1)
	for i, call := range calls {
		if slices.Contains(n, call.To) && len(answers[i].Answer) == 5*32 {
			answers[i].Answer = wordsOf(one, big.NewInt(1e8), one, one, one)
		}
	}
	return answers, err
}

// A token's price by feeds needs its own feed and that of one token that the pool holds. Feeds of
// other tokens do not matter, and the error names the feed that is missing.
func TestFeedPrice(t *testing.T) {
	t.Parallel()
	added, own, a, b := common.Address{0x77}, common.Address{0xf0}, common.Address{0xfa}, common.Address{0xfb}
	for name, test := range map[string]struct {
		stale staleNode
		empty []int // tokens of which the pool holds nothing
		of    int   // token in which the price is
		code  string
		says  string
	}{
		"all":                            {},
		"the second token's is stale":    {stale: staleNode{b}},
		"the first token's is stale":     {stale: staleNode{a}, of: 1},
		"the pool has no second token":   {empty: []int{1}},
		"the pool has no first token":    {empty: []int{0}, of: 1},
		"its own is stale":               {stale: staleNode{own}, code: "feed.stale", says: "refused: NEW has no price from its feed:"},
		"its own is, and the first's":    {stale: staleNode{a, own}, code: "feed.stale", says: "refused: NEW has no price from its feed:"},
		"its own, and no second token":   {stale: staleNode{own}, empty: []int{1}, code: "feed.stale", says: "refused: NEW has no price from its feed:"},
		"the pool's are stale":           {stale: staleNode{a, b}, code: "feed.stale", says: "refused: A has no price from its feed:"},
		"one is stale, the other empty":  {stale: staleNode{a}, empty: []int{1}, code: "feed.stale", says: "refused: A has no price from its feed:"},
		"the pool holds nothing of both": {empty: []int{0, 1}, code: "feed.pool", says: "refused: the pool holds no token that has a price from a feed"},
	} {
		pool := plantest.Pool()
		for _, i := range test.empty {
			pool.Tokens[i].Cash = units.Amount{Decimals: pool.Tokens[i].Decimals}
		}
		w := &Reader{Settings: new(config.Settings)}
		w.Settings.Feeds = []config.Feed{{Token: added.Hex(), Hops: []common.Address{own}, MaxAge: 3600}, {Token: "A", Hops: []common.Address{a}, MaxAge: 3600}, {Token: "B", Hops: []common.Address{b}, MaxAge: 3600}}
		price, err := w.Price(t.Context(), test.stale, pool, added, "NEW")
		if test.code != "" {
			_ = plantest.WantFailure(t, err, failure.Refused, test.code, test.says)
			continue
		}
		if err != nil || price.Of != pool.Tokens[test.of].Address || price.Value != units.FixedOne() {
			t.Errorf("%s: %+v, %v", name, price, err)
		}
	}
}

// If a rollup's sequencer is down, that is the reason for a missing price, not the configuration.
func TestFeedPricesWithoutSequencer(t *testing.T) {
	t.Parallel()
	pool, w := plantest.Pool(), &Reader{Settings: new(config.Settings)}
	w.Settings.Feeds = []config.Feed{{Token: "A", Hops: []common.Address{{0xfa}}, MaxAge: 3600}, {Token: "B", Hops: []common.Address{{0xfb}}, MaxAge: 3600}}
	w.Settings.SequencerFeed = common.Address{0xfc}
	_, err := w.Prices(t.Context(), feedNode{}, pool)
	_ = plantest.WantFailure(t, err, failure.Refused, "feed.sequencer", "refused: no feed is used, because of the sequencer: it is down")
	_, err = w.Price(t.Context(), feedNode{}, pool, pool.Tokens[0].Address, "A")
	_ = plantest.WantFailure(t, err, failure.Refused, "feed.sequencer", "refused: no feed is used, because of the sequencer: it is down")
}

// A pool with a single token that has a feed but no balance gives no price, and no panic.
func TestFeedPriceOfOneEmptyToken(t *testing.T) {
	t.Parallel()
	pool, added := plantest.Pool(), common.Address{0x77}
	pool.Tokens[0].Cash = units.Amount{Decimals: pool.Tokens[0].Decimals}
	w := &Reader{Settings: new(config.Settings)}
	w.Settings.Feeds = []config.Feed{{Token: added.Hex(), Hops: []common.Address{{0xf0}}, MaxAge: 3600}, {Token: "A", Hops: []common.Address{{0xfa}}, MaxAge: 3600}}
	_, err := w.Price(t.Context(), feedNode{}, pool, added, "NEW")
	_ = plantest.WantFailure(t, err, failure.Refused, "feed.pool", "refused: the pool holds no token that has a price from a feed")
}
