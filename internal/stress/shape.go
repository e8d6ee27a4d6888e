package stress

import (
	"errors"
	"math"

	"mpool/internal/arb"
)

// parseShape reads vol:2x (scales returns about their mean), drift:0 (removes the mean of the returns)
// and correlation:1 (all tokens follow the mean of their returns in units of their deviations).
func parseShape(kind, args string) (bend, error) {
	switch {
	case kind == "vol":
		by, err := times(args)
		return shaped(func(_ *World, mean []float64) (shape, error) {
			return func(row []float64) {
				for k := range row {
					row[k] = mean[k] + float64(by*(row[k]-mean[k]))
				}
			}, nil
		}), err
	case kind == "drift" && args == "0":
		return shaped(func(_ *World, mean []float64) (shape, error) {
			return func(row []float64) {
				for k := range row {
					row[k] -= mean[k]
				}
			}, nil
		}), nil
	case kind == "correlation" && args == "1":
		return shaped(correlated), nil
	}
	return nil, errors.New("use vol:2x, drift:0 or correlation:1")
}

// shape changes the logarithmic returns of one row.
type shape func(returns []float64)

// shaped is the bend that applies a shape to the past's returns.
func shaped(fit func(w *World, mean []float64) (shape, error)) bend {
	return func(w *World) (func() change, error) {
		mean, err := w.mean()
		if err != nil {
			return nil, err
		}
		shape, err := fit(w, mean)
		if err != nil {
			return nil, err
		}
		return func() change { return w.played(shape) }, nil
	}
}

// played applies shaped returns to the rows, from the first one on.
func (w *World) played(shape shape) change {
	n := len(w.Tokens)
	past := newGrown(n)
	first, logs := make([]float64, n), make([]float64, n)
	return func(_ int64, row []float64) error {
		returns := past.by(row)
		if returns == nil {
			copy(first, row)
			return nil
		}
		shape(returns)
		for k, r := range returns {
			logs[k] += r
			row[k] = float64(first[k] * arb.Exp(logs[k]))
		}
		return nil
	}
}

func correlated(w *World, mean []float64) (shape, error) {
	sigma, err := w.deviations(mean, func([]float64) {})
	if err != nil {
		return nil, err
	}
	follow := func(row []float64) {
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
	// The mean of several returns varies less than one, so each token is scaled back to its own
	// deviation.
	now, err := w.deviations(mean, follow)
	return func(row []float64) {
		follow(row)
		for k := range row {
			if now[k] > 0 {
				row[k] = mean[k] + float64(float64(sigma[k]/now[k])*(row[k]-mean[k]))
			}
		}
	}, err
}

// deviations are the standard deviations of the shaped returns.
func (w *World) deviations(mean []float64, shape shape) ([]float64, error) {
	sigma := make([]float64, len(mean))
	err := w.returns(func(row []float64) {
		shape(row)
		for k, r := range row {
			sigma[k] += float64((r - mean[k]) * (r - mean[k]))
		}
	})
	for k := range sigma {
		sigma[k] = math.Sqrt(float64(sigma[k] / float64(max(1, w.Past.Steps()-2))))
	}
	return sigma, err
}
