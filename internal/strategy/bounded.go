package strategy

import (
	"math"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// steps is the number of steps in a whole: weights are multiples of 10^-8.
const steps = 100_000_000

// bounded makes weights from the rule's result, within the guards; nil if the change is too small.
// They sum to exactly one.
func (a *Adviser) bounded(now *ops.Snapshot) []ops.TokenWeight {
	normalize(a.target)
	clamp(a.target, a.least, a.most)
	largest := 0.0
	for i, t := range now.Tokens {
		a.other[i] = t.Weight.Int().Float64() / 1e18
		largest = max(largest, math.Abs(a.target[i]-a.other[i]))
	}
	if largest == 0 || largest < a.minChange {
		return nil
	}
	if most := float64(a.maxChange * float64(max(a.duration, a.every)) / 86400); most > 0 && largest > most {
		part := float64(most / largest)
		for i, w := range a.other {
			a.target[i] = w + float64(part*(a.target[i]-w))
		}
	}
	return cut(a.target, weightsOf(now))
}

func normalize(weights []float64) {
	var sum float64
	for _, w := range weights {
		sum += w
	}
	for i := range weights {
		weights[i] = float64(weights[i] / sum)
	}
}

// clamp brings each weight between least and most, and scales the others in proportion so that the sum
// stays one.
func clamp(weights []float64, least, most float64) {
	for range weights {
		var fixed, free float64
		for i, w := range weights {
			weights[i] = min(max(w, least), most)
			if weights[i] > least && weights[i] < most {
				free += weights[i]
			} else {
				fixed += weights[i]
			}
		}
		if free == 0 || math.Abs(fixed+free-1) < 1e-12 {
			break
		}
		by := float64((1 - fixed) / free)
		for i, w := range weights {
			if w > least && w < most {
				weights[i] = float64(w * by)
			}
		}
	}
	spread(weights, least, most)
}

// spread distributes a surplus or a shortage among the weights that can still move.
func spread(weights []float64, least, most float64) {
	left := 1.0
	for _, w := range weights {
		left -= w
	}
	for i, w := range weights {
		weights[i] = min(max(w+left, least), most)
		left -= weights[i] - w
	}
}

func weightsOf(s *ops.Snapshot) []ops.TokenWeight {
	var all []ops.TokenWeight
	for _, t := range s.Tokens {
		all = append(all, ops.TokenWeight{Token: t.Address, Weight: t.Weight})
	}
	return all
}

// cut rounds weights to whole steps and gives the remainder to the largest. The tokens are those of
// like.
func cut(weights []float64, like []ops.TokenWeight) []ops.TokenWeight {
	all := make([]ops.TokenWeight, len(weights))
	left, largest := uint64(steps), 0
	parts := make([]uint64, len(weights))
	for i, w := range weights {
		parts[i] = max(steps/100, uint64(math.Floor(float64(w*steps)+0.5)))
		if parts[i] > parts[largest] {
			largest = i
		}
	}
	for i := range parts {
		if i != largest {
			left -= parts[i]
		}
	}
	parts[largest] = left
	for i := range all {
		all[i] = ops.TokenWeight{Token: like[i].Token, Weight: units.FixedFrom(parts[i] * (1_000_000_000_000_000_000 / steps))}
	}
	return all
}
