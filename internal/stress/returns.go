package stress

import (
	"errors"

	"mpool/internal/arb"
	"mpool/internal/market"
)

// grown computes the logarithmic growth of prices from row to row.
type grown struct {
	was, factors, logs []float64
	begun              bool
}

func newGrown(n int) *grown {
	return &grown{was: make([]float64, n), factors: make([]float64, n), logs: make([]float64, n)}
}

// by is the growth since the last row; nil for the first row.
func (g *grown) by(row []float64) []float64 {
	row = row[:len(g.was)]
	if !g.begun {
		g.begun = true
		copy(g.was, row)
		return nil
	}
	for k, was := range g.was {
		g.factors[k] = float64(row[k] / was)
	}
	copy(g.was, row)
	arb.Lns(g.logs, g.factors)
	return g.logs
}

// growth iterates over the past's returns.
type growth struct {
	past market.Past
	rows market.Walk
	*grown
}

// growth begins with the return from this row to the next.
func (w *World) growth(row int) *growth {
	return &growth{past: w.Past, rows: w.Past.From(row), grown: newGrown(len(w.Tokens))}
}

// to continues with the return from this row to the next.
func (g *growth) to(row int) {
	g.rows.Close()
	g.rows, g.begun = g.past.From(row), false
}

// next is the next return. It fails at the end of the rows.
func (g *growth) next() ([]float64, error) {
	for {
		_, row, err := g.rows.Next()
		if err != nil {
			return nil, err
		}
		if row == nil {
			return nil, errors.New("the rows end too early")
		}
		if logs := g.by(row); logs != nil {
			return logs, nil
		}
	}
}

// returns calls do with each return of the past.
func (w *World) returns(do func(row []float64)) error {
	all := w.growth(0)
	defer all.rows.Close()
	for range w.Past.Steps() - 1 {
		row, err := all.next()
		if err != nil {
			return err
		}
		do(row)
	}
	return nil
}

// mean is the mean of the past's returns.
func (w *World) mean() ([]float64, error) {
	mean := make([]float64, len(w.Tokens))
	err := w.returns(func(row []float64) {
		for k, r := range row {
			mean[k] += r
		}
	})
	for k := range mean {
		mean[k] = float64(mean[k] / float64(max(1, w.Past.Steps()-1)))
	}
	return mean, err
}
