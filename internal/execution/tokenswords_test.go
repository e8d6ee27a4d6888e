package execution

import (
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/failure"
	"mpool/internal/mined"
	"mpool/internal/ops"
)

// F27: events of another token about watched balances count only if replaying the block gives the
// same result, and our call changes the balances in it as predicted.
func TestTokensWords(t *testing.T) {
	t.Parallel()
	token, payer := common.HexToAddress("0x0101"), manager().address
	tests := []struct {
		name   string
		set    func(w *world)
		exit   int
		code   string
		says   []string
		reruns int
	}{
		{"nobody else moves it", func(*world) {}, 0, "", nil, 0},
		{"somebody pays the payer, and it is so", func(*world) {}, 0, "", nil, 3},
		{"our call moves less than it should", func(w *world) {
			w.node.rerun = w.node.rerunning(w, func(n int, s *ops.Snapshot) {
				if n == 2 {
					s.Holding(token, payer).Balance.Raw.SubUint64(&s.Holding(token, payer).Balance.Raw, 1)
				}
			})
		}, failure.Mined, "disagreement", []string{"differs from the prediction in 1 field"}, 3},
		{"the block comes out otherwise", func(w *world) {
			w.node.rerun = w.node.rerunning(w, func(n int, s *ops.Snapshot) {
				if n == 3 {
					s.Holding(token, payer).Balance.Raw.AddUint64(&s.Holding(token, payer).Balance.Raw, 1)
				}
			})
		}, failure.Unconfirmed, "unverified", []string{"replaying the block gives another holdings."}, 6},
		{"the node cannot run it", func(w *world) { w.node.say("StateBehind", answer{err: errors.New("cannot"), always: true}) }, failure.Unconfirmed, "unverified", []string{"cannot be read: cannot"}, 2},
		{"the node gives no transactions", func(w *world) { w.node.say("BlockTxs", answer{err: errors.New("none"), always: true}) }, failure.Unconfirmed, "unverified", []string{"cannot be read: none"}, 0},
		{"the node hides ours", func(w *world) { w.node.hides = true }, failure.Unconfirmed, "unverified", []string{"the node shows block 0x", " without 0x"}, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := adding(t, shutPool())
			w.node.rerun = w.node.rerunning(w, func(int, *ops.Snapshot) {})
			if test.name != "nobody else moves it" {
				w.at = func(point string) {
					if point == "broadcast" && w.node.nonce(payer) == 1 { // the deposit is pending
						w.at = nil
						with := deeds(t, 1, transferred(t, token, common.Address{0xee}, payer, 700))
						behind := deeds(t, 20, transferred(t, token, common.Address{0xee}, payer, 7))
						w.node.others, w.node.behind = with, behind
					}
				}
			}
			test.set(w)
			s, err := w.send()
			if test.code == "" {
				must(t, err)
				w.done()
			} else {
				f := wantFailure(t, err, test.exit, test.code, test.says...)
				if last := s.Mined[len(s.Mined)-1]; (last.Verification == nil) != (test.exit == failure.Unconfirmed) {
					t.Errorf("%+v, and the verification is %+v", f, last.Verification)
				}
			}
			if got := w.node.asked["StateBehind"]; got != test.reruns {
				t.Errorf("it was run %d times", got)
			}
		})
	}
}

// rerunning answers with the state after the first n transactions of the newest block: one before
// ours, ours, and one after it.
func (n *fakeNode) rerunning(w *world, change func(n int, s *ops.Snapshot)) func(int, *ops.Snapshot) *ops.Snapshot {
	token, payer := common.HexToAddress("0x0101"), manager().address
	return func(count int, _ *ops.Snapshot) *ops.Snapshot {
		b := n.head()
		behind := cloned(b.state) // after all three
		payers := behind.Holding(token, payer)
		if count < 3 {
			payers.Balance.Raw.SubUint64(&payers.Balance.Raw, 7)
		}
		if count < 2 {
			parent := cloned(n.blocks[len(n.blocks)-2].state)
			at, err := parent.At(b.header.Time)
			must(w.T, err)
			behind = cloned(at)
			payers = behind.Holding(token, payer)
			payers.Balance.Raw.AddUint64(&payers.Balance.Raw, 700)
		}
		change(count, behind)
		next := bare(behind)
		for _, key := range w.op.(ops.Watching).Watch(next).Holdings {
			if held := behind.Holding(key.Token, key.Account); held != nil {
				next.Holdings = append(next.Holdings, *held)
			}
		}
		return next
	}
}

func TestByTheirWord(t *testing.T) {
	t.Parallel()
	pool := somePool()
	token, payer := common.Address{7}, common.Address{8}
	pool.Holdings = []ops.Holding{{Token: token, Account: payer}, {Token: pool.Pool.Address, Account: payer}}
	one := uint256.NewInt(1)
	tests := map[string]struct {
		event mined.Event
		want  bool
	}{
		"to one who is watched":    {mined.Transferred{Token: token, To: payer, Amount: *one}, true},
		"from one who is watched":  {mined.Transferred{Token: token, From: payer, Amount: *one}, true},
		"between others":           {mined.Transferred{Token: token, From: common.Address{1}, To: common.Address{2}}, false},
		"of another token":         {mined.Transferred{Token: common.Address{9}, To: payer}, false},
		"of BPT, whose word is so": {mined.Transferred{Token: pool.Pool.Address, To: payer}, false},
		"an approval":              {mined.Approved{Token: token, Owner: payer}, false},
	}
	for name, test := range tests {
		if got := byTheirWord([]mined.Deed{{Events: []mined.Event{test.event}}}, pool); got != test.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// The Vault's total balances count only if it is known what others moved.
func TestSharedHoldings(t *testing.T) {
	t.Parallel()
	expected := somePool()
	expected.Holdings = []ops.Holding{{Token: common.Address{7}, Account: expected.Pool.Vault, Symbol: "T", Balance: amount(5, 0)}, {Token: common.Address{7}, Account: common.Address{8}, Symbol: "T", Balance: amount(5, 0)}}
	found := cloned(expected)
	found.Holdings[0].Balance = amount(6, 0)
	if n := len(newVerification(expected, found, true).Differences); n != 1 {
		t.Errorf("known: %d", n)
	}
	v := newVerification(expected, found, false)
	if len(v.Differences) != 0 || v.Differences == nil {
		t.Errorf("not known: %+v", v.Differences)
	}
	change := ops.Change{Path: "a", Before: "1", After: "2"}
	v.add([]ops.Change{change, change, {Path: "b"}})
	if len(v.Differences) != 2 || v.Differences[1].Path != "b" {
		t.Errorf("added: %+v", v.Differences)
	}
}

// The call is planned as it was sent, on the state that it met. The prediction has its block's
// time.
func TestStateItMet(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	s, err := w.send()
	must(t, err)
	if s.first.Block.Number != 7 || s.last.At != s.found.Block.Time || s.found.Pool.SwapEnabled || !s.first.Pool.SwapEnabled {
		t.Errorf("before %+v, plan at %d, found %+v", s.first.Block, s.last.At, s.found.Block)
	}
	if s.block != 8 {
		t.Errorf("the block is %d", s.block)
	}
}
