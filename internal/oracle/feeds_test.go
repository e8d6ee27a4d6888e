package oracle

import (
	"context"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/ops"
	"mpool/internal/planner/plantest"
)

// feedNode answers every feed with the price 1, one minute old.
type feedNode struct{}

func (feedNode) TryBounded(_ context.Context, calls []ops.Call, _ chain.BlockRef, _ uint64) ([]chain.Attempt, error) {
	round := new(big.Int).SetInt64(9)
	updated := big.NewInt(int64(plantest.Time) - 60)
	answers := []chain.Attempt{
		{Answer: wordsOf(round, big.NewInt(1e8), updated, updated, round)},
		{Answer: wordsOf(big.NewInt(8))},
		{Answer: append(wordsOf(big.NewInt(32), big.NewInt(4)), append([]byte("pair"), make([]byte, 28)...)...)},
	}
	var all []chain.Attempt
	for len(all) < len(calls) {
		all = append(all, answers...)
	}
	return all[:len(calls)], nil
}

func wordsOf(numbers ...*big.Int) (data []byte) {
	for _, n := range numbers {
		data = append(data, common.BigToHash(n).Bytes()...)
	}
	return data
}

// A plan's prices are as old as the clock says, if that is later than the block: a node can show an old
// block. A chain for development has a time of its own.
func TestFeedsByTheClock(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		chain uint64
		clock int64 // seconds after the block
		stale bool
	}{{1, 12, false}, {1, 7 * 86400, true}, {1, -7 * 86400, false}, {31337, 7 * 86400, false}} {
		pool := plantest.Pool()
		pool.ChainID = test.chain
		r := &Reader{Settings: new(config.Settings), Now: func() time.Time { return time.Unix(int64(plantest.Time)+test.clock, 0) }}
		r.Settings.Feeds = []config.Feed{{Token: "A", Hops: []common.Address{{0xfa}}, MaxAge: 3600}, {Token: "B", Hops: []common.Address{{0xfb}}, MaxAge: 3600}}
		plantest.Must(t, r.AskNow(t.Context(), feedNode{}, pool))
		feeds := r.Last()
		if (len(feeds.Problems) == 2 && feeds.Problems[0].Code == "feed.stale") != test.stale || feeds.Block != pool.Block {
			t.Errorf("%+v: %+v", test, feeds)
		}
		plantest.Must(t, r.Ask(t.Context(), feedNode{}, pool))
		if len(r.Last().Problems) != 0 {
			t.Errorf("%+v: at the block, they are stale", test)
		}
	}
}

// The price of a pool without a balance of a token cannot be compared with the feeds.
func TestFeedsOfAnEmptyPool(t *testing.T) {
	t.Parallel()
	for _, empty := range []bool{false, true} {
		pool := plantest.Pool()
		w := &Reader{Settings: new(config.Settings)}
		w.Settings.Feeds = []config.Feed{{Token: "A", Hops: []common.Address{{0xfa}}, MaxAge: 3600}, {Token: "B", Hops: []common.Address{{0xfb}}, MaxAge: 3600}}
		if empty {
			pool.Tokens[1].Cash = plantest.Amount(0, 6)
		}
		plantest.Must(t, w.Ask(t.Context(), feedNode{}, pool))
		feeds := w.Last()
		if len(feeds.Prices) != 2 {
			t.Fatalf("%+v", feeds)
		}
		if !empty {
			if len(feeds.Problems) != 0 || len(feeds.Deviations) != 1 {
				t.Errorf("%+v", feeds)
			}
			continue
		}
		if len(feeds.Problems) != 1 || feeds.Problems[0].Code != "feed.pool" || !strings.Contains(feeds.Problems[0].Why, "the pool has no") {
			t.Errorf("%+v", feeds.Problems)
		}
	}
}

// A token that is not deposited yet has no price; the others still have theirs.
func TestFeedsOfAHalfAddedToken(t *testing.T) {
	t.Parallel()
	pool := plantest.Pool()
	pool.Tokens[1].Cash = plantest.Amount(0, 6)
	w := &Reader{Settings: new(config.Settings)}
	w.Settings.Feeds = []config.Feed{feedOf("A"), feedOf("B"), feedOf("C")}
	plantest.Must(t, w.Ask(t.Context(), feedNode{}, pool))
	if feeds := w.Last(); len(feeds.Problems) != 0 || len(feeds.Deviations) != 1 {
		t.Errorf("%+v", feeds)
	}
}
