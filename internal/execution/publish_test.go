package execution

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/journal"
)

func refusal(words string) *chain.RefusedError {
	return &chain.RefusedError{Node: "fake", Answer: words}
}

func doubt() error { return refusal("the gateway answered 502").Doubt() }

// F1, F29: the answer to a send and what the nodes have together decide the result.
func TestAnswersToASend(t *testing.T) {
	t.Parallel()
	no := answer{err: refusal("insufficient whatever")}
	forever := answer{err: refusal("no"), always: true}
	tests := []struct {
		name    string
		answers []answer // of SendRaw
		traces  []answer
		before  func(w *world) // at the point "sealed"
		exit    int
		code    string
		says    []string
		state   journal.State
		sends   int  // number of sends to the node
		refused bool // according to the record
		sealed  bool // the engine says that it may be pending
		warns   string
		paused  time.Duration
	}{
		{name: "taken", state: journal.Done, sends: 1, sealed: true},
		{name: "the answer is lost, and it is there", answers: []answer{{err: doubt(), after: true}}, state: journal.Done, sends: 1, sealed: true, warns: "doubt"},
		{name: "the answer is lost, and so is it", answers: []answer{{err: doubt()}}, exit: failure.Unconfirmed, code: "unconfirmed", says: []string{"may be mined at any time: not confirmed within 1 minute", "mpool resume"}, state: journal.SignedOff, sends: 1, sealed: true, warns: "doubt"},
		{name: "refused, and it is there", answers: []answer{{err: refusal("already known, in other words"), after: true}}, state: journal.Done, sends: 1, sealed: true},
		{name: "refused twice, nothing is there", answers: []answer{no, no}, exit: failure.Plain, code: "node", says: []string{"insufficient whatever", "nonce 0 of", "mpool tx bump", "mpool tx cancel", "anyone who has it can send it"}, state: journal.SignedOff, sends: 2, refused: true, paused: time.Second},
		{name: "refused once, then taken", answers: []answer{no}, state: journal.Done, sends: 2, sealed: true, paused: time.Second},
		{name: "refused, and nobody says what is there", answers: []answer{no}, traces: []answer{{err: errors.New("gone")}}, exit: failure.Unconfirmed, code: "unconfirmed", state: journal.SignedOff, sends: 1, sealed: true, warns: "doubt"},
		{name: "refused, and its nonce is used", answers: []answer{forever}, before: (*world).takeNonce, exit: failure.Refused, code: "replaced", says: []string{"can no longer be mined"}, state: journal.Replaced, sends: 1, sealed: true, warns: "doubt"},
		{name: "refused, and another of its nonce waits", answers: []answer{forever}, before: (*world).waitNonce, exit: failure.Refused, code: "replaced", state: journal.Replaced, sends: 1, sealed: true, warns: "doubt"},
		{name: "kept out by another of its nonce", answers: []answer{{err: &chain.RefusedError{Answer: "replacement transaction underpriced", Rival: true}, always: true}}, before: (*world).waitNonce,
			exit: failure.Refused, code: "nonce_taken", says: []string{"another transaction with nonce 0 of", "mpool resume"}, state: journal.SignedOff, sends: 2, paused: time.Second},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, somePool(), swapsOff())
			w.node.say("SendRaw", test.answers...)
			w.node.say("Trace", test.traces...)
			w.at = func(point string) {
				if point == "sealed" && test.before != nil {
					test.before(w)
				}
			}
			_, err := w.send()
			if test.code == "" {
				must(t, err)
			} else if f := wantFailure(t, err, test.exit, test.code, test.says...); test.code == "node" || test.code == "nonce_taken" {
				if f.Details["nonce"] != uint64(0) || f.Details["from"] != owner().address || f.Details["id"] != w.only().ID || f.Details["hash"] == nil {
					t.Errorf("%+v", f.Details)
				}
			}
			call := w.only().Status.Calls[0]
			if call.State != test.state || call.Refused != test.refused || w.node.asked["SendRaw"] != test.sends || w.engine.Sealed != test.sealed {
				t.Errorf("%s, refused %v, sent %d times, out %v; want %+v", call.State, call.Refused, w.node.asked["SendRaw"], w.engine.Sealed, test)
			}
			if warned := strings.Join(w.ui.warned, " "); warned != test.warns {
				t.Errorf("it warns of %q", warned)
			}
			if paused := sum(w.clock.waited); paused != test.paused {
				t.Errorf("it waited %s", paused)
			}
			for _, hash := range w.node.given[nonceOf{owner().address, 0}] {
				if tx := w.node.known[hash]; tx != nil && len(tx.Data()) > 0 && hash != call.Hashes[0] {
					t.Error("two transactions were signed for one nonce")
				}
			}
		})
	}
}

func sum(list []time.Duration) (all time.Duration) {
	for _, d := range list {
		all += d
	}
	return all
}

// elsewhere signs a transaction of the owner in another wallet.
func (w *world) elsewhere(nonce uint64) *types.Transaction {
	tx, err := owner().SignTx(context.Background(), types.NewTx(&types.DynamicFeeTx{ChainID: big31337(), Nonce: nonce, To: &common.Address{0xee}, Gas: 21_000, GasFeeCap: big31337(), GasTipCap: big31337()}), big31337())
	must(w.T, err)
	w.node.known[tx.Hash()] = tx
	return tx
}

func (w *world) takeNonce() {
	w.node.reverts = func(tx *types.Transaction) bool { return *tx.To() == common.Address{0xee} }
	w.node.mine(w.elsewhere(w.node.nonce(owner().address)))
}

func (w *world) waitNonce() {
	w.node.reverts = func(tx *types.Transaction) bool { return *tx.To() == common.Address{0xee} }
	w.node.waiting = append(w.node.waiting, w.elsewhere(w.node.nonce(owner().address)))
}

// After a final refusal, the next command is refused with each way out. The record contains the
// node's error.
func TestRefusedBefore(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	w.node.say("SendRaw", answer{err: refusal("no")}, answer{err: refusal("no")})
	_, err := w.send()
	wantFailure(t, err, failure.Plain, "node")
	id := w.only().ID
	if errs := w.only().Status.Calls[0].Errors; !strings.Contains(errs[len(errs)-1], "refused, and no node has it: no") {
		t.Errorf("the record says %v", errs)
	}
	_, err = w.send()
	f := wantFailure(t, err, failure.Refused, "refused_before", "of an earlier swaps disable was rejected but is not closed", "mpool tx bump "+id, "mpool resume "+id, "mpool tx close "+id)
	if f.Details["id"] != id || len(w.records()) != 1 {
		t.Errorf("%+v", f.Details)
	}
	_, err = w.resume()
	must(t, err)
	w.onChain(1)
	w.done()
}

// Other named nodes are asked too. If one of them has the transaction, that counts. If one does not
// answer or is on another chain, the result stays in doubt.
func TestOtherNodesAreAsked(t *testing.T) {
	t.Parallel()
	has := func(other *fakeNode, w *world) {
		must(t, other.take(w.node.lastGiven(w)))
	}
	tests := []struct {
		name  string
		other func(other *fakeNode, w *world)
		code  string
		state journal.State
	}{
		{"anyone can take what is paid into this pool: swaps are enabled while it holds almost none of one token", func(*fakeNode, *world) {}, "node", journal.SignedOff},
		{"it has it", has, "unconfirmed", journal.Sent},
		{"it does not answer", func(other *fakeNode, _ *world) { other.say("Trace", answer{err: errors.New("gone"), always: true}) }, "unconfirmed", journal.SignedOff},
		{"cannot be reached:", func(other *fakeNode, _ *world) { other.say("DialOther", answer{err: errors.New("gone"), always: true}) }, "unconfirmed", journal.SignedOff},
		{"it is of another chain", func(other *fakeNode, _ *world) { other.id = 1 }, "unconfirmed", journal.SignedOff},
		{"another of its nonce waits there", func(other *fakeNode, w *world) { other.waiting = append(other.waiting, w.elsewhere(0)) }, "unconfirmed", journal.SignedOff},
		{"its nonce is used there", func(other *fakeNode, w *world) { other.mine(w.elsewhere(0)) }, "unconfirmed", journal.SignedOff},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, somePool(), swapsOff())
			w.settings.CheckRPCURLs = []string{"there"}
			other := newFakeNode(t, somePool(), w.op)
			w.others["there"] = other
			w.node.say("SendRaw", answer{err: refusal("no"), always: true})
			w.at = func(point string) {
				if point == "sealed" {
					test.other(other, w)
				}
			}
			_, err := w.send()
			var f *failure.Failure
			if !errors.As(err, &f) || f.Code != test.code {
				t.Errorf("%v; want %s", err, test.code)
			}
			if got := w.states(); got != string(test.state) {
				t.Errorf("the record says %s", got)
			}
			if other.asked["DialOther"] > 0 && other.closed == 0 && test.name != "cannot be reached:" {
				t.Error("the connection stays open")
			}
		})
	}
}

// lastGiven returns the transaction that was signed and recorded last.
func (n *fakeNode) lastGiven(w *world) *types.Transaction {
	call := w.only().Status.InFlight()
	var tx types.Transaction
	must(n.t, tx.UnmarshalBinary(call.Attempts[len(call.Attempts)-1].Raw))
	return &tx
}

// Ctrl-C ends the pause before the second look, and nothing counts as settled.
func TestPauseEndsWithTheContext(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	w.clock.stuck = true
	ctx, cancel := contextOf(t)
	cancel()
	if err := w.run().pause(ctx, time.Hour); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	s := w.sender(w.propose(), options())
	must(t, s.begin())
	if settled, err := s.outlet.settleRefusal(ctx, chain.Sent{From: owner().address}, refusal("no"), 1); !settled || errors.As(err, new(*chain.RefusedError)) {
		t.Errorf("interrupted, a refusal is a doubt: %v, %v", settled, err)
	}
	if s.outlet.leftNothing(ctx, chain.Sent{From: owner().address}) {
		t.Error("it looked once, and not twice")
	}
}
