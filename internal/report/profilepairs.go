package report

import (
	"cmp"
	"math"
	"slices"

	"mpool/internal/chart"
	"mpool/internal/liquidity"
)

// ranked is a pair of tokens, with the rank of its price impact if not all pairs are shown.
type ranked struct {
	liquidity.Pair
	rank string // ends with a comma and a space; empty if all pairs are shown
}

// shown returns the pairs to show, grouped by the input token. A pool of 50 tokens has 2,450 pairs, too
// many to look at: of a group with too many lines to tell apart, it returns three.
func (v *Profile) shown() [][]ranked {
	var groups [][]ranked
	for i, pair := range v.Of.Pairs {
		if i == 0 || pair.In != v.Of.Pairs[i-1].In {
			groups = append(groups, nil)
		}
		last := &groups[len(groups)-1]
		*last = append(*last, ranked{Pair: pair})
	}
	for i, group := range groups {
		if len(group) > chart.Together {
			groups[i] = extremes(group)
		}
	}
	return groups
}

// extremes returns the pairs with the highest, the middle and the lowest impact.
func extremes(group []ranked) []ranked {
	sorted := slices.Clone(group)
	slices.SortStableFunc(sorted, func(a, b ranked) int { return cmp.Compare(largest(b.Pair), largest(a.Pair)) })
	few := []ranked{sorted[0], sorted[len(sorted)/2], sorted[len(sorted)-1]}
	for i, rank := range []string{"highest, ", "middle, ", "lowest, "} {
		few[i].rank = rank
	}
	return few
}

// largest returns the impact of the largest swap that the pool does not refuse; 0 if it
// refuses all.
func largest(pair liquidity.Pair) float64 {
	impact := 0.0
	for _, v := range impacts(pair) {
		if !math.IsNaN(v) {
			impact = v
		}
	}
	return impact
}

func (v *Profile) count() int { return len(slices.Concat(v.shown()...)) }
