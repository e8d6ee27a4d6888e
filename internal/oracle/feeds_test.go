package oracle

import (
	"context"
	"math/big"
	"strings"
	"testing"

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
