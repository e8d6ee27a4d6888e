package stress

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"

	"mpool/internal/arb"
	"mpool/internal/units"
)

type dice = rand.Rand

// fitter fits a model to the past. It is called once for all paths.
type fitter func(*World) (drawer, error)

// drawer begins a path. The returned function draws the returns of one row after another.
type drawer func(d *dice) (next func(returns []float64) error)

// parseRandom reads bootstrap:block=1d (pieces of the past, all tokens together, of random lengths
// with that mean), gbm (normally distributed returns with the past's means and covariances) and
// jump:rate=4/yr,mean=-10%,sd=8% (the same, plus separate jumps of each token).
func parseRandom(kind, args string) (fitter, error) {
	switch {
	case kind == "gbm" && (args == "" || args == "fit"):
		return gbm(jumps{}), nil
	case kind == "gbm":
		return nil, errors.New("gbm takes no value")
	case kind == "jump":
		j, err := parseJumps(args)
		return gbm(j), err
	}
	named, err := pairs(args, "block")
	if err != nil {
		return nil, errors.New("use a form like bootstrap:block=1d")
	}
	block, err := units.ParseDuration(named["block"])
	if err != nil || block == 0 {
		return nil, errors.New("use a form like bootstrap:block=1d")
	}
	return bootstrap(float64(block)), nil
}

// bootstrap is the stationary bootstrap of Politis and Romano: the next row follows the last or, once
// per block length on average, is any row of the past.
func bootstrap(block float64) fitter {
	return func(w *World) (drawer, error) {
		count := w.Past.Steps() - 1
		if count < 2 {
			return nil, errors.New("there are too few rows to draw from")
		}
		spacing := float64(w.last()-w.first()) / float64(count)
		again := min(1, spacing/block)
		return func(d *dice) func([]float64) error {
			at := d.IntN(count)
			piece := w.growth(at)
			return func(returns []float64) error {
				logs, err := piece.next()
				if err != nil {
					return err
				}
				copy(returns, logs)
				if at++; at == count || d.Float64() < again {
					at = d.IntN(count)
					piece.to(at)
				}
				return nil
			}
		}, nil
	}
}

// jumps are Merton's jumps: rate per year, normally distributed in the logarithm.
type jumps struct {
	rate, mean, sd float64
}

func parseJumps(args string) (j jumps, err error) {
	named, err := pairs(args, "rate", "mean", "sd")
	if err != nil {
		return j, fmt.Errorf("%w: use a form like jump:rate=4/yr,mean=-10%%,sd=8%%", err)
	}
	rate, year := strings.CutSuffix(named["rate"], "/yr")
	if j.rate, err = strconv.ParseFloat(rate, 64); err != nil || !year || !(j.rate >= 0) || math.IsInf(j.rate, 0) {
		return j, errors.New("use a form like jump:rate=4/yr,mean=-10%,sd=8%")
	}
	mean, err := factorOf(named["mean"])
	if err != nil {
		return j, fmt.Errorf("mean: %w", err)
	}
	sd, err := factorOf("+" + named["sd"])
	if err != nil || sd < 1 {
		return j, errors.New("sd: use a form like 8%")
	}
	j.mean, j.sd = arb.Ln(mean), sd-1
	return j, nil
}

const secondsOfYear = 365 * 86400

// gbm fits means and covariances to the past and draws paths from them.
func gbm(j jumps) fitter {
	return func(w *World) (drawer, error) {
		count := w.Past.Steps() - 1
		if count < 2 {
			return nil, errors.New("there are too few rows to fit a model to")
		}
		mean, err := w.mean()
		if err != nil {
			return nil, err
		}
		root, err := w.cholesky(mean)
		if err != nil {
			return nil, err
		}
		often := float64(j.rate * float64(float64(w.last()-w.first())/float64(count)) / secondsOfYear)
		return func(d *dice) func([]float64) error {
			z := make([]float64, len(mean))
			return func(returns []float64) error {
				for k := range z {
					z[k] = d.NormFloat64()
				}
				for k := range returns {
					r := mean[k]
					for m := 0; m <= k; m++ {
						r += float64(root[k][m] * z[m])
					}
					if often > 0 && d.Float64() < often {
						r += j.mean + float64(j.sd*d.NormFloat64())
					}
					returns[k] = r
				}
				return nil
			}
		}, nil
	}
}

// cholesky is the lower Cholesky factor of the covariances. A token with a constant price has zeros.
func (w *World) cholesky(mean []float64) ([][]float64, error) {
	n := len(mean)
	root := make([][]float64, n)
	for i := range root {
		root[i] = make([]float64, n)
	}
	err := w.returns(func(row []float64) {
		for i := range root {
			for j := 0; j <= i; j++ {
				root[i][j] += float64((row[i] - mean[i]) * (row[j] - mean[j]))
			}
		}
	})
	for i := range root {
		for j := 0; j <= i; j++ {
			sum := float64(root[i][j] / float64(w.Past.Steps()-2))
			for k := range j {
				sum -= float64(root[i][k] * root[j][k])
			}
			root[i][j] = 0
			switch {
			case i == j:
				root[i][i] = math.Sqrt(max(0, sum))
			case root[j][j] > 1e-15:
				root[i][j] = float64(sum / root[j][j])
			}
		}
	}
	return root, err
}

// drawn lets the prices grow from the first row on by drawn returns.
func drawn(n int, next func([]float64) error) change {
	buffer := make([]float64, 4*n)
	first, logs, returns, grown := buffer[:n], buffer[n:2*n], buffer[2*n:3*n], buffer[3*n:]
	begun := false
	return func(_ int64, row []float64) error {
		if !begun {
			begun = true
			copy(first, row)
			return nil
		}
		if err := next(returns); err != nil {
			return err
		}
		for k, r := range returns {
			logs[k] += r
		}
		copy(grown, logs)
		arb.Exps(grown)
		for k := range grown {
			row[k] = float64(first[k] * grown[k])
		}
		return nil
	}
}
