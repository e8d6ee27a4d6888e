package chain_test

import (
	"testing"

	"mpool/internal/chain"
	"mpool/internal/devnet"
	"mpool/internal/ops"
	"mpool/internal/units"
)

func TestRatiosV1(t *testing.T) { testRatios(t, devnet.Options{}) }

func TestRatiosV2(t *testing.T) { testRatios(t, devnet.Options{Artifacts: v2Artifacts(t)}) }

// testRatios reads the ratios from storage. They are the contract's if a token's current weight
// equals the reference weight, because then the current bounds depend on the ratios alone.
func testRatios(t *testing.T, o devnet.Options) {
	d := devChain(t, o)
	p := proxy(t, d.RPC, nil)
	c := dial(t, p.url, chain.Options{})
	s, err := c.SnapshotWithRatios(t.Context(), d.Pool.Address, chain.Latest())
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "HTTP requests", p.http, 2)
	set := 0
	for _, token := range s.Tokens {
		b := token.Breaker
		if b == nil {
			continue
		}
		set++
		equal(t, "weight", token.Weight, b.ReferenceWeight)
		if (b.LowerRatio == 0) != (b.LowerBound == units.Fixed{}) || (b.UpperRatio == 0) != (b.UpperBound == units.Fixed{}) {
			t.Errorf("%s: %+v", token.Symbol, b)
		}
	}
	if set < 2 {
		t.Fatalf("%d breakers are set in the demo pool", set)
	}
	again, err := s.Recomputed()
	if err != nil {
		t.Fatal(err)
	}
	for _, change := range ops.Diff(s, again) {
		t.Errorf("%s: read %s, computed %s", change.Path, change.Before, change.After)
	}
}
