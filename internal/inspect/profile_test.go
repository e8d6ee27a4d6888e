package inspect

import (
	"fmt"
	"strings"
	"testing"

	"mpool/internal/liquidity"
	"mpool/internal/named"
	"mpool/internal/text"
	"mpool/internal/units"
)

// profileOf is a pool's profile in which each pair moves the price more than the one before.
func profileOf(tokens int) *ProfileView {
	v := &ProfileView{Profile: liquidity.Profile{Sizes: []units.Fixed{units.FixedFrom(1e16)}}}
	for in := range tokens {
		for out := range tokens {
			if in == out {
				continue
			}
			impact := units.FixedFrom(uint64(len(v.Pairs)+1) * 1e13)
			v.Pairs = append(v.Pairs, liquidity.Pair{InSymbol: named.Symbol(fmt.Sprintf("T%d", in)), OutSymbol: named.Symbol(fmt.Sprintf("T%d", out)), Swaps: []liquidity.Size{{Impact: &impact}}})
		}
	}
	return v
}

// A large pool's table shows the pairs with the highest impact and says how to see all.
func TestProfileOfManyTokens(t *testing.T) {
	lines := func(v *ProfileView) (string, int) {
		p := &text.Page{}
		v.Text(p)
		return p.String(), strings.Count(p.String(), "\n")
	}
	page, n := lines(profileOf(50))
	if n > 30 || !strings.Contains(page, "the 20 of 2,450 pairs with the highest price impact; mpool quote --table --all shows all, --csv writes them") || !strings.Contains(page, "T49  T48  2.45%") {
		t.Errorf("%d lines:\n%s", n, page)
	}
	whole := profileOf(50)
	whole.All = true
	if page, n := lines(whole); n < 2450 || strings.Contains(page, "highest") {
		t.Errorf("%d lines with --all", n)
	}
	if page, n := lines(profileOf(8)); n != 56+5 || strings.Contains(page, "highest") {
		t.Errorf("%d lines of 8 tokens", n)
	}
}
