package execution

import (
	"testing"

	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/journal"
)

// closedRejected is a world whose only transaction was rejected and closed. The node may have kept it.
func closedRejected(t *testing.T) (w *world, kept *types.Transaction) {
	t.Helper()
	w = newWorld(t, somePool(), swapsOff())
	w.node.say("SendRaw", answer{err: refusal("no")}, answer{err: refusal("no")})
	if _, err := w.send(); err == nil {
		t.Fatal("it was sent")
	}
	v, err := w.run().CloseOperation(t.Context(), nil, "")
	must(t, err)
	contains(t, shown(v), "closed "+w.only().ID+": the node rejected its transaction", "anyone who has the bytes of", "mpool tx cancel "+w.only().ID)
	kept = new(types.Transaction)
	must(t, kept.UnmarshalBinary(w.only().Status.Calls[0].Attempts[0].Raw))
	return w, kept
}

// listed is what mpool tx list shows.
func (w *world) listed() string {
	w.Helper()
	list, err := w.run().Operations(false)
	must(w.T, err)
	return shown(list)
}

// TestRejectedStaysListed: a rejected transaction is listed until its nonce is used.
func TestRejectedStaysListed(t *testing.T) {
	t.Parallel()
	w, _ := closedRejected(t)
	id := w.only().ID
	health, err := journal.Look(w.settings.JournalDir())
	if must(t, err); health.Alive != 1 || health.Unfinished != 0 {
		t.Errorf("%+v", health)
	}
	contains(t, w.listed(), "signed, not mined", "until nonce 0 of "+owner().address.Hex()+" is used", "mpool tx cancel "+id)
	s, err := w.run().Resume(t.Context(), []string{id}, &ResumeOptions{Sending: *options()})
	must(t, err)
	contains(t, shown(s.Outcome), "nothing to resume: "+id+" is closed", "mpool tx cancel")
	if _, err := w.replace(false); err == nil {
		t.Error("sped up")
	}
	_, err = w.replace(true)
	must(t, err)
	if w.states() != "cancelled" || w.only().Status.Unfinished() {
		t.Errorf("%s", w.states())
	}
	contains(t, w.listed(), "no pending transactions")
}

// TestRejectedIsMined: resume finds that a transaction that was given up is mined after all, or cannot be
// mined any more. A plan of the same nonce ends it too.
func TestRejectedIsMined(t *testing.T) {
	t.Parallel()
	for want, happens := range map[string]func(*world, *types.Transaction){
		"verified": func(w *world, kept *types.Transaction) { w.node.known[kept.Hash()] = kept; w.node.mine(kept) },
		"replaced": func(w *world, _ *types.Transaction) { w.takeNonce() },
	} {
		w, kept := closedRejected(t)
		happens(w, kept)
		_, err := w.run().Resume(t.Context(), []string{w.only().ID}, &ResumeOptions{Sending: *options()})
		must(t, err)
		if w.states() != want {
			t.Errorf("%s, want %s", w.states(), want)
		}
		contains(t, w.listed(), "no pending transactions")
	}
	w, _ := closedRejected(t)
	_, err := w.send()
	must(t, err)
	contains(t, w.listed(), "no pending transactions")
}
