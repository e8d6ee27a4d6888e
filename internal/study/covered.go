package study

import (
	"mpool/internal/market"
	"mpool/internal/report"
	"mpool/internal/text"
	"mpool/internal/units"
)

// longest is the age in seconds above which a gas price is too old to use without a warning.
const longest = 86400

// covered warns if the clock, the gas prices or the listed swaps do not fit the prices.
func (a *Study) covered(f *Asked, c *columns, run *prepared) {
	tokens := c.series[:len(c.tokens)]
	a.warnCoarse(f, tokens, run.path)
	a.warnLate(c, run.path)
	a.warnOldGas(c, run.path)
	a.warnOutside(run)
}

// warnCoarse warns if the usual spacing of the prices is much longer than most of their spacings.
func (a *Study) warnCoarse(f *Asked, tokens []market.Series, p *path) {
	if f.Step != "" {
		return
	}
	for _, s := range tokens {
		if steps := (s.Last()-s.First())/p.step + 1; int64(s.Rows()) > 2*steps {
			a.UI.Warn("prices.coarse", "%s has %s, but only %s of %s: a shorter --step uses more of them",
				text.Quote(s.Name), text.GroupedPlural(uint64(s.Rows()), "price"), text.GroupedPlural(uint64(steps), "step"), text.Duration(units.Time(p.step)))
			return
		}
	}
}

// warnLate warns if the run begins late because one file begins later than the prices of a token.
func (a *Study) warnLate(c *columns, p *path) {
	first, last := c.series[0], c.series[0]
	for _, s := range c.series {
		if s.Sum {
			continue
		}
		if s.First() < first.First() && !s.Rare {
			first = s
		}
		if s.First() > last.First() {
			last = s
		}
	}
	asked := max(first.First(), p.options.From)
	if late := p.from - asked; late > p.step && last.First() > asked+p.step {
		a.UI.Warn("prices.late", "the run leaves out the first %s of the prices of %s: those of %s begin on %s",
			text.Duration(units.Time(late)), text.Quote(first.Name), text.Quote(last.Name), timeText(units.Time(last.First())))
	}
}

// warnOldGas warns if a gas price is used for more than a day.
func (a *Study) warnOldGas(c *columns, p *path) {
	for _, s := range c.series {
		if s.Rare {
			if age := s.Oldest(p.from, p.to); age > longest {
				a.UI.Warn("gas.old", "the file of gas prices has no newer price for up to %s of the run: the last one is used", text.Duration(units.Time(age)))
			}
		}
	}
}

// warnOutside omits the listed swaps before the first row and after the last one, and warns of them.
func (a *Study) warnOutside(run *prepared) {
	listed, n := &run.options.Retail.Listed, 0
	for _, l := range *listed {
		if l.At >= run.path.from && l.At <= run.path.to {
			(*listed)[n] = l
			n++
		}
	}
	if out := len(*listed) - n; out > 0 {
		a.UI.Warn("swaps.outside", "%s of %d in the file are before the first row, %s, or after the last one, %s: they are omitted",
			text.GroupedPlural(uint64(out), "swap"), len(*listed), timeText(units.Time(run.path.from)), timeText(units.Time(run.path.to)))
	}
	*listed = (*listed)[:n]
}

// warnOpen warns of arbitrage that the last row leaves open.
func (a *Study) warnOpen(v *report.Backtest) {
	if open := v.Open; open.Gross > 0 {
		a.UI.Warn("arbitrage.open", "at the last row the pool is %s off the market: arbitrage takes %s of TVL as soon as it can trade, and the result counts this loss", text.Result(open.Off), text.Result(open.Gross/v.Value))
	}
	if n := v.Retail.Reduced; n > 0 {
		a.UI.Warn("swaps.reduced", "%s of users were reduced to 30%% of the token's balance, the most that the pool takes at once", text.GroupedPlural(uint64(n), "swap"))
	}
}
