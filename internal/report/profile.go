package report

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"strconv"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chart"
	"mpool/internal/liquidity"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Profile shows the cost of swaps of several sizes between all tokens of a pool, as a page and as
// charts.
type Profile struct {
	Pool  planview.Pool
	Block ops.Block
	Of    liquidity.Profile
	// Columns is the width of the terminal.
	Columns int
}

// Charts returns a chart for each input token, with a line for each output token. If there are too many
// lines to tell apart, it has those with the highest, the middle and the lowest impact. A token of
// which the pool refuses all swaps has no chart: the table says why. The horizontal axis is in
// millionths of the balance.
func (v *Profile) Charts() []chart.Chart {
	const parts = 1_000_000
	var charts []chart.Chart
	var times []int64
	for _, size := range v.Of.Sizes {
		share, _ := new(big.Float).SetInt(size.Int().ToBig()).Float64()
		times = append(times, int64(math.Round(share/1e18*parts)))
	}
	colours := v.colours()
	for _, pairs := range v.shown() {
		c := chart.Chart{Number: text.Number, Title: "price impact of " + text.Symbol(pairs[0].InSymbol), Unit: "by share of the balance, without swap fee", Percent: true, Times: times,
			Across: func(at int64) string { return fmt.Sprintf("%.3g%%", float64(at)/parts*100) }}
		for _, pair := range pairs {
			c.Lines = append(c.Lines, chart.Line{Name: pair.rank + "for " + text.Symbol(pair.OutSymbol), Values: impacts(pair.Pair), Colour: colours[pair.Out]})
		}
		if slices.ContainsFunc(pairs, func(p ranked) bool { return largest(p.Pair) > 0 }) {
			charts = append(charts, c)
		}
	}
	if len(charts) == 0 {
		return []chart.Chart{{Title: "the pool refuses swaps of these sizes"}}
	}
	return charts
}

// colours gives each token a colour for all charts; none if there are more tokens than colours.
func (v *Profile) colours() map[common.Address]int {
	of := map[common.Address]int{}
	for _, pair := range v.Of.Pairs {
		if of[pair.In] == 0 {
			of[pair.In] = len(of) + 1
		}
	}
	if len(of) > chart.Most {
		return nil
	}
	return of
}

// impacts returns the price impacts, rounded up as the table rounds them, with a gap where the pool
// refuses a swap.
func impacts(pair liquidity.Pair) []float64 {
	values := make([]float64, len(pair.Swaps))
	for i, s := range pair.Swaps {
		values[i] = math.NaN()
		if s.Refused == "" && s.Impact != nil {
			percent, _ := strconv.ParseFloat(units.RoundedUp(s.Impact), 64) // RoundedUp writes a number
			values[i] = percent / 100
		}
	}
	return values
}

// Text draws the charts.
func (v *Profile) Text(p *text.Page) { drawn(p, v.Charts(), v.Columns) }

// Page returns one HTML page.
func (v *Profile) Page(by text.Reader) string {
	r := report{title: fmt.Sprintf("Price impact in %s (%s)", v.Pool.Name, v.Pool.Address),
		facts: [][]string{{"read from", fmt.Sprintf("%s, block %d, %s", network.ID(v.Pool.ChainID), v.Block.Number, text.Time(v.Block.Time))}, {"swap fee", text.Percent(v.Of.SwapFee)}},
		parts: []Part{{title: "Price impact by size", charts: v.Charts(), tables: []Table{v.table()}}}}
	if shown := v.count(); shown < len(v.Of.Pairs) {
		r.facts = append(r.facts, []string{"pairs", fmt.Sprintf("%d of %d: for each input token those with the highest, the middle and the lowest price impact; mpool quote --table --csv writes all", shown, len(v.Of.Pairs))})
	}
	return r.shownTo(by).HTML()
}

func (v *Profile) table() Table {
	t := Table{caption: "price impact without the swap fee, by share of the pool's balance of the input token", columns: []string{"in", "out"}}
	for _, size := range v.Of.Sizes {
		t.columns = append(t.columns, ">"+text.Percent(size))
	}
	for _, pair := range slices.Concat(v.shown()...) {
		row := []string{text.Symbol(pair.InSymbol), text.Symbol(pair.OutSymbol)}
		for _, s := range pair.Swaps {
			row = append(row, s.ImpactText())
		}
		t.rows = append(t.rows, row)
	}
	return t
}
