package feed

import (
	"mpool/internal/units"
)

// Quote is a price from a file, which is a second source.
type Quote struct {
	Price units.Fixed
	At    units.Time
	Line  int // line in the file
}

// Agree compares each price with the second source. It removes a price whose quote is missing, too
// old, in the future, or further away than bound. A quote by symbol and a quote by address must both
// agree.
func Agree(prices []*Price, quotes map[string]Quote, sources []Source, now units.Time, bound units.Fixed) (problems []*Problem) {
	for i, p := range prices {
		if p == nil {
			continue
		}
		why := sources[i].problem("unquoted", "the price file has no price for %s, neither by symbol nor by address", p.Token)
		for _, key := range []string{p.Symbol.Bare(), p.Token.Hex()} {
			q, found := quotes[key]
			if !found {
				continue
			}
			if why = q.disagrees(p, sources[i], now, bound); why != nil {
				break
			}
		}
		if why != nil {
			problems, prices[i] = append(problems, why), nil
		}
	}
	return problems
}

func (q Quote) disagrees(p *Price, s Source, now units.Time, bound units.Fixed) *Problem {
	switch {
	case q.At > now:
		return s.problem("future", "the file's price is from %s, which is after the block's time", q.At)
	case now-q.At > s.MaxAge:
		return s.problem("stale", "the file's price is from %s, %s ago; the maximum age is %s", q.At, (now - q.At).Span(), s.MaxAge.Span())
	}
	off, _ := ratio(rat(q.Price), rat(p.Value))
	if off == nil {
		return s.problem("zero", "one of the two sources reports zero")
	}
	off.Sub(off, rat(units.FixedOne()))
	if share := fixedUp(off.Abs(off)); share.Int().Gt(bound.Int()) {
		return s.problem("disagree", "the feed says %s and the file %s: they differ by %s, but at most %s is allowed", p.Value, q.Price, units.ShareText(share), bound.Percent())
	}
	return nil
}
