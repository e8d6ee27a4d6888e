package stress

import (
	"errors"
	"math"

	"mpool/internal/arb"
)

// returns are the logarithms of what the tokens' prices grew by, row by row from the
// second, and their means.
func (w *World) returns() (rows [][]float64, mean []float64) {
	n := len(w.Tokens)
	mean = make([]float64, n)
	count := len(w.Table.Times) - 1
	all, grew := make([]float64, count*n), make([]float64, n)
	for i := range count {
		was, is, row := w.Table.Row(i), w.Table.Row(i+1), all[i*n:(i+1)*n]
		for k := range grew {
			grew[k] = float64(is[k] / was[k])
		}
		arb.Lns(row, grew)
		for k := range row {
			mean[k] += row[k]
		}
		rows = append(rows, row)
	}
	for k := range mean {
		mean[k] = float64(mean[k] / float64(max(1, len(rows))))
	}
	return rows, mean
}

// play lays returns over the rows, from the first one on.
func (w *World) play(rows [][]float64) {
	logs := make([]float64, len(w.Tokens))
	first := append([]float64{}, w.Table.Row(0)...)
	for i, row := range rows {
		to := w.Table.Row(i + 1)
		for k, r := range row {
			logs[k] += r
			to[k] = float64(first[k] * arb.Exp(logs[k]))
		}
	}
}

// parseShape reads vol:2x (returns scaled about their mean), drift:0 (the mean of the
// returns is taken out, or made this of a year) and correlation:1 (all follow the mean of
// their returns in units of their deviations).
func parseShape(kind, args string) (func(*World) error, error) {
	switch {
	case kind == "vol":
		by, err := times(args)
		return func(w *World) error {
			rows, mean := w.returns()
			for _, row := range rows {
				for k := range row {
					row[k] = mean[k] + float64(by*(row[k]-mean[k]))
				}
			}
			w.play(rows)
			return nil
		}, err
	case kind == "drift" && args == "0":
		return func(w *World) error {
			rows, mean := w.returns()
			for _, row := range rows {
				for k := range row {
					row[k] -= mean[k]
				}
			}
			w.play(rows)
			return nil
		}, nil
	case kind == "correlation" && args == "1":
		return correlated, nil
	}
	return nil, errors.New("use vol:2x, drift:0 or correlation:1")
}

func correlated(w *World) error {
	rows, mean := w.returns()
	sigma := deviations(rows, mean)
	for _, row := range rows {
		common, count := 0.0, 0
		for k := range row {
			if sigma[k] > 0 {
				common += float64((row[k] - mean[k]) / sigma[k])
				count++
			}
		}
		if count > 0 {
			common = float64(common / float64(count))
		}
		for k := range row {
			row[k] = mean[k] + float64(sigma[k]*common)
		}
	}
	// The mean of several moves less than one: each keeps its own deviation.
	now := deviations(rows, mean)
	for _, row := range rows {
		for k := range row {
			if now[k] > 0 {
				row[k] = mean[k] + float64(float64(sigma[k]/now[k])*(row[k]-mean[k]))
			}
		}
	}
	w.play(rows)
	return nil
}

func deviations(rows [][]float64, mean []float64) []float64 {
	sigma := make([]float64, len(mean))
	for _, row := range rows {
		for k, r := range row {
			sigma[k] += float64((r - mean[k]) * (r - mean[k]))
		}
	}
	for k := range sigma {
		sigma[k] = math.Sqrt(float64(sigma[k] / float64(max(1, len(rows)-1))))
	}
	return sigma
}
