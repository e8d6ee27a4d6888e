package study

import (
	"testing"

	"mpool/internal/backtest"
)

// TestArrivals checks that --arb is refused if a part of it would have no effect.
func TestArrivals(t *testing.T) {
	for words, fine := range map[string]bool{
		"off": true, "every:2": true, "poisson:12s": true,
		"off:": false, "off:12s": false, "every": false, "every:0": false, "poisson:0s": false, "": false,
	} {
		var o backtest.Options
		if err := (&Others{Arb: words}).arrivals(&o); (err == nil) != fine {
			t.Errorf("%q: %v", words, err)
		}
	}
}
