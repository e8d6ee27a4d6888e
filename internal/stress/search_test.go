package stress

import (
	"math"
	"reflect"
	"testing"
)

// TestSearchIsAsWholeRuns checks that runs from each decision find the same as whole runs, with any
// number of goroutines.
func TestSearchIsAsWholeRuns(t *testing.T) {
	w := world(200, 3600, moving())
	m := maker(t, pool(t, "0.1%"), "signal: {every: 6h, rule: {kind: market-cap, supply: {A: 1.5, B: 100}}, guard: {duration: 0s}}")
	s := parse(t, "oracle:A=+25%/3h,every=worst,cost=depth:2e5", w)
	whole, err := Run(s, w, m, 1, 2, 1, never)
	if err != nil {
		t.Fatal(err)
	}
	q := &Search{Scenarios: []Scenario{parse(t, "oracle:A=+5%/3h,every=worst", w), s}, Rows: 1e6, Jobs: 1, Ended: never}
	found, err := q.Worst(w, m)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("whole %+v\nfound %+v", whole.Attack, found)
	if found.Scenario != 1 || found.At != whole.Attack.At || math.Abs(found.Loss/whole.Attack.Loss-1) > 0.02 || found.Cost != whole.Attack.Cost || found.Tried != whole.Attack.Tried || found.Attacks != 2*found.Tried {
		t.Errorf("whole %+v\nfound %+v", whole.Attack, found)
	}
	q.Jobs = 4
	if again, err := q.Worst(w, m); err != nil || !reflect.DeepEqual(again, found) {
		t.Errorf("%+v %v", again, err)
	}
	q.Rows = 100
	if few, err := q.Worst(w, m); err != nil || few.Tried != leastMoments || few.Decisions != found.Decisions {
		t.Errorf("%+v %v", few, err)
	}
}
