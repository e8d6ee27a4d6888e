package execution

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain/wire"
	"mpool/internal/failure"
	"mpool/internal/journal"
)

// delegatedOut returns a world in which the node was asked to sign, with an unknown result.
func delegatedOut(t *testing.T, after bool) *world {
	w := newWorld(t, somePool(), swapsOff())
	w.keys.unlocked, w.node.unlocked = true, w.keys.signers
	w.node.say("SendUnsigned", answer{err: doubt(), after: after})
	_, err := w.send()
	wantFailure(t, err, failure.Unconfirmed, "unknown")
	return w
}

// The operator's statement is checked as far as possible.
func TestOperatorsWord(t *testing.T) {
	t.Parallel()
	notSent := func(_ *world, f *ResumeOptions) { f.NotSent = true }
	theHash := func(w *world, f *ResumeOptions) { f.TxHash = w.node.given[nonceOf{owner().address, 0}][0].Hex() }
	otherHash := func(w *world, f *ResumeOptions) { f.TxHash = w.elsewhere(0).Hash().Hex() }
	tests := []struct {
		name  string
		sent  bool
		set   func(w *world)
		word  func(w *world, f *ResumeOptions)
		exit  int
		code  string
		says  []string
		state journal.State
		warns string
	}{
		{name: "nothing said", word: func(*world, *ResumeOptions) {}, exit: failure.Unconfirmed, code: "unknown", says: []string{"nonce 0 of " + owner().address.Hex() + " is not used yet", "with --tx-hash HASH or --not-sent"}, state: journal.Intended},
		{name: "nothing said, and it is used", sent: true, set: func(w *world) { w.node.mineWaiting() }, word: func(*world, *ResumeOptions) {}, exit: failure.Unconfirmed, code: "unknown", says: []string{"is used by 0x", "--tx-hash 0x"}, state: journal.Intended},
		{name: "nothing said, and nobody knows", set: func(w *world) { w.node.say("NonceUser", answer{err: errors.New("no old states")}) }, word: func(*world, *ResumeOptions) {}, exit: failure.Unconfirmed, code: "unknown", says: []string{"may be used: no old states"}, state: journal.Intended},
		{name: "its hash", sent: true, word: theHash, state: journal.Done},
		{name: "a hash that nobody knows", word: func(_ *world, f *ResumeOptions) { f.TxHash = common.Hash{9}.Hex() }, exit: failure.Misuse, code: "usage", says: []string{"the node does not know transaction", "--not-sent"}, state: journal.Intended},
		{name: "the hash of something else", word: otherHash, exit: failure.Refused, code: "other_transaction", says: []string{"is another transaction: it has nonce 0 of"}, state: journal.Intended},
		{name: "a hash, and the node fails", sent: true, set: func(w *world) { w.node.say("Transaction", answer{err: &wire.UnreachableError{Node: "fake"}}) }, word: theHash, code: "node.unreachable", state: journal.Intended},
		{name: "never sent, and so it is", word: notSent, state: journal.NotSent, warns: "not_sent"},
		{name: "never sent, and it waits", sent: true, word: notSent, exit: failure.Refused, code: "pending", says: []string{"is pending; it may be this one", "--tx-hash HASH"}, state: journal.Intended},
		{name: "never sent, and it was mined", sent: true, set: func(w *world) { w.node.mineWaiting() }, word: notSent, exit: failure.Refused, code: "was_sent", says: []string{"and the same call", "--tx-hash 0x"}, state: journal.Intended},
		{name: "never sent, and another is mined", set: (*world).takeNonce, word: notSent, state: journal.NotSent, warns: "not_sent"},
		{name: "never sent, and who used it is not known", set: func(w *world) { w.takeNonce(); w.node.say("NonceUser", answer{err: errors.New("gone"), always: true}) }, word: notSent, state: journal.NotSent, warns: "unseen not_sent"},
		{name: "never sent, and the node fails", set: func(w *world) { w.node.say("AccountAt", answer{err: &wire.UnreachableError{Node: "fake"}}) }, word: notSent, code: "node.unreachable", state: journal.Intended},
		{name: "never sent, and what used it cannot be read", set: func(w *world) {
			w.takeNonce()
			w.node.say("Transaction", answer{err: &wire.UnreachableError{Node: "fake"}})
		}, word: notSent, code: "node.unreachable", state: journal.Intended},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := delegatedOut(t, test.sent)
			if test.set != nil {
				test.set(w)
			}
			e := w.run()
			flags := &ResumeOptions{Sending: *options()}
			test.word(w, flags)
			s, err := e.Reopen(t.Context(), w.only(), &flags.Sending)
			must(t, err)
			defer s.Close()
			err = s.Settle(t.Context(), flags)
			switch {
			case test.code == "":
				must(t, err)
			case test.exit == 0:
				if failure.CodeOf(err) != test.code {
					t.Error(err)
				}
			default:
				wantFailure(t, err, test.exit, test.code, test.says...)
			}
			if w.states() != string(test.state) || strings.Join(w.ui.warned, " ") != test.warns {
				t.Errorf("the record says %s, and it warns of %v", w.states(), w.ui.warned)
			}
		})
	}
}

// isCall compares every field of the intent.
func TestIsCall(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	plan := w.propose0()
	call := plan.Calls[0]
	want := IntentTo(common.Hash{}, plan, 0, call)
	want.Nonce = 3
	same := types.LegacyTx{Nonce: 3, To: &call.To, Data: call.Data, Value: common.Big0}
	if !isCall(want, types.NewTx(&same), call.From) {
		t.Error("the very call is none")
	}
	for name, change := range map[string]func(*types.LegacyTx){
		"nonce": func(tx *types.LegacyTx) { tx.Nonce = 4 }, "recipient": func(tx *types.LegacyTx) { tx.To = &common.Address{1} },
		"no recipient": func(tx *types.LegacyTx) { tx.To = nil }, "data": func(tx *types.LegacyTx) { tx.Data = tx.Data[:4] }, "value": func(tx *types.LegacyTx) { tx.Value = common.Big1 },
	} {
		other := same
		change(&other)
		if isCall(want, types.NewTx(&other), call.From) {
			t.Errorf("another %s is the same call", name)
		}
	}
	if isCall(want, types.NewTx(&same), common.Address{1}) {
		t.Error("another sender's is the same call")
	}
}

// A known hash needs no statement.
func TestNothingToBeTold(t *testing.T) {
	t.Parallel()
	for _, flags := range []ResumeOptions{{NotSent: true}, {TxHash: common.Hash{1}.Hex()}} {
		w := newWorld(t, somePool(), swapsOff())
		w.kill("sealed", 1)
		w.until(w.send)
		_, err := w.resume(func(f *ResumeOptions) { f.NotSent, f.TxHash = flags.NotSent, flags.TxHash })
		wantFailure(t, err, failure.Misuse, "usage", "so --tx-hash and --not-sent say nothing new", "mpool resume "+w.only().ID)
	}
	w := newWorld(t, somePool(), swapsOff())
	w.kill("sealed", 1)
	w.until(w.send)
	w.node.id = 1
	_, err := w.resume()
	if failure.CodeOf(err) != "node.chain" {
		t.Error(err)
	}
}

// Bytes are not published again if the node does not say whether it knows them.
func TestUnknownToANodeThatFails(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	w.kill("sealed", 1)
	w.until(w.send)
	w.node.say("Trace", answer{err: errors.New("gone")})
	_, err := w.resume()
	wantFailure(t, err, failure.Unconfirmed, "unconfirmed", "is pending, and the node does not say whether it knows it: gone", "mpool resume "+w.only().ID)
	if w.node.asked["SendRaw"] > 0 {
		t.Error("it was published")
	}
}

// Bytes that are published again may be refused or in doubt again.
func TestPublishedAgain(t *testing.T) {
	t.Parallel()
	out := func() *world {
		w := newWorld(t, somePool(), swapsOff())
		w.kill("sealed", 1)
		w.until(w.send)
		return w
	}
	w := out()
	w.node.say("SendRaw", answer{err: refusal("no")}, answer{err: refusal("no")})
	_, err := w.resume()
	wantFailure(t, err, failure.Plain, "node", "the node rejected 0x", ": no", "mpool tx bump")
	if !w.only().Status.Calls[0].Refused {
		t.Error("the record does not know")
	}
	w = out()
	w.node.say("SendRaw", answer{err: doubt(), after: true})
	_, err = w.resume()
	must(t, err)
	if !slices.Contains(w.ui.warned, "doubt") || w.states() != "verified" {
		t.Errorf("%v, %s", w.ui.warned, w.states())
	}
	if !w.engine.Sealed || w.engine.Gone.ID != w.only().ID {
		t.Error("it does not say that it is out")
	}
}

// A call that was signed elsewhere is not published again.
func TestSignedElsewhere(t *testing.T) {
	t.Parallel()
	w := delegatedOut(t, true)
	hash := w.node.given[nonceOf{owner().address, 0}][0]
	w.node.poll = func(int) {}
	_, err := w.resume(func(f *ResumeOptions) { f.TxHash = hash.Hex() })
	wantFailure(t, err, failure.Unconfirmed, "unconfirmed")
	w.node.forget()
	_, err = w.resume()
	wantFailure(t, err, failure.Unconfirmed, "unconfirmed", hash.Hex())
	if w.node.asked["SendRaw"] > 0 {
		t.Error("something was published")
	}
}
