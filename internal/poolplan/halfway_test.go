package poolplan

import (
	"slices"
	"testing"

	"mpool/internal/exposure"
	"mpool/internal/poolfile"
	"mpool/internal/units"
)

// opening are the operations that let others trade or join.
func opening() []string {
	return []string{"swaps enable", "joins-exits enable", "allowlist disable", "allowlist add", "open"}
}

// In the middle of another machine's addition or removal, without a record here, no plan opens a door,
// whatever the file says: not between two of its calls either. If a token has no balance, doors stay
// shut even with --reopen.
func TestNeverReopens(t *testing.T) {
	states, emptied := 0, 0
	for seed := uint64(1); states < 200 || emptied < 50; seed++ {
		w := newWorld(t, seed)
		w.state.Pool.SwapEnabled = true // as before any operation that shuts it
		open := true
		w.want.Swaps, w.want.JoinsExits, w.want.Allowlist = &open, &open, nil
		d := w.compare(false)
		if !isToken(d) {
			continue
		}
		plan := w.plan(d)
		if plan.Refused() {
			t.Fatalf("seed %d: %+v", seed, plan.Findings)
		}
		for k := range plan.Calls[:len(plan.Calls)-1] {
			w.mine(plan, k+1)
			w.later(units.Time(w.dice.IntN(30 * 86400)))
			states++
			w.opensNothing(seed, w.compare(false))
			if _, half := exposure.Emptied(w.state); half {
				emptied++
				w.opensNothing(seed, w.compare(true))
			}
		}
	}
}

func (w *world) opensNothing(seed uint64, d *poolfile.Drift) {
	w.t.Helper()
	for _, s := range d.Steps {
		if slices.Contains(opening(), s.Item.Operation) {
			w.fail("seed %d: opened in the middle of an operation: %+v", seed, s)
		}
	}
}
