package request

import (
	"context"
	"strings"
	"testing"

	"mpool/internal/feed"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// A price may be up to ten minutes newer than the newest block. One of tomorrow is a mistake.
func TestAgeOfPrices(t *testing.T) {
	const block = units.Time(1_700_000_000)
	on := &Target{Before: &ops.Snapshot{Block: ops.Block{Time: block}, Tokens: []ops.Token{{Symbol: "WETH"}}}}
	for at, want := range map[units.Time]string{block: "", block + 60: "", block - 3600: "", block + 86400: "after the newest block", block - 2*86400: "the pool was read at"} {
		o := &outside{source: typed{words: "p.csv"}, quotes: map[string]feed.Quote{"WETH": {Price: units.FixedOne(), At: at}}}
		_, err := o.of(context.Background(), on)
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("a price of %d seconds ahead: %v, want %q", int64(at)-int64(block), err, want)
		}
	}
}
