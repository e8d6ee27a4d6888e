package execution

import (
	"slices"
	"strings"
	"testing"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/units"
)

const threeDays = 3 * 24 * 3600

// moving returns a world with a signed weight change over three days, and a limit that it keeps only if
// it is mined early.
func moving(t *testing.T, point string) *world {
	t.Helper()
	pool := somePool()
	op := ops.UpdateWeights{Start: pool.Block.Time + 60, End: pool.Block.Time + threeDays}
	for i, percent := range []uint64{20, 60, 20} {
		op.Weights = append(op.Weights, ops.TokenWeight{Token: pool.Tokens[i].Address, Weight: units.FixedFrom(percent * 1e16)})
	}
	w := newWorld(t, pool, op)
	limit := units.FixedFrom(5e15)
	w.settings.Refuse.MaxArbitrageCost, w.settings.ArbInterval = &limit, 12
	w.kill(point, 1)
	w.until(w.send)
	return w
}

// A weight change that is signed and late is not published, and not made dearer; it can be cancelled.
// Whoever overrides the limit publishes it.
func TestOverdue(t *testing.T) {
	t.Parallel()
	override := func(o *Options) {
		o.Override = planner.Override{Policies: planner.PolicyList{"max_arbitrage_cost"}, Reason: "tested"}
	}
	for _, test := range []struct {
		name string
		late units.Time
		do   func(*world) error
		code string
	}{
		{"resumed in time", 120, func(w *world) error { _, err := w.resume(); return err }, ""},
		{"resumed late", threeDays - 30, func(w *world) error { _, err := w.resume(); return err }, "policy.max_arbitrage_cost"},
		{"resumed late, with the override", threeDays - 30, func(w *world) error {
			_, err := w.resume(func(f *ResumeOptions) { override(&f.Sending) })
			return err
		}, ""},
		{"bumped late", threeDays - 30, func(w *world) error { _, err := w.replace(false); return err }, "policy.max_arbitrage_cost"},
		{"resumed after the end", threeDays + 1, func(w *world) error { _, err := w.resume(); return err }, "BAL#326"},
		{"cancelled late", threeDays - 30, func(w *world) error { _, err := w.replace(true); return err }, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := moving(t, "sealed")
			w.node.gap = test.late
			w.node.mine()
			err := test.do(w)
			if test.code == "" {
				must(t, err)
				return
			}
			wantFailure(t, err, failure.Refused, test.code, "was not published: it is late", "mpool tx cancel "+w.only().ID)
			if w.node.asked["SendRaw"] > 0 || w.states() != "signed" {
				t.Errorf("it was published: %s", w.states())
			}
		})
	}
}

// While such a change is pending, resume warns; if it is mined all the same, that is no success.
func TestMinedLate(t *testing.T) {
	t.Parallel()
	w := moving(t, "broadcast")
	w.node.gap = threeDays - 30
	w.node.mine()
	s, err := w.resume()
	f := wantFailure(t, err, failure.Mined, "mined.late", "later than planned, and breaks a limit", "mpool swaps disable "+somePool().Pool.Address.Hex())
	if !slices.ContainsFunc(w.ui.warning, func(line string) bool {
		return strings.Contains(line, "is pending and late") && strings.Contains(line, "mpool tx cancel "+w.only().ID)
	}) {
		t.Errorf("it warns of %v", w.ui.warning)
	}
	if f.Result == nil || s.Mined[0].Late == "" || w.states() != "verified" {
		t.Errorf("%+v, %s", s.Mined, w.states())
	}
	w.done()
}

// If mpool cannot know what a late change would do, it does not publish it.
func TestOverdueIsNotKnown(t *testing.T) {
	t.Parallel()
	w := moving(t, "sealed")
	w.node.say("Overdue", answer{err: doubt()})
	_, err := w.resume()
	wantFailure(t, err, failure.Unconfirmed, "unconfirmed", "cannot check what it would do now", "mpool resume "+w.only().ID)
	if w.node.asked["SendRaw"] > 0 {
		t.Error("it was published")
	}
}

// A bump after a cancellation speeds up the cancellation.
func TestBumpOfACancellation(t *testing.T) {
	t.Parallel()
	w := stuck(t, swapsOff())
	w.kill("sealed", 1)
	w.until(func() (*Sender, error) { return w.replace(true) })
	s, err := w.replace(false)
	must(t, err)
	if _, is := s.Outcome.(*Cancelled); !is || w.states() != "cancelled" {
		t.Errorf("%T, %s", s.Outcome, w.states())
	}
	if question := w.ui.asked[len(w.ui.asked)-1]; !strings.HasPrefix(question, "speed up its cancellation with nonce 0, for at most") {
		t.Errorf("it asks %q", question)
	}
}

// A cancelled call of several leaves the operation half done: the result says so, and how to go on, to
// give it up, and to revoke what it has approved.
func TestCancelHalf(t *testing.T) {
	t.Parallel()
	w := adding(t, shutPool())
	w.kill("broadcast", 3)
	w.until(w.send)
	s, err := w.replace(true)
	id := w.only().ID
	f := wantFailure(t, err, failure.Mined, "unfinished", "2 of 3 calls are done, then: the next was cancelled", "continue with: mpool resume "+id, "mpool tx close "+id+" --reason TEXT, and then mpool manage-balance revoke")
	contains(t, shown(f.Result), "the pool stays as it is after 2 calls")
	v := s.Outcome.(*Cancelled)
	if v.Done != 2 || v.Left != 1 || v.Revoke == "" || v.Safe != nil {
		t.Errorf("%+v", v)
	}
}

// The owners' signatures outlive a cancelled execution.
func TestCancelledExecutionStaysSigned(t *testing.T) {
	t.Parallel()
	w := executing(t)
	w.kill("broadcast", 1)
	w.until(w.send)
	w.node.race.Nonce = 4
	s, err := w.replace(true)
	must(t, err)
	contains(t, shown(s.Outcome), "anyone can execute transaction 4 of the Safe "+safeAddress().Hex()+" until its nonce is used")
}

// Resume says that it sends again what was cancelled.
func TestResumeOfACancellation(t *testing.T) {
	t.Parallel()
	w := adding(t, shutPool())
	w.kill("broadcast", 3)
	w.until(w.send)
	_, err := w.replace(true)
	wantFailure(t, err, failure.Mined, "unfinished")
	_, err = w.resume()
	must(t, err)
	if !slices.ContainsFunc(w.ui.warning, func(line string) bool { return strings.Contains(line, "was cancelled: this sends its call again") }) {
		t.Errorf("it warns of %v", w.ui.warning)
	}
}

// While a weight change is pending, mpool says until when it keeps the limit, and which command cancels it.
// Once it is being cancelled, all that is shown says so.
func TestPendingWithinTheLimit(t *testing.T) {
	t.Parallel()
	w := moving(t, "broadcast")
	w.node.poll = func(int) {} // nothing is mined
	_, err := w.resume()
	id := w.only().ID
	wantFailure(t, err, failure.Unconfirmed, "unconfirmed", "it is within the limit; if it is still pending then: mpool tx cancel "+id)
	_, err = w.replace(true)
	f := wantFailure(t, err, failure.Unconfirmed, "unconfirmed")
	if strings.Contains(f.Hint, "within the limit") {
		t.Errorf("a cancellation has a limit: %s", f.Hint)
	}
	contains(t, shown(f.Result), "cancel of weights-update of Some Pool", "pending: an empty transaction with the nonce of the call")
	contains(t, w.listed(), "cancelling")
	w = stuck(t, swapsOff())
	w.node.poll = func(int) {}
	_, err = w.resume()
	if f := wantFailure(t, err, failure.Unconfirmed, "unconfirmed"); strings.Contains(f.Hint, "limit") {
		t.Errorf("what does not age has a limit: %s", f.Hint)
	}
}
