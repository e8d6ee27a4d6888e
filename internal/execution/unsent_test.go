package execution

import (
	"errors"
	"testing"

	"mpool/internal/failure"
	"mpool/internal/planner"
)

// TestProposeUnsent: a plan is planned again, as long as nobody has signed its calls.
func TestProposeUnsent(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	p := w.propose()
	proven := func(*planner.Proposal) error { return nil }
	fresh, err := w.run().ProposeUnsent(t.Context(), w.plans, p.Plan, options().Terms(), proven)
	must(t, err)
	if len(fresh.Plan.Calls) != len(p.Plan.Calls) {
		t.Errorf("%d calls", len(fresh.Plan.Calls))
	}
	unproven := errors.New("not proven")
	if _, err := w.run().ProposeUnsent(t.Context(), w.plans, p.Plan, options().Terms(), func(*planner.Proposal) error { return unproven }); !errors.Is(err, unproven) {
		t.Errorf("not proven: %v", err)
	}
	must(t, w.sender(p, options()).Start(t.Context(), p))
	_, err = w.run().ProposeUnsent(t.Context(), w.plans, p.Plan, options().Terms(), proven)
	wantFailure(t, err, failure.Refused, "sent")
}

// TestOperations: the list has unfinished records, or all; one record is found by its name.
func TestOperations(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	_, err := w.send()
	must(t, err)
	for all, want := range map[bool]int{false: 0, true: 1} {
		v, err := w.run().Operations(all)
		must(t, err)
		if len(v.Operations) != want || v.All != all || v.Now.IsZero() {
			t.Errorf("all %v: %+v", all, v)
		}
	}
	id := w.only().ID
	v, err := w.run().Operation([]string{id})
	must(t, err)
	if v.ID != id || v.Unfinished {
		t.Errorf("%+v", v)
	}
	_, err = w.run().Operation([]string{"another"})
	wantFailure(t, err, failure.Misuse, "usage")
}
