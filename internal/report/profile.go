package report

import (
	"fmt"
	"math"
	"math/big"

	"mpool/internal/chart"
	"mpool/internal/liquidity"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/text"
)

// Profile is what swaps of several sizes cost between all tokens of a pool, as a page and
// as charts.
type Profile struct {
	Pool  planner.Pool
	Block ops.Block
	Of    liquidity.Profile
	// Columns are those of the terminal.
	Columns int
}

// Charts has one for each token that comes in, with a line for each that goes out. What
// stands across is millionths of the balance.
func (v *Profile) Charts() []chart.Chart {
	const parts = 1_000_000
	var charts []chart.Chart
	var times []int64
	for _, size := range v.Of.Sizes {
		share, _ := new(big.Float).SetInt(size.Int().ToBig()).Float64()
		times = append(times, int64(math.Round(share/1e18*parts)))
	}
	for _, pair := range v.Of.Pairs {
		name := text.Clean(pair.InSymbol, text.SymbolWidth)
		if n := len(charts); n == 0 || charts[n-1].Title != impactOf(name) {
			charts = append(charts, chart.Chart{Title: impactOf(name), Unit: "by share of the pool's balance, without the swap fee", Percent: true, Times: times,
				Across: func(at int64) string { return fmt.Sprintf("%g%%", float64(at)/parts*100) }})
		}
		last := &charts[len(charts)-1]
		last.Lines = append(last.Lines, chart.Line{Name: "for " + text.Clean(pair.OutSymbol, text.SymbolWidth), Values: impacts(pair)})
	}
	return charts
}

func impactOf(symbol string) string { return "price impact of " + symbol }

// impacts has a gap where the pool refuses a swap.
func impacts(pair liquidity.Pair) []float64 {
	values := make([]float64, len(pair.Swaps))
	for i, s := range pair.Swaps {
		values[i] = math.NaN()
		if s.Refused == "" && s.Impact != nil {
			value, _ := new(big.Float).SetInt(s.Impact.Int().ToBig()).Float64()
			values[i] = value / 1e18
		}
	}
	return values
}

// Text draws the charts.
func (v *Profile) Text(p *text.Page) { drawn(p, v.Charts(), v.Columns) }

// Page is one page of HTML.
func (v *Profile) Page(labels text.Labels) string {
	r := report{title: "Price impact", Verdict: fmt.Sprintf("%s (%s)", text.Clean(v.Pool.Name, text.NameWidth), v.Pool.Address),
		facts: [][]string{{"read from", fmt.Sprintf("%s, block %d, %s UTC", network.ID(v.Pool.ChainID), v.Block.Number, text.FullTime(v.Block.Time))}, {"swap fee", text.Percent(v.Of.SwapFee)}},
		parts: []Part{{title: "Price impact by size", charts: v.Charts(), tables: []Table{v.table()}}}}
	return r.labelled(labels).HTML()
}

func (v *Profile) table() Table {
	t := Table{caption: "price impact without the swap fee, by share of the pool's balance of the input token", columns: []string{"in", "out"}}
	for _, size := range v.Of.Sizes {
		t.columns = append(t.columns, ">"+text.Percent(size))
	}
	for _, pair := range v.Of.Pairs {
		row := []string{text.Clean(pair.InSymbol, text.SymbolWidth), text.Clean(pair.OutSymbol, text.SymbolWidth)}
		for _, s := range pair.Swaps {
			row = append(row, s.ImpactText())
		}
		t.rows = append(t.rows, row)
	}
	return t
}
