package report

import (
	"fmt"
	"math"
	"slices"

	"mpool/internal/backtest"
	"mpool/internal/chart"
	"mpool/internal/named"
	"mpool/internal/text"
)

// Page is the result as one page of HTML.
func (v *Backtest) Page(by text.Reader) string { return v.Report().shownTo(by).HTML() }

// Comment is the result as Markdown.
func (v *Backtest) Comment(by text.Reader) string { return v.Report().shownTo(by).Markdown() }

// Report returns the parts of the page.
func (v *Backtest) Report() report {
	r := report{title: "Backtest", Verdict: v.Headline(), facts: v.facts()}
	r.facts = append(r.facts, []string{"model", modelWords})
	if len(v.Failed) > 0 {
		r.VerdictKind = refusedKind
	}
	curves := Part{title: "Over time", charts: v.charts()}
	for _, held := range v.Failed {
		curves.notes = append(curves.notes, Note{"refuse", held.Condition + ": it is " + held.Words()})
	}
	r.parts = append(r.parts, curves)
	r.parts = append(r.parts, Part{title: "Slippage", tables: []Table{v.slippageTable()}, charts: v.slippageCharts()})
	if len(v.Breakdown) > 0 {
		r.parts = append(r.parts, Part{title: "Period by period", tables: []Table{v.breakdownTable()}})
	}
	r.parts = append(r.parts, Part{title: "Made of", tables: []Table{v.inputTable()}})
	return r
}

func (v *Backtest) slippageTable() Table {
	t := Table{caption: "what a swap costs, by share of the token's balance, fee included", columns: []string{"token", "side", ">part", ">value", ">impact at the start", ">cost at the start", ">cost at the end", ">when it cost most"}}
	for i, row := range v.Slippage.Start.Rows {
		end, worst := v.Slippage.End.Rows[i], v.Slippage.Worst.Rows[i]
		t.rows = append(t.rows, []string{v.token(row.Token) + " against " + v.token(row.Against), row.Side, share(row.Share), money(row.Value), share(row.Impact), short(row), short(end), short(worst)})
		t.mark(7, worst.Refused != "")
	}
	return t
}

func short(row backtest.Slippage) string {
	if row.Refused != "" {
		return row.Refused
	}
	return share(row.Cost)
}

func (v *Backtest) breakdownTable() Table {
	t := Table{caption: holdOfPeriods, columns: []string{"period, UTC", ">value at its start", ">at its end", ">against hold", ">LVR", ">arbitrage", ">fees", ">reweighting", ">trades"}}
	for _, b := range v.Breakdown {
		t.rows = append(t.rows, []string{b.Name, money(b.Start), money(b.End), signed(b.End/b.Hold - 1), money(b.LVR), money(b.Gross), money(b.Fees), money(b.Reweight), fmt.Sprint(b.Trades)})
	}
	return t
}

func (v *Backtest) inputTable() Table {
	t := Table{caption: "mpool " + v.Run.Version + fmt.Sprintf(", seed %d", v.Run.Seed), columns: []string{"file", "SHA-256"}}
	for _, input := range v.Run.Inputs {
		t.rows = append(t.rows, []string{text.Clean(input.Name, text.NameWidth), input.Sha256})
	}
	return t
}

// pieces is the number of pieces into which a chart cuts a long run.
const pieces = 160

// charts draws the samples: value, drawdown, weights, cumulative figures and bounds.
func (v *Backtest) charts() []chart.Chart {
	samples := thinned(v.Samples)
	var times []int64
	for _, s := range samples {
		times = append(times, s.At)
	}
	line := func(name string, of func(s *backtest.Sample) float64) chart.Line {
		l := chart.Line{Name: name}
		for i := range samples {
			l.Values = append(l.Values, of(&samples[i]))
		}
		return l
	}
	money := text.Symbol(named.Symbol(v.Numeraire))
	charts := []chart.Chart{
		{Title: "Value", Unit: money, Times: times, Lines: []chart.Line{
			line("pool", func(s *backtest.Sample) float64 { return s.Value }), line("hold", func(s *backtest.Sample) float64 { return s.Hold }),
			line("rebalance", func(s *backtest.Sample) float64 { return s.Rebalanced })}},
		{Title: "Drawdown", Unit: "share of the highest value", Percent: true, Times: times, Lines: []chart.Line{line("pool", func(s *backtest.Sample) float64 { return -s.Drawdown })}},
		{Title: "Weights", Unit: "share of the pool", Percent: true, Apart: true, Times: times, Lines: v.weights(samples)},
		{Title: "Sums since the start", Unit: money, Times: times, Lines: []chart.Line{
			line("LVR", func(s *backtest.Sample) float64 { return s.LVR }), line("arbitrage", func(s *backtest.Sample) float64 { return s.Arbitrage }),
			line("fees", func(s *backtest.Sample) float64 { return s.Fees }), line("reweighting", func(s *backtest.Sample) float64 { return s.Reweight })}},
	}
	if guarded(samples) {
		charts = append(charts, chart.Chart{Title: "Least distance to a bound", Unit: "share of the price", Percent: true, Times: times, Lines: []chart.Line{line("distance", distance)}})
	}
	for i := range charts {
		charts[i].Number = text.Number
	}
	return charts
}

func distance(s *backtest.Sample) float64 {
	if !s.Guarded {
		return math.NaN()
	}
	return s.Distance
}

func guarded(samples []backtest.Sample) bool {
	for _, s := range samples {
		if s.Guarded {
			return true
		}
	}
	return false
}

// weights returns each token's weight over time.
func (v *Backtest) weights(samples []backtest.Sample) []chart.Line {
	lines := make([]chart.Line, len(v.Tokens))
	for i := range lines {
		lines[i].Name = v.token(i)
		for _, s := range samples {
			lines[i].Values = append(lines[i].Values, s.Weights[i])
		}
	}
	return lines
}

// thinned returns the first and the last sample, and the samples with the least and the greatest value
// of each piece of the run. So the lowest and highest values stay in the chart.
func thinned(samples []backtest.Sample) []backtest.Sample {
	if len(samples) <= 2*pieces {
		return samples
	}
	few := []backtest.Sample{samples[0]}
	for i := range pieces {
		first := i * len(samples) / pieces
		piece := samples[first : (i+1)*len(samples)/pieces]
		least, greatest := 0, 0
		for j, s := range piece {
			if s.Value < piece[least].Value {
				least = j
			}
			if s.Value > piece[greatest].Value {
				greatest = j
			}
		}
		for _, j := range []int{min(least, greatest), max(least, greatest)} {
			few = append(few, piece[j])
		}
	}
	few = append(few, samples[len(samples)-1])
	return slices.CompactFunc(few, func(a, b backtest.Sample) bool { return a.At == b.At })
}

// slippageCharts draws the cost of a sale by its size, at the start and at the end. The horizontal axis
// is in thousandths of the balance.
func (v *Backtest) slippageCharts() []chart.Chart {
	var charts []chart.Chart
	for n, when := range []string{"start", "end"} {
		c := chart.Chart{Number: text.Number, Title: "Cost of selling at the " + when, Unit: "by share of the balance", Percent: true, Apart: true,
			Across: func(at int64) string { return fmt.Sprintf("%.1f%%", float64(at)/10) }}
		for _, curve := range v.Curves[n] {
			c.Lines = append(c.Lines, chart.Line{Name: v.token(curve.Token), Values: curve.Costs})
			c.Times = c.Times[:0]
			for _, s := range curve.Shares {
				c.Times = append(c.Times, int64(math.Round(s*1000)))
			}
		}
		charts = append(charts, c)
	}
	return charts
}
