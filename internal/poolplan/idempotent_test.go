package poolplan

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"mpool/internal/ops"
	"mpool/internal/poolfile"
	"mpool/internal/units"
)

// Planning again at any time never restarts what a plan began, and in the end nothing is left to do: a
// sample of random files, states and times.
func TestIdempotent(t *testing.T) { idempotent(t, 150) }

// TestSoakIdempotent runs the full number.
func TestSoakIdempotent(t *testing.T) {
	if os.Getenv("MPOOL_SOAK") == "" {
		t.Skip("MPOOL_SOAK is not set")
	}
	idempotent(t, 10_000)
}

func idempotent(t *testing.T, count int) {
	t.Helper()
	first := uint64(1)
	if text := os.Getenv("MPOOL_SEED"); text != "" {
		first, _ = strconv.ParseUint(text, 10, 64)
	}
	kinds := map[string]int{}
	for seed := first; seed < first+uint64(count); seed++ {
		w := newWorld(t, seed)
		for _, call := range w.run(seed) {
			kinds[call]++
		}
	}
	t.Logf("%d triples from seed %d: %v", count, first, kinds)
	for _, least := range []string{"updateWeightsGradually", "updateSwapFeeGradually", "setManagementAumFeePercentage", "updateProtocolFeePercentageCache", "setCircuitBreakers", "setSwapEnabled", "setJoinExitEnabled",
		"setMustAllowlistLPs", "addAllowedAddress", "removeAllowedAddress", "addToken", "removeToken"} {
		if kinds[least] == 0 {
			t.Errorf("no run made a call of %s", least)
		}
	}
}

// mostRuns is the number of plans after which a world counts as endless.
const mostRuns = 40

// run plans, mines a part, lets time pass, and plans again until nothing is left. It returns the calls
// that were made.
func (w *world) run(seed uint64) (made []string) {
	w.t.Helper()
	for range mostRuns {
		d := w.compare(true)
		if len(d.Refusals) > 0 {
			return made // a statement of the file does not hold
		}
		if len(d.Steps) == 0 {
			at := d.Again()
			if at == 0 {
				w.isDone(seed, d)
				return made
			}
			w.pass(at - w.state.Block.Time)
			continue
		}
		made = append(made, w.mineSome(seed, d)...)
	}
	w.fail("seed %d: still planning after %d runs: %+v", seed, mostRuns, w.compare(true))
	return nil
}

// mineSome mines the first calls of the plan, then plans at many later times and checks that nothing is
// restarted.
func (w *world) mineSome(seed uint64, d *poolfile.Drift) (made []string) {
	w.t.Helper()
	plan := w.plan(d)
	if plan.Refused() {
		w.fail("seed %d: refused: %+v", seed, plan.Findings)
	}
	if len(plan.Calls) == 0 {
		w.fail("seed %d: steps without calls: %+v", seed, d.Steps)
	}
	calls := 1 + w.dice.IntN(len(plan.Calls))
	alone := isToken(d)
	if alone {
		calls = len(plan.Calls) // an operation that stopped in its middle is continued from its record; see TestNeverReopens
	}
	for _, c := range plan.Calls[:calls] {
		method, _, _ := strings.Cut(c.Method, "(")
		made = append(made, method)
	}
	w.mine(plan, calls)
	done := fieldsOf(d, plan, calls)
	saved := w.state
	for range 6 {
		w.state = saved
		w.later(units.Time(w.dice.IntN(20 * 86400)))
		w.restarts(seed, done)
	}
	w.state = saved
	w.pass(units.Time(w.dice.IntN(5 * 86400)))
	return made
}

func isToken(d *poolfile.Drift) bool {
	return slices.ContainsFunc(d.Steps, func(s poolfile.Step) bool { return strings.HasSuffix(s.Item.Operation, "-token") })
}

// fieldsOf returns the fields whose operations are complete after so many calls of the plan.
func fieldsOf(d *poolfile.Drift, plan *ops.Plan, calls int) (done []string) {
	for _, s := range d.Steps {
		for _, c := range plan.Calls[:calls] {
			if method, _, _ := strings.Cut(c.Method, "("); method == closes(s.Fields[0]) {
				done = append(done, s.Fields[0])
			}
		}
	}
	return done
}

// closes returns the method that alone closes a field.
func closes(field string) string {
	return map[string]string{"weights": "updateWeightsGradually", "swap_fee": "updateSwapFeeGradually", "aum_fee": "setManagementAumFeePercentage", "protocol_fee": "updateProtocolFeePercentageCache",
		"swaps": "setSwapEnabled", "joins_exits": "setJoinExitEnabled", "allowlist": "setMustAllowlistLPs"}[field]
}

// restarts fails if a step is about a field that is done.
func (w *world) restarts(seed uint64, done []string) {
	w.t.Helper()
	for _, s := range w.compare(true).Steps {
		if slices.Contains(done, s.Fields[0]) {
			w.fail("seed %d: %s is begun, and planned again: %+v", seed, s.Fields[0], s)
		}
	}
}

// isDone compares the final state with the file, now and later.
func (w *world) isDone(seed uint64, d *poolfile.Drift) {
	w.t.Helper()
	if !d.Closed() {
		w.fail("seed %d: nothing to do, and drift is left: %+v", seed, d)
	}
	for range 3 {
		w.later(units.Time(w.dice.IntN(10 * 86400)))
		if d := w.compare(true); !d.Closed() || len(d.Steps) > 0 {
			w.fail("seed %d: drift by time alone: %+v", seed, d)
		}
	}
}
