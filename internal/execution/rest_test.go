package execution

import (
	"testing"

	"mpool/internal/chain/wire"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/signer"
)

// There is no key for the remaining calls: the error says so, shows the mined ones, and says how to
// continue.
func TestNoKeyForTheRest(t *testing.T) {
	t.Parallel()
	keyless := func(f *ResumeOptions) { f.Sending.Signer = signer.Options{} }
	w := newWorld(t, somePool(), threeMembers())
	w.kill("broadcast", 1)
	w.until(w.send)
	_, err := w.resume(keyless)
	f := wantFailure(t, err, failure.Misuse, "signer.missing", "2 calls are left, next from the pool's owner "+owner().address.Hex()+", but no key is given", "mpool resume "+w.only().ID+" --account NAME")
	if v, is := f.Result.(*Outcome); !is || v.Done != 1 || v.Calls != 3 || f.Details["remaining_calls"] != 2 {
		t.Errorf("%T, %+v", f.Result, f.Details)
	}
	_, err = w.resume(keyless) // this run settles nothing
	f = wantFailure(t, err, failure.Misuse, "signer.missing")
	if _, is := f.Result.(*Outcome); is || f.Result == nil {
		t.Errorf("it shows %T, and not what is left", f.Result)
	}
	_, err = w.resume()
	must(t, err)
	w.onChain(3)
	w.done()
}

// Invalid flags stop the remaining calls, but not the settling of the pending one.
func TestRestWithOddFlags(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), threeMembers())
	w.kill("broadcast", 1)
	w.until(w.send)
	_, err := w.resume(func(f *ResumeOptions) { f.Sending.Override.Reason = "because" })
	wantFailure(t, err, failure.Mined, "usage", "1 of 3 calls are done, then: --reason needs an --override")
	if w.states() != "verified" {
		t.Error(w.states())
	}
}

// If someone else has made the remaining calls, the record is closed, and nothing is sent.
func TestSomebodyElseHasDoneTheRest(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), threeMembers())
	w.kill("verified", 1)
	w.until(w.send)
	w.node.others = func(s *ops.Snapshot, _ *fakeBlock) (*ops.Snapshot, error) {
		for i := range s.Members {
			s.Members[i].Allowed = true
		}
		return s, nil
	}
	w.node.mine()
	sent := w.node.asked["SendRaw"]
	s, err := w.resume()
	must(t, err)
	if closed := w.only().Status.Closed; w.node.asked["SendRaw"] != sent || closed == nil || closed.Why != "the pool is already in this state" || s.Outcome == nil {
		t.Errorf("closed %+v, result %T", closed, s.Outcome)
	}
}

// If someone else makes a call in between, mpool skips it and sends the others.
func TestSomebodyElseDoesOneInBetween(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), threeMembers())
	w.at = func(point string) {
		if point == "verified" {
			w.at = nil
			w.node.others = func(s *ops.Snapshot, _ *fakeBlock) (*ops.Snapshot, error) {
				s.Members[1].Allowed = true
				return s, nil
			}
			w.node.mine()
		}
	}
	s, err := w.send()
	must(t, err)
	w.onChain(2)
	if v := s.Outcome.(*Outcome); len(v.Transactions) != 2 || v.Done != 3 {
		t.Errorf("%+v", v)
	}
	if got := w.only().Status.Calls[1].Intent.Step; got != 2 {
		t.Errorf("the second is recorded as call %d", got)
	}
	w.done()
}

// F13: the run stops if the plan becomes stale after the confirmation: other calls are needed, or a
// mined call is undone.
func TestStale(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), threeMembers())
	p := w.propose()
	w.node.others = func(s *ops.Snapshot, _ *fakeBlock) (*ops.Snapshot, error) {
		s.Pool.Paused = true
		return s, nil
	}
	w.node.mine()
	err := w.sender(p, options()).Start(t.Context(), p)
	wantFailure(t, err, failure.Refused, "BAL#402")
	w = newWorld(t, somePool(), threeMembers())
	w.at = func(point string) {
		if point == "verified" {
			w.at = nil
			w.node.others = func(s *ops.Snapshot, _ *fakeBlock) (*ops.Snapshot, error) {
				s.Members[0].Allowed = false
				return s, nil
			}
			w.node.mine()
		}
	}
	_, err = w.send()
	wantFailure(t, err, failure.Mined, "undone", "1 of 3 calls are done, then: call 1 was mined, but its effect is gone", "mpool status")
}

// A plan of the rest uses no older block than that of the call before.
func TestPlansRestOnNewBlocks(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), threeMembers())
	p := w.propose()
	s := w.sender(p, options())
	if got := since(s.Record, s.Plan, s.block); got != p.Plan.Base.Number || got != 7 {
		t.Errorf("at first %d", got)
	}
	w.kill("verified", 2)
	w.until(w.send)
	s, err := w.run().Reopen(t.Context(), w.only(), options())
	must(t, err)
	defer s.Close()
	if got := since(s.Record, s.Plan, s.block); got != w.node.head().header.Number {
		t.Errorf("behind two calls %d", got)
	}
	s.block = 99
	if got := since(s.Record, s.Plan, s.block); got != 99 {
		t.Errorf("behind a call of this run %d", got)
	}
	w.node.drop(2)
	_, err = w.resume()
	wantFailure(t, err, failure.Plain, "node.behind")
}

// F10, F11: if the node does not answer while mpool plans the rest, the run stops and says what is
// done.
func TestPlanningFails(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), threeMembers())
	w.at = func(point string) {
		if point == "verified" {
			w.at = nil
			w.node.say("ProposeAgain", answer{err: &wire.UnreachableError{Node: "fake", Reason: "gone"}})
		}
	}
	_, err := w.send()
	f := wantFailure(t, err, failure.Mined, "node.unreachable", "1 of 3 calls are done, then: the node fake cannot be reached", "continue with: mpool resume "+w.only().ID)
	if f.Result == nil {
		t.Error("it does not show what is mined")
	}
	w.node.say("ProposeAgain", answer{err: &wire.UnreachableError{Node: "fake", Reason: "gone"}})
	_, err = w.resume()
	f = wantFailure(t, err, failure.Plain, "node.unreachable", "1 of 3 calls are done")
	if f.Result != nil {
		t.Error("what an earlier run has shown is shown again")
	}
	w.goOn()
	w.done()
}

// The last call of the operation is mined, so resume has nothing to do.
func TestNothingLeft(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	_, err := w.send()
	must(t, err)
	s, err := w.run().Reopen(t.Context(), w.only(), options())
	must(t, err)
	defer s.Close()
	must(t, s.Settle(t.Context(), &ResumeOptions{}))
	must(t, s.FinishRest(t.Context()))
	if v, is := s.Outcome.(*NothingLeft); !is || v.ID != w.only().ID {
		t.Errorf("%T", s.Outcome)
	}
	for _, test := range []struct {
		view NothingLeft
		says string
	}{
		{NothingLeft{}, "nothing to resume"},
		{NothingLeft{ID: "x"}, "nothing to resume: x is finished"},
		{NothingLeft{ID: "x", Closed: "2 calls are left"}, "closed x: 2 calls are left; mpool will not send the rest"},
		{NothingLeft{ID: "x", Revoke: "mpool revoke it"}, "it stopped after its approval: the Vault can still take that amount. To revoke the allowance:"},
	} {
		contains(t, shown(&test.view), test.says)
	}
}
