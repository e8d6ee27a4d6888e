package report

import (
	"math"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/chart"
	"mpool/internal/fork"
	"mpool/internal/text"
	"mpool/internal/units"
)

// The charts of values that change by themselves after an operation. Their numbers are for display;
// tables have the compared values.

func chartsOf(step *fork.Step) []chart.Chart { return theseCharts(step, true, true) }

// ownCharts are the charts of an operation. If the operation before it on the same pool has charts too,
// they are only those of values that this operation changes.
func (v *View) ownCharts(i int) []chart.Chart {
	step, weights, fees := &v.Steps[i], true, true
	for j := range v.Steps[:i] {
		if before := v.Steps[j]; before.Series != nil && before.Pool.Address == step.Pool.Address {
			weights, fees = changesWeights(step), changesFees(step)
		}
	}
	return theseCharts(step, weights, fees)
}

func changesFees(step *fork.Step) bool {
	return step.Before == nil || step.After == nil || step.Before.Fees.SwapFeeRamp != step.After.Fees.SwapFeeRamp
}

// changesWeights says whether an operation changes the course of the weights, or tokens or circuit
// breakers, whose bounds move with the weights.
func changesWeights(step *fork.Step) bool {
	a, b := step.Before, step.After
	if a == nil || b == nil || a.Weights != b.Weights || len(a.Tokens) != len(b.Tokens) {
		return true
	}
	for i := range a.Tokens {
		one, other := a.Tokens[i], b.Tokens[i]
		if one.Address != other.Address || one.EndWeight != other.EndWeight || (one.Breaker == nil) != (other.Breaker == nil) ||
			one.Breaker != nil && (one.Breaker.BptPrice != other.Breaker.BptPrice || one.Breaker.LowerBound != other.Breaker.LowerBound || one.Breaker.UpperBound != other.Breaker.UpperBound) {
			return true
		}
	}
	return false
}

func theseCharts(step *fork.Step, weights, fees bool) []chart.Chart {
	if step.Series == nil {
		return nil
	}
	var all []chart.Chart
	if weights {
		all = append(all, chart.Chart{Title: "weights", Unit: "share of the pool", Percent: true, Apart: true, Lines: weightLines(step)})
	}
	if fees {
		all = append(all, chart.Chart{Title: "swap fee", Unit: "share of a swap", Percent: true, Lines: feeLines(step)})
	}
	for _, line := range step.Series.Lines {
		if weights && line.Kind == fork.LinePrice {
			all = append(all, boundsChart(step, line))
		}
	}
	var charts []chart.Chart
	for _, c := range all {
		if moves(c.Lines, c.Percent) {
			c.Times, c.Number = unixTimes(step.Series.Times), text.Number
			charts = append(charts, c)
		}
	}
	return charts
}

func unixTimes(times []units.Time) []int64 {
	var list []int64
	for _, t := range times {
		list = append(list, int64(t))
	}
	return list
}

// moves reports whether a chart has something to show. It ignores price moves below 0.1%, which come
// from fees that become due.
func moves(lines []chart.Line, exactly bool) bool {
	const creep = 1e-3
	for _, line := range lines {
		for _, v := range line.Values {
			if by := math.Abs(v - line.Values[0]); by > creep*math.Abs(line.Values[0]) || exactly && by > 0 {
				return true
			}
		}
	}
	return false
}

func weightLines(step *fork.Step) []chart.Line {
	var lines []chart.Line
	for _, line := range step.Series.Lines {
		if line.Kind != fork.LineWeight {
			continue
		}
		out := chart.Line{Name: text.SymbolIn(line.Symbol, text.NameWidth), Values: floats(line.Values, 1)}
		for _, m := range step.Moments {
			if t, err := m.Found.Token(line.Token); err == nil {
				out.Dots = append(out.Dots, chart.Dot{Time: int64(m.Time), Value: float(t.Weight, 1)})
			}
		}
		lines = append(lines, out)
	}
	return lines
}

func feeLines(step *fork.Step) []chart.Line {
	var lines []chart.Line
	for _, line := range step.Series.Lines {
		if line.Kind != fork.LineSwapFee {
			continue
		}
		out := chart.Line{Name: "swap fee", Values: floats(line.Values, 1)}
		for _, m := range step.Moments {
			out.Dots = append(out.Dots, chart.Dot{Time: int64(m.Time), Value: float(m.Found.Fees.SwapFee, 1)})
		}
		lines = append(lines, out)
	}
	return lines
}

// boundsChart shows a token's BPT price and the current bounds of its circuit breaker.
func boundsChart(step *fork.Step, price fork.Line) chart.Chart {
	per := wholeToken(step, price.Token)
	c := chart.Chart{Number: text.Number, Title: "price of " + text.Symbol(price.Symbol) + " at current balances", Unit: "BPT"}
	names := []struct{ kind, name string }{{fork.LinePrice, "price"}, {fork.LineLower, "lower bound"}, {fork.LineUpper, "upper bound"}}
	for _, n := range names {
		for _, line := range step.Series.Lines {
			if line.Kind == n.kind && line.Token == price.Token && !allZero(line.Values) {
				c.Lines = append(c.Lines, chart.Line{Name: n.name, Values: floats(line.Values, per)})
			}
		}
	}
	return c
}

// wholeToken returns the factor from an unscaled price to that of a whole token.
func wholeToken(step *fork.Step, token common.Address) float64 {
	if step.After == nil {
		return 1
	}
	t, err := step.After.Token(token)
	if err != nil {
		return 1
	}
	return math.Pow10(int(t.Decimals) - 18)
}

func allZero(values []units.Fixed) bool {
	for _, v := range values {
		if v != (units.Fixed{}) {
			return false
		}
	}
	return true
}

func floats(values []units.Fixed, per float64) []float64 {
	var list []float64
	for _, v := range values {
		list = append(list, float(v, per))
	}
	return list
}

func float(v units.Fixed, per float64) float64 {
	i := uint256.Int(v)
	return i.Float64() / 1e18 * per
}

// Page returns the report as one HTML page.
func (v *View) Page(by text.Reader) string { return v.Report().shownTo(by).HTML() }

// Charts returns the charts of all operations, or one that says that nothing moves.
func (v *View) Charts() []chart.Chart {
	var all []chart.Chart
	for i := range v.Steps {
		for _, c := range v.ownCharts(i) {
			c.Title = v.Steps[i].Operation + ": " + c.Title
			all = append(all, c)
		}
	}
	return orNothing(all)
}
