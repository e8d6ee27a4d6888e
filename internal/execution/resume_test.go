package execution

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/signer"
)

func TestResumeOptions(t *testing.T) {
	t.Parallel()
	hash := "0x" + strings.Repeat("aB", 32)
	tests := []struct {
		flags ResumeOptions
		says  string
	}{
		{ResumeOptions{}, ""},
		{ResumeOptions{TxHash: hash}, ""},
		{ResumeOptions{NotSent: true}, ""},
		{ResumeOptions{TxHash: hash, NotSent: true}, "cannot be combined"},
		{ResumeOptions{TxHash: hash[2:]}, "is not a transaction hash"},
		{ResumeOptions{TxHash: hash[:65]}, "is not a transaction hash"},
		{ResumeOptions{TxHash: hash + "a"}, "is not a transaction hash"},
		{ResumeOptions{TxHash: "0x" + strings.Repeat("ag", 32)}, "is not a transaction hash"},
	}
	for _, test := range tests {
		err := test.flags.Check()
		if test.says == "" {
			must(t, err)
			continue
		}
		wantFailure(t, err, failure.Misuse, "usage", test.says)
	}
	if toHash(hash) != common.HexToHash(hash) {
		t.Error("the hash is read as another")
	}
}

// The record that is meant is the only unfinished one, or the one that is named.
func TestPickRecord(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	e := w.run()
	if entry, err := e.PickRecord(nil); err != nil || entry.ID != "" {
		t.Errorf("of none: %+v, %v", entry, err)
	}
	_, err := w.send()
	must(t, err)
	done := w.only().ID
	if entry, err := e.PickRecord(nil); err != nil || entry.ID != "" {
		t.Errorf("of a finished one: %+v, %v", entry, err)
	}
	if entry, err := e.PickRecord([]string{done}); err != nil || entry.ID != done {
		t.Errorf("by its name: %+v, %v", entry, err)
	}
	_, err = e.PickRecord([]string{"20200101T000000Z-00000000"})
	wantFailure(t, err, failure.Misuse, "usage", "no record", "mpool tx list --all")
	must(t, w.begin(t, 1).Close())
	second := w.begin(t, 2)
	must(t, second.Close())
	_, err = e.PickRecord(nil)
	open := w.records()[1:]
	wantFailure(t, err, failure.Misuse, "usage", "2 operations are unfinished: "+open[0].ID+", "+open[1].ID, "mpool resume "+open[0].ID)
	if entry, err := e.PickRecord([]string{open[1].ID}); err != nil || entry.ID != open[1].ID {
		t.Errorf("the second: %+v, %v", entry, err)
	}
}

// begin makes a record of which a transaction is out, by hand.
func (w *world) begin(t *testing.T, digest byte) *journal.Journal {
	t.Helper()
	p := w.propose0()
	document, err := p.MarshalJSON()
	must(t, err)
	pool := w.node.head().state
	record, err := journal.Create(w.settings.JournalDir(), w.clock.Now, journal.Begin{Plan: common.Hash{digest}, Operation: p.Operation.Name(), Subject: pool.Pool.Address, ChainID: pool.ChainID, Calls: len(p.Calls), Document: document})
	must(t, err)
	intent := IntentTo(common.Hash{digest}, p, 0, p.Calls[0])
	intent.Nonce = uint64(digest)
	must(t, record.Intend(intent))
	tx, err := w.keys.signers[p.Calls[0].From].SignTx(t.Context(), types.NewTx(&types.DynamicFeeTx{ChainID: big31337(), Nonce: intent.Nonce, To: &intent.To, Data: p.Calls[0].Data, Gas: 65_000, GasFeeCap: big31337(), GasTipCap: big31337()}), big31337())
	must(t, err)
	_, err = record.Seal(tx)
	must(t, err)
	return record
}

// propose0 plans the operation on the pool as it was at the beginning.
func (w *world) propose0() *ops.Plan {
	before := bare(w.node.blocks[0].state)
	before.Block.Hash = w.node.blocks[0].header.Hash
	if watching, is := w.op.(ops.Watching); is {
		must(w.T, w.node.Watch(w.Context(), before, watching.Watch(before)))
	}
	plan, err := w.op.Plan(before, before.Block.Time+12)
	must(w.T, err)
	return plan
}

// Nothing is gone on with on another chain than the one asked for, or of a record that
// another mpool has written.
func TestReopen(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	w.kill("sealed", 1)
	w.until(w.send)
	entry := w.only()
	w.settings.Chain = 1
	_, err := w.run().Reopen(t.Context(), entry, options())
	wantFailure(t, err, failure.Refused, "chain", "the operation is on anvil, but --chain is mainnet")
	w.settings.Chain = 31337
	s, err := w.run().Reopen(t.Context(), entry, options())
	must(t, err)
	if s.Again != "mpool resume "+entry.ID || s.Digest != entry.Status.Begin.Plan || s.Record.ID() != entry.ID || s.Old != nil {
		t.Errorf("%+v", s)
	}
	s.Close()
	w.node.say("Dial", answer{err: &chain.UnreachableError{Node: "fake", Reason: "gone"}})
	if _, err := w.run().Reopen(t.Context(), entry, options()); failure.CodeOf(err) != "node.unreachable" {
		t.Error(err)
	}
	closed := w.node.closed
	gone := entry
	gone.Path = filepath.Join(filepath.Dir(entry.Path), "gone.jsonl")
	_, err = w.run().Reopen(t.Context(), gone, options())
	wantFailure(t, err, failure.Plain, "journal")
	if w.node.closed != closed+1 {
		t.Error("the connection stays open")
	}
	newer := entry
	newer.Status.Begin.Document = []byte(`{"schema_version":99}`)
	_, err = w.run().Reopen(t.Context(), newer, options())
	wantFailure(t, err, failure.Plain, "journal", "cannot read the plan in the record:", "another version of mpool")
}

// delegatedOut is a world in which the node was to sign, and nobody knows whether it did.
func delegatedOut(t *testing.T, after bool) *world {
	w := newWorld(t, somePool(), swapsOff())
	w.keys.unlocked, w.node.unlocked = true, w.keys.signers
	w.node.say("SendUnsigned", answer{err: doubt(), after: after})
	_, err := w.send()
	wantFailure(t, err, failure.Unconfirmed, "unknown")
	return w
}

// An operator's word is checked where it can be.
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
		{name: "a hash, and the node fails", sent: true, set: func(w *world) { w.node.say("Transaction", answer{err: &chain.UnreachableError{Node: "fake"}}) }, word: theHash, code: "node.unreachable", state: journal.Intended},
		{name: "never sent, and so it is", word: notSent, state: journal.NotSent, warns: "not_sent"},
		{name: "never sent, and it waits", sent: true, word: notSent, exit: failure.Refused, code: "pending", says: []string{"is pending; it may be this one", "--tx-hash HASH"}, state: journal.Intended},
		{name: "never sent, and it was mined", sent: true, set: func(w *world) { w.node.mineWaiting() }, word: notSent, exit: failure.Refused, code: "was_sent", says: []string{"and the same call", "--tx-hash 0x"}, state: journal.Intended},
		{name: "never sent, and another is mined", set: (*world).takeNonce, word: notSent, state: journal.NotSent, warns: "not_sent"},
		{name: "never sent, and who used it is not known", set: func(w *world) { w.takeNonce(); w.node.say("NonceUser", answer{err: errors.New("gone"), always: true}) }, word: notSent, state: journal.NotSent, warns: "unseen not_sent"},
		{name: "never sent, and the node fails", set: func(w *world) { w.node.say("AccountAt", answer{err: &chain.UnreachableError{Node: "fake"}}) }, word: notSent, code: "node.unreachable", state: journal.Intended},
		{name: "never sent, and what used it cannot be read", set: func(w *world) {
			w.takeNonce()
			w.node.say("Transaction", answer{err: &chain.UnreachableError{Node: "fake"}})
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

// Every field of what was to be sent counts.
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

// A hash that is known needs no word.
func TestNothingToBeTold(t *testing.T) {
	t.Parallel()
	for _, flags := range []ResumeOptions{{NotSent: true}, {TxHash: common.Hash{1}.Hex()}} {
		w := newWorld(t, somePool(), swapsOff())
		w.kill("sealed", 1)
		w.until(w.send)
		_, err := w.resume(func(f *ResumeOptions) { f.NotSent, f.TxHash = flags.NotSent, flags.TxHash })
		wantFailure(t, err, failure.Misuse, "usage", "is already resolved: --tx-hash and --not-sent are not needed", "mpool resume "+w.only().ID)
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

// A node that does not say whether it knows the bytes is not given them again.
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

// What is published again may be refused again, or be in doubt again.
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

// Nothing is published again of a call that was signed elsewhere.
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

// What is left has no key: that is said, with what is mined, and how to go on.
func TestNoKeyForTheRest(t *testing.T) {
	t.Parallel()
	keyless := func(f *ResumeOptions) { f.Sending.Signer = signer.Options{} }
	w := newWorld(t, somePool(), threeMembers())
	w.kill("broadcast", 1)
	w.until(w.send)
	_, err := w.resume(keyless)
	f := wantFailure(t, err, failure.Refused, "signer.missing", "2 calls are left, next from the pool's owner "+owner().address.Hex()+", but no key is given", "mpool resume "+w.only().ID+" --account NAME")
	if v, is := f.Result.(*Outcome); !is || v.Done != 1 || v.Calls != 3 || f.Details["remaining_calls"] != 2 {
		t.Errorf("%T, %+v", f.Result, f.Details)
	}
	_, err = w.resume(keyless) // nothing is settled by this run
	f = wantFailure(t, err, failure.Refused, "signer.missing")
	if _, is := f.Result.(*Outcome); is || f.Result == nil {
		t.Errorf("it shows %T, and not what is left", f.Result)
	}
	_, err = w.resume()
	must(t, err)
	w.onChain(3)
	w.done()
}

// Flags that make no sense stop what is left, and not what is settled.
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

// Where somebody else has done the rest, the record ends, and nothing is sent.
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

// Where somebody does a call in between, it is not sent, and the others are.
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

// F13: what a plan rests on changes after it was confirmed: other calls, or a call that is
// mined and undone, stop it.
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

// A plan of what is left rests on no older block than the one of the call before.
func TestPlansRestOnNewBlocks(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), threeMembers())
	p := w.propose()
	s := w.sender(p, options())
	if got := s.since(); got != p.Plan.Base.Number || got != 7 {
		t.Errorf("at first %d", got)
	}
	w.kill("verified", 2)
	w.until(w.send)
	s, err := w.run().Reopen(t.Context(), w.only(), options())
	must(t, err)
	defer s.Close()
	if got := s.since(); got != w.node.head().header.Number {
		t.Errorf("behind two calls %d", got)
	}
	s.block = 99
	if got := s.since(); got != 99 {
		t.Errorf("behind a call of this run %d", got)
	}
	w.node.drop(2)
	_, err = w.resume()
	wantFailure(t, err, failure.Plain, "node.behind")
}

// F10, F11: what the node does not answer to the planning stops what is left, and says what
// is done.
func TestPlanningFails(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), threeMembers())
	w.at = func(point string) {
		if point == "verified" {
			w.at = nil
			w.node.say("ProposeAgain", answer{err: &chain.UnreachableError{Node: "fake", Reason: "gone"}})
		}
	}
	_, err := w.send()
	f := wantFailure(t, err, failure.Mined, "node.unreachable", "1 of 3 calls are done, then: the node fake cannot be reached", "continue with: mpool resume "+w.only().ID)
	if f.Result == nil {
		t.Error("it does not show what is mined")
	}
	w.node.say("ProposeAgain", answer{err: &chain.UnreachableError{Node: "fake", Reason: "gone"}})
	_, err = w.resume()
	f = wantFailure(t, err, failure.Plain, "node.unreachable", "1 of 3 calls are done")
	if f.Result != nil {
		t.Error("what an earlier run has shown is shown again")
	}
	w.goOn()
	w.done()
}

// The last call of the operation is mined and there is no more to say.
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

// oldRecord is of an mpool that left the pool open between its calls.
func oldRecord(t *testing.T, upTo journal.State) *world {
	w := newWorld(t, somePool(), swapsOff())
	pool := w.node.head().state
	plan, call := common.Hash{7}, w.propose0().Calls[0]
	record, err := journal.Create(w.settings.JournalDir(), w.clock.Now, journal.Begin{Plan: plan, Operation: "add-token", Subject: pool.Pool.Address, ChainID: pool.ChainID, Calls: 3,
		Document: []byte(`{"schema_version":1,"kind":"mpool-plan","operation":"add-token","parameters":{},"predicted":{"chain_id":31337}}`)})
	must(t, err)
	intent := IntentTo(plan, &ops.Plan{Predicted: pool}, 0, call)
	must(t, record.Intend(intent))
	tx, err := owner().SignTx(t.Context(), types.NewTx(&types.DynamicFeeTx{ChainID: big31337(), To: &intent.To, Data: call.Data, Gas: 65_000, GasFeeCap: big31337(), GasTipCap: big31337()}), big31337())
	must(t, err)
	_, err = record.Seal(tx)
	must(t, err)
	if upTo == journal.Sent {
		must(t, record.Broadcast(tx.Hash()))
		must(t, w.node.take(tx))
	}
	must(t, record.Close())
	return w
}

// F4: of an older mpool's operation what is out is settled, and no more: its bytes are not
// published again, and nothing of it is gone on with.
func TestOlderRecords(t *testing.T) {
	t.Parallel()
	w := oldRecord(t, journal.Sent)
	_, err := w.resume()
	wantFailure(t, err, failure.Refused, "doors.old", "older mpool, which left the pool open", "mpool shut")
	if v := w.only().Status.Calls[0].Verified; v == nil || v.OK || !strings.Contains(v.Differences[0], "not checked") {
		t.Errorf("%+v", v)
	}
	_, err = w.resume()
	wantFailure(t, err, failure.Refused, "doors.old")
	w = oldRecord(t, journal.SignedOff)
	_, err = w.resume()
	f := wantFailure(t, err, failure.Unconfirmed, "doors.old", "is from an older mpool, which left the pool open between its calls; mpool does not publish it", "mpool tx cancel "+w.only().ID)
	if f.Details["id"] != w.only().ID || w.node.asked["SendRaw"] > 0 {
		t.Error("it was published")
	}
	w = oldRecord(t, journal.Sent)
	w.node.reverts = func(*types.Transaction) bool { return true }
	_, err = w.resume()
	wantFailure(t, err, failure.Refused, "doors.old")
	if w.states() != "reverted" {
		t.Error(w.states())
	}
}

// An operation that does what others left half done ends their records, of the same token
// and pool, and no other.
func TestEndsOthersRecords(t *testing.T) {
	t.Parallel()
	w := adding(t, shutPool())
	w.kill("verified", 1)
	w.until(w.send)
	half := w.only().ID
	w.op = addition(shutPool())
	changed := w.op.(ops.AddToken)
	changed.MintTo = common.Address{5}
	w.op, w.node.op = changed, changed
	s, err := w.send()
	must(t, err)
	entries := w.records()
	if len(entries) != 2 {
		t.Fatalf("%d records", len(entries))
	}
	for _, entry := range entries {
		if closed := entry.Status.Closed; (entry.ID == half) != (closed != nil) || closed != nil && closed.Why != "replaced by "+s.Record.ID() {
			t.Errorf("%s: %+v", entry.ID, closed)
		}
	}
	if !slices.ContainsFunc(w.ui.notes, func(n string) bool { return says(n, "the unfinished add-token of "+half+" is closed") }) {
		t.Errorf("%v", w.ui.notes)
	}
	w.done()
}

func TestTokenOf(t *testing.T) {
	t.Parallel()
	token := common.Address{7}
	tests := []struct {
		op   ops.Operation
		want bool
	}{
		{ops.AddToken{Token: token}, true}, {ops.RemoveToken{Token: token}, true}, {ops.SetSwaps{}, false},
		{ops.ExecSafe{Of: ops.Nested{Operation: ops.AddToken{Token: token}}}, true},
	}
	for _, test := range tests {
		if got, is := tokenOf(&ops.Plan{Operation: test.op}); is != test.want || is && got != token {
			t.Errorf("%T: %s, %v", test.op, got, is)
		}
	}
}

// A shut of which nothing had to be sent is on record all the same.
func TestRecordAlarm(t *testing.T) {
	t.Parallel()
	w := newWorld(t, shutPool(), swapsOff())
	pool := w.node.head().state
	kept := ops.DoorsOf(somePool(), ops.ByJoinsExits)
	op := ops.Shut{Doors: ops.DoorsOf(pool, ops.ByJoinsExits), Kept: &kept}
	plan, err := op.Plan(pool, pool.Block.Time)
	must(t, err)
	must(t, w.run().RecordAlarm(plan))
	entry := w.only()
	if entry.Status.Closed == nil || entry.Status.Closed.Why != "nothing was sent: everything was already shut" || entry.Status.Begin.Operation != "shut" || entry.Status.Begin.Subject != pool.Pool.Address || entry.Status.Unfinished() {
		t.Errorf("%+v", entry.Status)
	}
	if note := w.ui.notes[len(w.ui.notes)-1]; !says(note, "mpool open "+pool.Pool.Address.Hex()) {
		t.Error(note)
	}
	if last, err := w.plans.LastShut(pool); err != nil || last == nil {
		t.Errorf("it is not found: %v", err)
	}
	must(t, w.run().RecordAlarm(w.propose0())) // no shut
	op.Kept = nil
	plan.Operation = op
	must(t, w.run().RecordAlarm(plan)) // nothing kept
	if n := len(w.records()); n != 1 {
		t.Errorf("%d records", n)
	}
	lock, err := w.run().Lock()
	must(t, err)
	defer func() { _ = lock.Release() }()
	op.Kept = &kept
	plan.Operation = op
	if err := w.run().RecordAlarm(plan); failure.CodeOf(err) != "locked" {
		t.Error(err)
	}
}

func TestAlarmCannotBeRecorded(t *testing.T) {
	t.Parallel()
	w := newWorld(t, shutPool(), swapsOff())
	pool := w.node.head().state
	kept := ops.DoorsOf(somePool(), ops.ByJoinsExits)
	plan, err := ops.Shut{Doors: ops.DoorsOf(pool, ops.ByJoinsExits), Kept: &kept}.Plan(pool, pool.Block.Time)
	must(t, err)
	w.clock.at = func(n int) {
		if n == 2 { // the first is the lock's
			must(t, os.RemoveAll(w.settings.JournalDir()))
		}
	}
	wantFailure(t, w.run().RecordAlarm(plan), failure.Plain, "journal", "cannot record the shutdown:", fmt.Sprintf("check the folder %s", w.settings.JournalDir()))
}

// What is left of two senders needs both keys, and the hint says so.
func TestKeysOf(t *testing.T) {
	one, other := ops.Call{From: owner().address}, ops.Call{From: manager().address}
	if got := keysOf([]ops.Call{one, one}); got != " --account NAME" {
		t.Errorf("one sender: %q", got)
	}
	if got := keysOf([]ops.Call{other, one}); got != " --account NAME --manager-account NAME" {
		t.Errorf("two senders: %q", got)
	}
}
