package fork

import (
	"slices"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// points is the number of even steps for drawing changes.
const points = 48

// NewSeries computes the values that change by themselves after a state; nil if none do.
func NewSeries(after *ops.Snapshot) (*Series, error) {
	times := seriesTimes(after)
	if len(times) < 2 {
		return nil, nil
	}
	series := &Series{Times: times}
	for i, at := range times {
		state, err := after.At(at)
		if err != nil {
			return nil, err
		}
		lines := linesOf(state)
		if i == 0 {
			series.Lines = lines
			continue
		}
		for n := range lines { // each state has the same tokens and breakers
			series.Lines[n].Values = append(series.Lines[n].Values, lines[n].Values...)
		}
	}
	return series, nil
}

// seriesTimes returns even steps from now to the end of the last change, and the start and end of
// each change.
func seriesTimes(after *ops.Snapshot) []units.Time {
	now := after.Block.Time
	times, end := []units.Time{now}, now
	for _, ramp := range []ops.Ramp{after.Weights, after.Fees.SwapFeeRamp} {
		for _, t := range []units.Time{ramp.Start, ramp.End} {
			if ramp.End > now && t > now {
				times, end = append(times, t), max(end, t)
			}
		}
	}
	for i := units.Time(1); i < points; i++ {
		times = append(times, now+(end-now)/points*i)
	}
	slices.Sort(times)
	return slices.Compact(times)
}

func linesOf(s *ops.Snapshot) []Line {
	lines := []Line{{Kind: LineSwapFee, Values: []units.Fixed{s.Fees.SwapFee}}}
	for _, t := range s.Tokens {
		line := func(kind string, value units.Fixed) {
			lines = append(lines, Line{Kind: kind, Token: t.Address, Symbol: t.Symbol, Values: []units.Fixed{value}})
		}
		line(LineWeight, t.Weight)
		if t.Breaker != nil {
			line(LinePrice, bptPrice(s, t))
			line(LineLower, t.Breaker.LowerBptPrice)
			line(LineUpper, t.Breaker.UpperBptPrice)
		}
	}
	return lines
}

// bptPrice is the price at current balances; zero if there is none.
func bptPrice(s *ops.Snapshot, t ops.Token) units.Fixed {
	price, err := poolmath.BptPrice(s.Supply.Actual.Raw, uint256.Int(t.Weight), t.Balance().Raw)
	if err != nil {
		return units.Fixed{}
	}
	return units.Fixed(price)
}
