package execution

import (
	"errors"
	"slices"
	"testing"
	"time"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/ops"
)

// withSecond adds another node of the user, with the same chain so far.
func (w *world) withSecond() *fakeNode {
	other := newFakeNode(w.T, somePool(), w.op)
	w.settings.CheckRPCURLs, w.others["there"] = []string{"there"}, other
	return other
}

// Before each signature, each other node of the user must know the block that the plan is based on, and
// have no much newer one. A node that cannot be asked is only reported.
func TestSameState(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		set  func(w *world, other *fakeNode)
		code string
		says string
		warn bool
	}{
		{name: "the same", set: func(*world, *fakeNode) {}},
		{name: "some blocks more", set: func(_ *world, other *fakeNode) { other.mine(); other.mine() }},
		{name: "a block of seven days later", set: func(_ *world, other *fakeNode) {
			other.mine()
			other.head().header.Time += 7 * 86400
		}, code: "node.differs", says: "has block 8 of"},
		{name: "behind for a moment", set: func(w *world, other *fakeNode) {
			w.node.mine()
			other.say("Header", answer{err: &chain.BlockError{}}, answer{err: &chain.BlockError{}})
			other.mine()
		}},
		{name: "behind", set: func(w *world, _ *fakeNode) { w.node.mine() }, code: "node.differs", says: "has only block 7 of"},
		{name: "another chain of blocks", set: func(w *world, other *fakeNode) {
			w.node.asked["fork"] = 9
			w.node.mine()
			other.mine()
			other.mine()
		}, code: "node.differs", says: "has block 9, and does not know that one"},
		{name: "another balance of the pool", set: func(_ *world, other *fakeNode) {
			other.head().state = cloned(other.head().state)
			other.head().state.Tokens[1].Cash.Raw.SetUint64(5)
		}, code: "node.differs", says: "(--check-rpc-url) says 0.000005"},
		{name: "no pool", set: func(_ *world, other *fakeNode) { other.say("Snapshot", answer{err: errors.New("gone"), always: true}) }, warn: true},
		{name: "unreachable", set: func(_ *world, other *fakeNode) { other.say("DialOther", answer{err: errors.New("gone"), always: true}) }, warn: true},
		{name: "no header", set: func(_ *world, other *fakeNode) { other.say("Header", answer{err: errors.New("gone"), always: true}) }, warn: true},
		{name: "another chain", set: func(_ *world, other *fakeNode) { other.id = 1 }, warn: true},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, somePool(), feeSet())
			other := w.withSecond()
			test.set(w, other)
			s := w.sender(w.propose(), options())
			err := s.outlet.sameState(t.Context(), w.node.head().state, &ops.Plan{Operation: w.op})
			if test.code == "" {
				must(t, err)
			} else {
				wantFailure(t, err, failure.Refused, test.code, "nothing was signed", test.says, "--check-rpc-url", "--rpc-url")
			}
			if slices.Contains(w.ui.warned, "node.unchecked") != test.warn {
				t.Errorf("warned of %v", w.ui.warned)
			}
			if w.others["there"].asked["DialOther"] != other.closed && test.name != "unreachable" {
				t.Error("the connection stays open")
			}
		})
	}
}

// Nothing is signed if the other node disagrees, or on an old block of a chain that is not for development.
func TestNothingIsSignedOnAnOldBlock(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), feeSet())
	w.withSecond().head().header.Time += 7 * 86400
	_, err := w.send()
	wantFailure(t, err, failure.Refused, "node.differs")
	pool := somePool()
	pool.ChainID = 1
	old := newWorld(t, pool, feeSet())
	old.clock.now = old.clock.now.Add(7 * 24 * time.Hour)
	_, err = old.send()
	wantFailure(t, err, failure.Refused, "node.behind", "is 7 days old")
	s := old.sender(old.propose(), options())
	wantFailure(t, s.outlet.sameState(t.Context(), &ops.Snapshot{Block: ops.Block{Time: 1_700_000_000}}, &ops.Plan{Operation: feeSet()}), failure.Refused, "node.behind")
	for _, one := range []*world{w, old} {
		if len(one.node.given) > 0 || len(one.records()) > 0 {
			t.Error("something was signed")
		}
	}
}

// An alarm is sent all the same, with a warning.
func TestAlarmOnAnOldBlock(t *testing.T) {
	t.Parallel()
	pool := somePool()
	pool.ChainID = 1
	w := newWorld(t, pool, swapsOff())
	w.clock.now = w.clock.now.Add(7 * 24 * time.Hour)
	_, err := w.send()
	must(t, err)
	if !slices.Contains(w.ui.warned, "node.behind") {
		t.Errorf("warned of %v", w.ui.warned)
	}
}

// A receipt, or another use of the nonce, counts only if each other node of the user says the same.
func TestSameReceipt(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		set   func(w *world, other *fakeNode)
		says  string // empty: it is done
		state journal.State
		warn  bool
	}{
		{name: "it has none", set: func(*world, *fakeNode) {}, says: "says that it is not mined", state: journal.Sent},
		{name: "it has the same", set: same, state: journal.Done},
		{name: "it has the same later", set: func(w *world, other *fakeNode) {
			n := 0
			w.clock.at = nil
			w.node.poll = func(int) {
				w.node.mineWaiting()
				if n++; n == 3 {
					other.blocks = w.node.blocks
				}
			}
		}, state: journal.Done},
		{name: "another gas used", set: func(w *world, other *fakeNode) { same(w, other); other.gasUsed++ }, says: "with 50,001 gas", state: journal.Sent},
		{name: "it cannot be asked", set: func(_ *world, other *fakeNode) { other.say("Receipt", answer{err: errors.New("gone"), always: true}) }, state: journal.Done, warn: true},
		{name: "the nonce is used, by the main node only", set: func(w *world, _ *fakeNode) {
			w.node.poll = func(int) { w.node.forget(); w.takeNonce() }
		}, says: "says that the nonce is unused", state: journal.Sent},
		{name: "the nonce is used, by ours on the other node", set: func(w *world, other *fakeNode) {
			mined := false
			w.node.poll = func(int) {
				if mined {
					return
				}
				mined = true
				before := slices.Clone(w.node.blocks)
				w.node.mineWaiting()
				other.blocks, w.node.blocks = w.node.blocks, before
				w.takeNonce()
			}
		}, says: "is mined in block", state: journal.Sent},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, somePool(), swapsOff())
			other := w.withSecond()
			test.set(w, other)
			_, err := w.send()
			if test.says == "" {
				must(t, err)
			} else {
				wantFailure(t, err, failure.Unconfirmed, "unconfirmed", "is not confirmed by all nodes: the node says that", test.says, "do not send again; run mpool resume")
			}
			if got := w.states(); got != string(test.state) {
				t.Errorf("the record says %s", got)
			}
			if slices.Contains(w.ui.warned, "node.unchecked") != test.warn {
				t.Errorf("warned of %v", w.ui.warned)
			}
		})
	}
}

// same lets another node have the blocks of the main one.
func same(w *world, other *fakeNode) {
	w.at = func(point string) {
		if point == "broadcast" {
			w.node.mineWaiting()
			other.blocks = w.node.blocks
		}
	}
}

// Each attempt of a call uses the least gas of its data; a cancellation has none.
func TestLeastGasOfACall(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	w.kill("broadcast", 1)
	w.until(w.send)
	call := w.only().Status.Calls[0]
	if got := leastGas(&call); got <= 21_000 || got > 22_000 {
		t.Errorf("%d", got)
	}
	call.Attempts[0].Raw = nil
	if got := leastGas(&call); got != 0 {
		t.Errorf("signed elsewhere: %d", got)
	}
}

// A token that is not in the pool yet must have the same symbol and decimals on each other node of the user.
func TestSameTokens(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		info chain.TokenInfo
		says string // empty: nothing is refused
	}{
		{"the same", chain.TokenInfo{Symbol: "NEW", Decimals: 6, Known: true}, ""},
		{"other decimals", chain.TokenInfo{Symbol: "NEW", Decimals: 8, Known: true}, "is NEW with 6 decimals, but fake (--check-rpc-url) says NEW with 8 decimals"},
		{"another symbol", chain.TokenInfo{Symbol: "U", Decimals: 6, Known: true}, "says U with 6 decimals"},
		{"no token", chain.TokenInfo{}, "says that it is not a token"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := adding(t, shutPool())
			other := newFakeNode(t, shutPool(), w.op)
			w.settings.CheckRPCURLs, w.others["there"] = []string{"there"}, other
			other.token, other.blocks = test.info, w.node.blocks
			w.at = func(string) { other.blocks = w.node.blocks }
			w.node.poll = func(int) {
				w.node.mineWaiting()
				other.blocks = w.node.blocks
			}
			_, err := w.send()
			if test.says == "" {
				must(t, err)
				return
			}
			wantFailure(t, err, failure.Refused, "node.differs", test.says)
			if len(w.node.given) > 0 {
				t.Error("something was signed")
			}
		})
	}
}
