package arbcost

import (
	"fmt"

	"mpool/internal/text"
	"mpool/internal/units"
)

// Words describe the arbitrage cost of a weight change briefly, and mark a bound; empty if there is
// no cost.
func (v *Cost) Words() string {
	if v == nil || v.Cost == (units.Fixed{}) {
		return ""
	}
	bound, share := v.counts()
	words := "arbitrage cost " + bounded(bound, share)
	if bound == "at least" && units.Tiny(share) {
		words = "arbitrage cost without gas fee " + text.Cost(share)
	}
	if v.Gas == nil || v.AtMost || v.Steps == 1 {
		return words
	}
	return fmt.Sprintf("%s (%s)", words, v.Gas.worth(share))
}

// bounded is a share with its kind of bound, which is omitted for a tiny share.
func bounded(bound string, share units.Fixed) string {
	if units.Tiny(share) {
		return text.Cost(share)
	}
	return bound + " " + text.Cost(share)
}

// counts returns the relevant figure, which policies use too: the largest one. bound says whether
// it is a bound.
func (v *Cost) counts() (bound string, share units.Fixed) {
	switch {
	case v.AtMost:
		return "at most", v.Cost
	case v.NoSwaps, v.Steps == 1:
		return "about", v.Cost
	case v.Gas == nil:
		return "at least", v.Cost
	}
	bound, share = v.Gas.about(), v.Gas.Share
	for _, other := range []*units.Fixed{&v.Cost, v.Replayed()} {
		if other != nil && other.Int().Gt(share.Int()) {
			bound, share = "about", *other
		}
	}
	return bound, share
}

// Words say what arbitrage takes briefly, and mark an upper bound. There must be such a trade.
func (v *Taken) Words() string {
	bound := "about"
	if v.GasShare == nil {
		bound = "at most"
	}
	return fmt.Sprintf("arbitrage cost %s %s", bound, text.CostOf(v.Share))
}
