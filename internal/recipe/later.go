package recipe

import (
	"fmt"
	"math"
	"slices"

	"mpool/internal/ops"
	"mpool/internal/strategy"
	"mpool/internal/units"
)

// Later refuses a step after the first if the recipe would compute it from the state after the earlier
// steps: it would then differ from the batch's step.
func (r Recipe) Later(step int, given map[string]string) error {
	from, is := given["from"]
	if step < 2 || !r.moving() || is && from != Now {
		return nil
	}
	return fmt.Errorf("step %d depends on the weights before step 1: add --set with from and those weights", step)
}

// moving reports whether the steps depend on the weights before the first.
func (r Recipe) moving() bool {
	return slices.ContainsFunc(r.Params, func(p Parameter) bool { return p.Name == "from" })
}

// Onwards refuses a step that would move the pool's current weights away from the recipe's target, or
// past it: from is wrong then, or the pool is past this step.
func (r Recipe) Onwards(pool *ops.Snapshot, step int, given map[string]string) error {
	if !r.moving() {
		return nil
	}
	p, err := r.complete(given)
	if err != nil {
		return err
	}
	path, err := pathOf(p, pool)
	if err != nil {
		return err
	}
	now, next := make([]ops.TokenWeight, len(pool.Tokens)), path.after(step)
	for i, t := range pool.Tokens {
		now[i] = ops.TokenWeight{Token: t.Address, Weight: t.Weight}
	}
	whole := angle(now, path.to)
	switch {
	case angle(next, path.to) > whole+nearly:
		return fmt.Errorf("step %d would move the weights away from the target: from is wrong, or the pool is past this step", step)
	case angle(now, next) > whole+nearly:
		return fmt.Errorf("step %d would move the weights past the target: from is not what the pool had before step 1", step)
	}
	return nil
}

// nearly allows for the rounding of weights and of an arc cosine near one, in radians.
const nearly = 1e-6

// angle returns the length of the great circle between the square roots of two lists of weights, in
// radians.
func angle(a, b []ops.TokenWeight) float64 {
	var dot float64
	for i := range a {
		dot += math.Sqrt(share(a[i].Weight) * share(b[i].Weight))
	}
	return math.Acos(min(1, dot))
}

func share(weight units.Fixed) float64 { return weight.Int().Float64() / 1e18 }

// path is the sequence of weights of a recipe with equal steps.
type path struct {
	from  *ops.Snapshot // the pool with the weights before the first step
	to    []ops.TokenWeight
	steps int
	every units.Time
}

// after returns the weights at the end of a step.
func (p path) after(step int) []ops.TokenWeight {
	return strategy.Along(p.from, p.to, float64(step)/float64(p.steps))
}
