package recipe

import (
	"fmt"
	"math"
	"slices"

	"mpool/internal/ops"
	"mpool/internal/strategy"
	"mpool/internal/units"
)

// Later refuses a step after the first if the recipe would compute it again from the state
// after the steps before it: it would not be that step of the batch.
func (r Recipe) Later(step int, given map[string]string) error {
	from, is := given["from"]
	if step < 2 || !r.moving() || is && from != Now {
		return nil
	}
	return fmt.Errorf("step %d depends on the weights before step 1: add --set with from and those weights", step)
}

// moving says that the steps depend on the weights before the first.
func (r Recipe) moving() bool {
	return slices.ContainsFunc(r.Params, func(p Parameter) bool { return p.Name == "from" })
}

// Onwards refuses a step that would not bring the pool, as it is now, closer to the weights
// that the recipe ends with, or that would carry it past them: from is wrong then, or the
// step's turn has passed.
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

// nearly is what is left to the rounding of weights and of an arc cosine near one.
const nearly = 1e-6

// angle is the length of the great circle between two lists of weights of the same tokens.
func angle(a, b []ops.TokenWeight) float64 {
	var dot float64
	for i := range a {
		dot += math.Sqrt(share(a[i].Weight) * share(b[i].Weight))
	}
	return math.Acos(min(1, dot))
}

func share(weight units.Fixed) float64 { return weight.Int().Float64() / 1e18 }

// path is the way of a recipe that moves the weights in equal steps.
type path struct {
	from  *ops.Snapshot // with the weights before the first step
	to    []ops.TokenWeight
	steps int
	every units.Time
}

// after are the weights that a step ends with.
func (p path) after(step int) []ops.TokenWeight {
	return strategy.Along(p.from, p.to, float64(step)/float64(p.steps))
}
