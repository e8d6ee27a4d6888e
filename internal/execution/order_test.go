package execution

import (
	"os"
	"slices"
	"strings"
	"testing"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/planner"
)

// points returns, in order, the points at which a kill leaves different states of disk and chain.
func points() []string {
	return []string{"planned", "intended", "signed", "sealed", "sent", "broadcast", "mined", "recorded", "checked", "verified"}
}

func TestEachCallPassesThePointsInOrder(t *testing.T) {
	t.Parallel()
	w := adding(t, shutPool())
	s, err := w.send()
	must(t, err)
	if want := slices.Repeat(points(), 3); !slices.Equal(w.passed, want) {
		t.Errorf("it passed %s", strings.Join(w.passed, " "))
	}
	if got := w.states(); got != "verified, verified, verified" || s.Outcome.(*Outcome).Done != 3 {
		t.Errorf("the record: %s, %+v", got, s.Outcome)
	}
	w.onChain(3)
	w.done()
}

// No transaction is sent before its bytes are on the disk. No record claims something before it has
// happened.
func TestOnDiskBeforeItIsOut(t *testing.T) {
	t.Parallel()
	want := map[string]struct {
		state                      journal.State
		signed, given, mined, seal bool
	}{
		"planned":   {},
		"intended":  {state: journal.Intended},
		"signed":    {state: journal.Intended, signed: true},
		"sealed":    {state: journal.SignedOff, signed: true, seal: true},
		"sent":      {state: journal.SignedOff, signed: true, seal: true, given: true},
		"broadcast": {state: journal.Sent, signed: true, seal: true, given: true},
		"mined":     {state: journal.Sent, signed: true, seal: true, given: true, mined: true},
		"recorded":  {state: journal.Included, signed: true, seal: true, given: true, mined: true},
		"checked":   {state: journal.Included, signed: true, seal: true, given: true, mined: true},
		"verified":  {state: journal.Done, signed: true, seal: true, given: true, mined: true},
	}
	w := newWorld(t, somePool(), swapsOff())
	w.at = func(point string) {
		key := w.keys.signers[owner().address]
		is := want[point]
		var state journal.State
		if list := w.records(); len(list) > 0 && len(list[0].Status.Calls) > 0 {
			state = list[0].Status.Calls[0].State
		}
		if state != is.state || len(key.signed) > 0 != is.signed || len(w.node.given) > 0 != is.given || w.node.nonce(key.address) > 0 != is.mined || w.engine.Sealed != is.seal {
			t.Errorf("at %s: the record says %q, signed %d, given %d, mined %d, out %v", point, state, len(key.signed), len(w.node.given), w.node.nonce(key.address), w.engine.Sealed)
		}
	}
	s, err := w.send()
	must(t, err)
	call := w.only().Status.Calls[0]
	if tx := w.node.known[call.Hashes[0]]; tx == nil || call.Attempts[0].Hash != tx.Hash() || s.Mined[0].Hash != tx.Hash() {
		t.Errorf("%s is recorded, and %v was sent", call.Hashes[0], tx)
	}
	if gone := w.engine.Gone; gone.ID != w.only().ID || gone.Hash != call.Hashes[0] || gone.Before {
		t.Errorf("it says that %+v is out", gone)
	}
	intent := call.Intent
	if intent.Nonce != 0 || intent.From != owner().address || intent.Step != 0 || intent.Delegated || intent.ChainID != w.node.id {
		t.Errorf("the intent is %+v", intent)
	}
}

// F5: of two runs at the same time, the second one says who holds the lock, and sends nothing.
func TestTwoAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	lock, err := w.run().Lock()
	must(t, err)
	_, err = w.send()
	if code := failure.CodeOf(err); code != "locked" || failure.ExitOf(err) != failure.Locked || !strings.Contains(err.Error(), "test") {
		t.Errorf("%s: %v", code, err)
	}
	if len(w.ui.asked) > 0 || w.keys.opened > 0 || w.node.asked["SendRaw"] > 0 {
		t.Error("it asked for something before it saw the lock")
	}
	must(t, lock.Release())
	_, err = w.send()
	must(t, err)
	w.onChain(1)
}

// The lock is free while the question waits for its answer. It is taken before anything is signed.
func TestLockComesAfterTheQuestion(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	var free bool
	w.at = func(point string) {
		if point == "planned" {
			_, err := w.engine.Lock()
			free = err == nil
		}
	}
	p := w.propose()
	s := w.sender(p, options())
	s.engine.Preview = func(*planner.View, bool) {
		lock, err := s.engine.Lock()
		if err != nil {
			t.Errorf("while the question is open: %v", err)
			return
		}
		must(t, lock.Release())
	}
	must(t, s.Start(t.Context(), p))
	if free {
		t.Error("nobody has it when a transaction is prepared")
	}
}

// A transaction that cannot be recorded is not sent. If a later line of the record fails, the sent
// transaction is still followed.
func TestRecordCannotBeWritten(t *testing.T) {
	t.Parallel()
	for point, want := range map[string]struct {
		code  string
		given int
		warns string
	}{
		"planned":   {"", 1, ""},
		"intended":  {"journal", 0, ""},
		"signed":    {"journal", 0, ""},
		"sealed":    {"", 1, "journal"},
		"broadcast": {"", 1, "journal"},
		"recorded":  {"", 1, "journal"},
	} {
		t.Run(point, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, somePool(), swapsOff())
			p := w.propose()
			s := w.sender(p, options())
			w.at = func(is string) {
				if is == point && s.Record != nil {
					must(t, s.Record.Close()) // simulates a full disk
				}
			}
			err := s.Start(t.Context(), p)
			if want.code == "" {
				must(t, err)
			} else {
				wantFailure(t, err, failure.Plain, want.code, "nothing was sent, because the record could not be written:")
			}
			if len(w.node.given) != want.given || want.warns != "" && !slices.Contains(w.ui.warned, want.warns) {
				t.Errorf("%d were sent, warned of %v", len(w.node.given), w.ui.warned)
			}
		})
	}
}

// If no record can be begun in the folder, nothing is signed.
func TestRecordCannotBeBegun(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	w.at = func(point string) {
		if point == "planned" {
			must(t, os.RemoveAll(w.settings.JournalDir()))
			must(t, os.WriteFile(w.settings.JournalDir(), nil, 0o600))
		}
	}
	_, err := w.send()
	f := wantFailure(t, err, failure.Plain, "journal")
	if len(w.keys.signers[owner().address].signed) > 0 || !strings.Contains(f.Message, "record") {
		t.Error(f.Message)
	}
	s := w.sender(w.propose(), options())
	wantFailure(t, s.begin(), failure.Plain, "journal", "cannot start the record:", "check the folder "+w.settings.JournalDir()+", or use another --state-dir")
}

// F24: Ctrl-C during the wait: the error says that the transaction may be pending, and how to
// continue.
func TestInterrupted(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), threeMembers())
	ctx, cancel := contextOf(t)
	w.node.poll = func(int) {
		if w.node.nonce(owner().address) == 1 {
			cancel()
			return
		}
		w.node.mineWaiting()
	}
	p := w.propose()
	err := w.sender(p, options()).Start(ctx, p)
	f := wantFailure(t, err, failure.Unconfirmed, "unconfirmed", "1 of 3 calls are done, then: ", "may be mined at any time: interrupted", "do not send again; run mpool resume "+w.only().ID)
	if f.Details["hash"] == nil || f.Details["id"] != w.only().ID || f.Details["journal"] != w.only().Path || f.Result == nil {
		t.Errorf("%+v", f)
	}
	w.node.poll = nil
	w.goOn()
	w.onChain(3)
	w.done()
}

// The node is on another chain at the time of signing.
func TestAnotherChain(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	p := w.propose()
	w.node.id = 5
	err := w.sender(p, options()).Start(t.Context(), p)
	wantFailure(t, err, failure.Refused, "chain.changed", "changed from chain 31337 to chain 5")
	if len(w.records()) > 0 || len(w.node.given) > 0 {
		t.Error("something was begun")
	}
	w.node.id = p.Before.ChainID
	w.node.say("ChainID", answer{err: &chain.UnreachableError{Node: "fake", Reason: "gone"}})
	if err := w.sender(p, options()).Start(t.Context(), p); failure.CodeOf(err) != "node.unreachable" {
		t.Error(err)
	}
}
