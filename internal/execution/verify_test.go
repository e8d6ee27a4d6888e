package execution

import (
	"errors"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/bindings/erc20"
	"mpool/bindings/managedpool"
	"mpool/bindings/vault"
	"mpool/internal/failure"
	"mpool/internal/history"
	"mpool/internal/journal"
	"mpool/internal/mined"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// event returns a log as the contract writes it.
func event(t *testing.T, of *bind.MetaData, address common.Address, name string, topics []common.Hash, data ...any) types.Log {
	t.Helper()
	parsed, err := of.ParseABI()
	must(t, err)
	kind := parsed.Events[name]
	packed, err := kind.Inputs.NonIndexed().Pack(data...)
	must(t, err)
	return types.Log{Address: address, Topics: append([]common.Hash{kind.ID}, topics...), Data: packed}
}

func word(address common.Address) common.Hash { return common.BytesToHash(address[:]) }

// swap is a swap of A for B by someone else.
func swap(t *testing.T, pool *ops.Snapshot) types.Log {
	return event(t, &vault.VaultMetaData, pool.Pool.Vault, "Swap", []common.Hash{pool.Pool.ID, word(pool.Tokens[0].Address), word(pool.Tokens[1].Address)}, big.NewInt(1000), big.NewInt(500))
}

// allowlistOn is a call of the owner from elsewhere.
func allowlistOn(t *testing.T, pool *ops.Snapshot) types.Log {
	return event(t, &managedpool.ManagedPoolMetaData, pool.Pool.Address, "MustAllowlistLPsSet", nil, true)
}

func transferred(t *testing.T, token, from, to common.Address, amount int64) types.Log {
	return event(t, &erc20.ERC20MetaData, token, "Transfer", []common.Hash{word(from), word(to)}, big.NewInt(amount))
}

// deeds adds transactions of others, with the effects of their logs, to the next block.
func deeds(t *testing.T, index uint, logs ...types.Log) func(*ops.Snapshot, *fakeBlock) (*ops.Snapshot, error) {
	return func(state *ops.Snapshot, b *fakeBlock) (*ops.Snapshot, error) {
		var own []types.Log
		for i, l := range logs {
			l.TxIndex, l.Index, l.TxHash, l.BlockHash = index+uint(i), uint(len(b.logs)), common.Hash{0xdd, byte(index), byte(i)}, b.header.Hash
			b.logs, own = append(b.logs, l), append(own, l)
		}
		read, err := history.Happened(own, state)
		must(t, err)
		return mined.Apply(state, read, state)
	}
}

// The state after the block is compared with the effect of the call on the state that it met. The
// effects of others in the block are told apart from it.
func TestVerdict(t *testing.T) {
	t.Parallel()
	revert := func(w *world) { w.node.reverts = func(*types.Transaction) bool { return true } }
	fee := func(s *ops.Snapshot) { s.Fees.SwapFee = units.FixedFrom(1e15) }
	tests := []struct {
		name   string
		set    func(w *world)
		exit   int
		code   string
		says   []string
		state  journal.State
		others string // before or after ours, and its description
		differ int
	}{
		{name: "as predicted", set: func(*world) {}, state: journal.Done},
		{name: "another field is another", set: func(w *world) { w.node.mangle = fee }, exit: failure.Mined, code: "disagreement", says: []string{"is mined in block 8, but the pool differs from the prediction in 1 field", "mpool status"}, state: journal.Differs, differ: 1},
		{name: "it did nothing", set: func(w *world) { w.node.mangle = func(s *ops.Snapshot) { s.Pool.SwapEnabled = true } }, exit: failure.Mined, code: "disagreement", state: journal.Differs, differ: 1},
		{name: "reverted", set: revert, exit: failure.Mined, code: "reverted", says: []string{"was mined in block 8 and reverted: nothing changed, but the gas was paid", "mpool explain 0x"}, state: journal.Reverted},
		{name: "out of gas", set: func(w *world) { revert(w); w.node.gasUsed = 65_000 }, exit: failure.Mined, code: "reverted", says: []string{"and ran out of gas: nothing changed", "higher --gas-limit"}, state: journal.Reverted},
		{name: "nearly out of gas", set: func(w *world) { revert(w); w.node.gasUsed = 64_999 }, exit: failure.Mined, code: "reverted", says: []string{"and reverted: nothing"}, state: journal.Reverted},
		{name: "reverted, and yet something changed", set: func(w *world) { revert(w); w.node.mangle = fee }, exit: failure.Mined, code: "reverted", says: []string{"but the pool has changed in 1 field"}, state: journal.Reverted, differ: 1},
		{name: "others before it", set: func(w *world) { w.node.others = deeds(t, 1, swap(t, somePool())) }, state: journal.Done, others: "before"},
		{name: "others behind it", set: func(w *world) { w.node.behind = deeds(t, 20, swap(t, somePool())) }, state: journal.Done, others: "behind"},
		{name: "the owner behind it", set: func(w *world) { w.node.behind = deeds(t, 20, allowlistOn(t, somePool())) }, state: journal.Done, others: "behind"},
		{name: "others, and it reverted", set: func(w *world) { revert(w); w.node.others = deeds(t, 1, swap(t, somePool())) }, exit: failure.Mined, code: "reverted", says: []string{"nothing changed except by others in that block"}, state: journal.Reverted, others: "before"},
		{name: "others who write nothing", set: func(w *world) {
			w.node.others = func(s *ops.Snapshot, _ *fakeBlock) (*ops.Snapshot, error) {
				s.Pool.MustAllowlistLPs = true
				return s, nil
			}
		}, exit: failure.Mined, code: "disagreement", state: journal.Differs, differ: 1},
		{name: "others who write what they did not do", set: func(w *world) {
			w.node.others = func(s *ops.Snapshot, b *fakeBlock) (*ops.Snapshot, error) {
				_, err := deeds(t, 1, allowlistOn(t, somePool()))(s, b)
				return s, err
			}
		}, exit: failure.Mined, code: "disagreement", state: journal.Differs, differ: 1, others: "before"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, somePool(), swapsOff())
			test.set(w)
			s, err := w.send()
			if test.code == "" {
				must(t, err)
			} else if f := wantFailure(t, err, test.exit, test.code, test.says...); f.Result == nil {
				t.Error("it does not show what is mined")
			}
			v := s.Mined[0]
			if w.states() != string(test.state) || v.Verification == nil || len(v.Verification.Differences) != test.differ || v.Verification.Fields < 40 {
				t.Errorf("the record says %s, and the result %+v", w.states(), v.Verification)
			}
			var others []string
			for _, o := range v.Others {
				if o.From != nil {
					t.Errorf("the node tells nobody, and it is by %s", o.From)
				}
				others = append(others, map[bool]string{true: "before", false: "behind"}[o.Before])
			}
			if got := strings.Join(others, " "); got != test.others {
				t.Errorf("others: %q", got)
			}
			if listed, done := NewOperationView(w.only()), DoneCalls(w.only().Status); listed.Done != done || s.result().Done != done || (done == 0) != (test.state == journal.Reverted) {
				t.Errorf("the list counts %d calls as done, the result %d, the record %d", listed.Done, s.result().Done, done)
			}
			if recorded := w.only().Status.Calls[0].Verified; test.state == journal.Differs && (len(recorded.Differences) != test.differ || !strings.Contains(recorded.Differences[0], ": predicted ")) {
				t.Errorf("the record says %+v", recorded)
			}
		})
	}
}

// Senders are named if the node knows them, at most twenty.
func TestOthersAreNamed(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	tx := w.elsewhere(9)
	var logs []types.Log
	for range 25 {
		logs = append(logs, swap(t, somePool()))
	}
	with := deeds(t, 20, logs...)
	w.node.behind = func(s *ops.Snapshot, b *fakeBlock) (*ops.Snapshot, error) {
		after, err := with(s, b)
		for i := range b.logs {
			b.logs[i].TxHash[30] = byte(i)
			w.node.known[b.logs[i].TxHash] = tx
		}
		return after, err
	}
	s, err := w.send()
	must(t, err)
	named := 0
	for _, o := range s.Mined[0].Others {
		if o.From != nil && *o.From == owner().address {
			named++
		}
	}
	if len(s.Mined[0].Others) != 25 || named != 20 {
		t.Errorf("%d others, %d named", len(s.Mined[0].Others), named)
	}
	text := shown(s.Outcome)
	contains(t, text, "in the same block, behind yours: ", " by "+owner().address.Hex())
}

// Transactions that do not touch the pool are not listed.
func TestOthersWithoutWords(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	other := somePool()
	other.Pool.ID = common.Hash{5}
	w.node.others = deeds(t, 1, swap(t, other))
	s, err := w.send()
	must(t, err)
	if len(s.Mined[0].Others) > 0 {
		t.Errorf("%+v", s.Mined[0].Others)
	}
}

// A node that fails for a moment after mining is asked again. If it keeps failing, the call stays
// mined but unchecked, and resume checks it.
func TestVerificationIsPatient(t *testing.T) {
	t.Parallel()
	for method, most := range map[string]int{"Header": mostReads, "SnapshotWithRatios": mostReads, "Snapshot": mostReads, "Watch": mostReads} {
		t.Run(method, func(t *testing.T) {
			t.Parallel()
			for _, fails := range []int{most - 1, most} {
				w := newWorld(t, somePool(), threeMembers())
				w.at = func(point string) {
					if point == "recorded" {
						w.at = nil
						w.clock.waited = nil
						w.node.say(method, slices.Repeat([]answer{{err: errors.New("not yet")}}, fails)...)
					}
				}
				_, err := w.send()
				if fails < most {
					must(t, err)
					if want := []time.Duration{200, 400, 800, 1600, 3200}; method == "Header" && !slices.EqualFunc(w.clock.waited, want, func(a, b time.Duration) bool { return a == b*time.Millisecond }) {
						t.Errorf("it waited %v", w.clock.waited)
					}
					continue
				}
				if method == "Watch" {
					if err != nil {
						wantFailure(t, err, failure.Unconfirmed, "unverified") // each read needs both states
					}
					continue
				}
				f := wantFailure(t, err, failure.Unconfirmed, "unverified", "is mined in block 8, but the pool could not be checked: not yet", "do not send again; to verify it later: mpool resume")
				if f.Details["hash"] == nil || f.Details["id"] != w.only().ID || f.Result == nil || w.states() != "mined" {
					t.Errorf("%s: %+v", w.states(), f)
				}
				w.goOn()
				w.onChain(3)
				w.done()
			}
		})
	}
}

// A revert is certain even if the pool cannot be read.
func TestRevertedAndUnread(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	w.node.reverts = func(*types.Transaction) bool { return true }
	w.at = func(point string) {
		if point == "recorded" {
			w.node.say("Header", answer{err: errors.New("gone"), always: true})
		}
	}
	_, err := w.send()
	f := wantFailure(t, err, failure.Mined, "reverted", "was mined in block 8 and reverted, and the pool could not be checked: gone", "mpool status")
	if f.Details["hash"] == nil || f.Result == nil || w.states() != "reverted" {
		t.Errorf("%+v", f)
	}
}

// The node gives no logs. That is enough if the state equals the result of our call alone.
// Otherwise mpool claims nothing, and resume settles it later.
func TestLogsCannotBeRead(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	w.node.say("BlockLogs", answer{err: errors.New("no logs"), always: true})
	_, err := w.send()
	must(t, err)
	if w.states() != "verified" {
		t.Error(w.states())
	}
	w = newWorld(t, somePool(), swapsOff())
	w.node.others = deeds(t, 1, swap(t, somePool()))
	w.node.say("BlockLogs", answer{err: errors.New("no logs"), always: true})
	s, err := w.send()
	f := wantFailure(t, err, failure.Unconfirmed, "unverified", "the other transactions of that block cannot be read: no logs")
	if s.Mined[0].Verification != nil || w.states() != "mined" || w.node.asked["BlockLogs"] != mostUntold || !errors.As(&f, new(*untoldError)) {
		t.Errorf("%+v, %s, asked %d times", s.Mined[0].Verification, w.states(), w.node.asked["BlockLogs"])
	}
	w.node.answers["BlockLogs"] = nil
	_, err = w.resume()
	must(t, err)
	if w.states() != "verified" {
		t.Error(w.states())
	}
}

// A log of the pool that the contract cannot have written counts as unreadable.
func TestMalformedLogs(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	w.node.others = func(s *ops.Snapshot, b *fakeBlock) (*ops.Snapshot, error) {
		l := allowlistOn(t, s)
		l.Data, l.TxHash, l.TxIndex = l.Data[:5], common.Hash{9}, 1
		b.logs = append(b.logs, l)
		s.Pool.MustAllowlistLPs = true
		return s, nil
	}
	_, err := w.send()
	wantFailure(t, err, failure.Unconfirmed, "unverified", "cannot be read")
}
