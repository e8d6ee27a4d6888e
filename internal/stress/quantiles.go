package stress

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Quantiles are the quantiles of a figure over the paths; for a single path all are equal. An error is
// the standard deviation of the quantile over paths redrawn with replacement.
type Quantiles struct {
	Q1       float64 `json:"q1"`
	Q5       float64 `json:"q5"`
	Median   float64 `json:"q50"`
	Q95      float64 `json:"q95"`
	Q99      float64 `json:"q99"`
	Q1Error  float64 `json:"q1_error"`
	Q5Error  float64 `json:"q5_error"`
	Q50Error float64 `json:"q50_error"`
	Q95Error float64 `json:"q95_error"`
	Q99Error float64 `json:"q99_error"`
}

const (
	redrawn      = 200
	streamErrors = 101
)

func quantiles(of []float64, seed uint64) (q Quantiles) {
	sorted := slices.Clone(of)
	slices.Sort(sorted)
	shares := []float64{0.01, 0.05, 0.5, 0.95, 0.99}
	values := []*float64{&q.Q1, &q.Q5, &q.Median, &q.Q95, &q.Q99}
	errors := []*float64{&q.Q1Error, &q.Q5Error, &q.Q50Error, &q.Q95Error, &q.Q99Error}
	for k, share := range shares {
		*values[k] = at(sorted, share)
	}
	if len(of) == 1 {
		return q
	}
	d := rand.New(rand.NewPCG(seed, streamErrors))
	var sum, square [5]float64
	again := make([]float64, len(of))
	for range redrawn {
		for i := range again {
			again[i] = of[d.IntN(len(of))]
		}
		slices.Sort(again)
		for k, share := range shares {
			off := at(again, share) - *values[k]
			sum[k], square[k] = sum[k]+off, square[k]+float64(off*off)
		}
	}
	for k := range errors {
		mean := float64(sum[k] / redrawn)
		*errors[k] = math.Sqrt(max(0, float64(square[k]/redrawn)-float64(mean*mean)))
	}
	return q
}

// at interpolates between the two values around the share.
func at(sorted []float64, share float64) float64 {
	place := float64(share * float64(len(sorted)-1))
	low := int(place)
	if low+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	part := place - float64(low)
	return sorted[low] + float64(part*(sorted[low+1]-sorted[low]))
}
