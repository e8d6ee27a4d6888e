package strategy

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"mpool/internal/backtest"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// mostPieces is the largest number of updates of a shape.
const mostPieces = 64

// pieces is the number of gradual updates of a shape: linear has one, slerp:8 has eight.
func pieces(shape string) (int, error) {
	if shape == "" || shape == "linear" {
		return 1, nil
	}
	word, found := strings.CutPrefix(shape, "slerp:")
	n, err := strconv.Atoi(word)
	if !found || err != nil || n < 1 || n > mostPieces {
		return 0, fmt.Errorf("shape: must be linear or slerp:8, with at most %d pieces", mostPieces)
	}
	return n, nil
}

// cut makes the pieces of a weight change. Each ends on the great circle between the square roots of
// the first and the last weights, the path of least cost at constant prices.
func (e *Entry) cut(first backtest.Task, pool *ops.Snapshot) ([]backtest.Task, error) {
	n, err := pieces(e.Shape)
	if err != nil || n == 1 {
		return []backtest.Task{first}, err
	}
	targets, err := Targets(pool, e.Weights)
	if err != nil {
		return nil, err
	}
	duration, err := span(e.Duration)
	if err != nil || duration < units.Time(n) {
		return nil, errors.New("duration: must be at least one second for each piece")
	}
	var from []ops.TokenWeight // set when the first piece is made
	var tasks []backtest.Task
	for k := range n {
		begin, end := first.At+duration*units.Time(k)/units.Time(n), first.At+duration*units.Time(k+1)/units.Time(n)
		tasks = append(tasks, backtest.Task{At: begin, Line: e.line, Make: func(now *ops.Snapshot) (ops.Operation, error) {
			at := now.Block.Time
			if now.Weights.Running(at) && at != now.Weights.End && !e.Replace {
				return nil, e.overlaps()
			}
			if k == 0 || from == nil {
				from = weightsOf(now)
			}
			weights := targets
			if k < n-1 {
				weights = onCircle(from, targets, float64(k+1)/float64(n))
			}
			return ops.UpdateWeights{Start: at, End: max(at, end), Weights: weights}, nil
		}})
	}
	return tasks, nil
}

// onCircle are the weights at a part of the way along the great circle.
func onCircle(from, to []ops.TokenWeight, part float64) []ops.TokenWeight {
	dot := 0.0
	a, b := make([]float64, len(from)), make([]float64, len(from))
	for i := range from {
		a[i], b[i] = math.Sqrt(from[i].Weight.Int().Float64()/1e18), math.Sqrt(to[i].Weight.Int().Float64()/1e18)
		dot += float64(a[i] * b[i])
	}
	weights := make([]float64, len(from))
	x, y := chord(dot, part)
	for i := range weights {
		root := float64(x*a[i]) + float64(y*b[i])
		weights[i] = float64(root * root)
	}
	normalize(weights)
	return cut(weights, from)
}

// chord returns sin((1-part) angle)/sin(angle) and sin(part angle)/sin(angle) for an angle with this
// cosine. It bisects, because the sines of machines differ.
func chord(cosine, part float64) (x, y float64) {
	if cosine > 1-1e-12 {
		return 1 - part, part
	}
	// It bisects the arc between the two ends. Points are in the basis of the ends, (1,0) and (0,1),
	// whose scalar product is the cosine.
	lowX, lowY, highX, highY := 1.0, 0.0, 0.0, 1.0
	low, high := 0.0, 1.0
	for range 60 {
		midX, midY := lowX+highX, lowY+highY
		length := math.Sqrt(float64(midX*midX) + float64(midY*midY) + float64(2*float64(float64(midX*midY)*cosine)))
		midX, midY = float64(midX/length), float64(midY/length)
		middle := float64((low + high) / 2)
		if part < middle {
			high, highX, highY = middle, midX, midY
		} else {
			low, lowX, lowY = middle, midX, midY
		}
	}
	return lowX, lowY
}

// Along are the weights at a part of the way from a pool's weights to others, on the great circle
// between the square roots of both. From part 1 on they are exactly the others.
func Along(pool *ops.Snapshot, to []ops.TokenWeight, part float64) []ops.TokenWeight {
	if part >= 1 {
		return to
	}
	return onCircle(weightsOf(pool), to, part)
}
