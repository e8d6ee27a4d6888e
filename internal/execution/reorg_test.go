package execution

import (
	"testing"

	"mpool/internal/failure"
)

// TestUndoneByReorganisation: after a verified operation its block is removed from the chain. Resume says so,
// and publishes it again; while the node has no such block, nothing is certain.
func TestUndoneByReorganisation(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	_, err := w.send()
	must(t, err)
	id := w.only().ID
	again := func() (*Sender, error) {
		return w.run().Resume(t.Context(), []string{id}, &ResumeOptions{Sending: *options()})
	}
	s, err := again()
	if _, nothing := s.Outcome.(*NothingLeft); err != nil || !nothing {
		t.Fatalf("%T, %v", s.Outcome, err)
	}
	w.node.drop(1)
	_, err = again()
	wantFailure(t, err, failure.Unconfirmed, "reorg", "it is behind, or the block is no longer part of the chain", "mpool resume "+id)
	w.node.mine()
	w.ui.warning = nil
	_, err = again()
	must(t, err)
	if len(w.ui.warning) == 0 || w.states() != "verified" || !w.only().Status.Calls[0].Mined.Success {
		t.Errorf("%v, %s", w.ui.warning, w.states())
	}
	contains(t, w.ui.warning[0], "which is no longer part of the chain: it is pending again")
	w.onChain(1)
	if w.node.head().state.Pool.SwapEnabled {
		t.Error("it has no effect")
	}
}
