package execution

import (
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/ops"
)

// shutdown is an alarm that has something to send.
func shutdown(pool *ops.Snapshot) ops.Operation {
	return ops.Shut{Doors: ops.DoorsOf(pool, ops.ByJoinsExits)}
}

// TestMinedMeanwhileBlocksNothing: what the chain has mined or dropped is settled before another operation
// of the account, an alarm above all, and its end is told.
func TestMinedMeanwhileBlocksNothing(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		set   func(w *world)
		state journal.State
		told  string
	}{
		"mined": {func(w *world) { w.node.mineWaiting() }, journal.Done, "of an earlier allowlist add is mined in block"},
		"reverted": {func(w *world) {
			w.node.reverts = func(*types.Transaction) bool { return true }
			w.node.mineWaiting()
			w.node.reverts = nil
		}, journal.Reverted, "and reverted"},
		"used by another":      {func(w *world) { w.node.forget(); w.takeNonce() }, journal.Replaced, "was used by another transaction"},
		"mined, not confirmed": {func(w *world) { w.node.mineWaiting(); w.settings.Confirmations = 3 }, journal.Done, "is mined in block"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := stuck(t, ops.ChangeAllowlist{Add: []common.Address{{0xa1}}})
			c.set(w)
			w.op, w.node.op = shutdown(w.node.head().state), shutdown(w.node.head().state)
			_, err := w.send()
			must(t, err)
			records := w.records()
			if got := records[0].Status.Calls[0].State; got != c.state || len(records) != 2 || records[1].Status.Unfinished() {
				t.Errorf("%s, %d records", got, len(records))
			}
			if said := strings.Join(append(w.ui.notes, w.ui.warning...), "\n"); !says(said, c.told) {
				t.Errorf("it says %q", said)
			}
		})
	}
}

// TestUsedButNotSettled: the hint of what cannot be settled is never to cancel it.
func TestUsedButNotSettled(t *testing.T) {
	t.Parallel()
	w := stuck(t, ops.ChangeAllowlist{Add: []common.Address{{0xa1}}})
	w.node.mineWaiting()
	id := w.only().ID
	w.op, w.node.op = shutdown(w.node.head().state), shutdown(w.node.head().state)
	w.node.say("Await", answer{err: failure.New(failure.Plain, "node", "gone")})
	_, err := w.send()
	f := wantFailure(t, err, failure.Unconfirmed, "in_flight", "nonce 0 of "+owner().address.Hex()+" is used, but 0x", "of an earlier allowlist add is not settled", "mpool resume "+id)
	if says(f.Hint, "cancel") || w.engine.Sealed == false {
		t.Errorf("%s", f.Hint)
	}
}

// TestAlarmOverAlarm: a pending alarm is not cancelled to raise the same alarm again.
func TestAlarmOverAlarm(t *testing.T) {
	t.Parallel()
	w := stuck(t, shutdown(somePool()))
	id := w.only().ID
	_, err := w.send()
	f := wantFailure(t, err, failure.Unconfirmed, "in_flight", "mpool resume "+id, "mpool tx bump "+id+" --yes")
	if says(f.Hint, "cancel") {
		t.Error(f.Hint)
	}
}

// TestReplaceWhatIsMined: tx bump and tx cancel of a used nonce settle it and say what happened.
func TestReplaceWhatIsMined(t *testing.T) {
	t.Parallel()
	for _, cancels := range []bool{false, true} {
		w := stuck(t, swapsOff())
		w.node.mineWaiting()
		s, err := w.replace(cancels)
		if w.states() != "verified" || w.node.asked["SendRaw"] != 1 || len(s.Mined) != 1 {
			t.Errorf("%s, %v", w.states(), err)
		}
		if !cancels {
			must(t, err)
			continue
		}
		wantFailure(t, err, failure.Refused, "too_late", "was mined first")
	}
	w := stuck(t, swapsOff())
	w.node.forget()
	w.takeNonce()
	_, err := w.replace(true)
	wantFailure(t, err, failure.Refused, "replaced", "was used by another transaction")
	if w.states() != "replaced" {
		t.Error(w.states())
	}
}

// TestReplacedHalfWay: a call whose nonce another wallet used, after others were done, ends like one that
// was cancelled: mined in part.
func TestReplacedHalfWay(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), threeMembers())
	w.kill("broadcast", 2)
	w.until(w.send)
	w.node.forget()
	w.takeNonce()
	_, err := w.resume()
	wantFailure(t, err, failure.Mined, "replaced", "1 of 3 calls are done")
}
