package explain

import (
	"context"
	"testing"
)

// TestMeant: an unknown word or code leads to the nearest term or code.
func TestMeant(t *testing.T) {
	for word, want := range map[string]string{"breaker.trip": "breaker.trips", "breakers.trips": "breaker.trips", "polcy.max_arbitrage_cost": "policy.max_arbitrage_cost",
		"stal": "stale", "spot": "spot price", "skewed": "prices.skewed", "pricegap": "price gap", "allowlst": "allowlist", "nothing of it": "", "nonsense": ""} {
		if got := meant(word); got != want {
			t.Errorf("%s: %q, want %q", word, got, want)
		}
	}
}

// TestKnown: plurals of terms and the errors of Safes are known.
func TestKnown(t *testing.T) {
	for _, word := range []string{"circuit breakers", "weights", "GS026", "gs013", "forked", "MIN_WEIGHT"} {
		if _, err := (&Reader{}).Explain(context.Background(), word, nil); err != nil {
			t.Errorf("%s: %v", word, err)
		}
	}
}
