package execution

import (
	"errors"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/units"
)

func TestTenthMoreRoundsUp(t *testing.T) {
	t.Parallel()
	tests := map[int64]int64{0: 0, 1: 2, 9: 10, 10: 11, 11: 13, 100: 110, 101: 112, 1_000_000_001: 1_100_000_002}
	for fee, want := range tests {
		if got := TenthMore(big.NewInt(fee)); got.Int().Uint64() != uint64(want) {
			t.Errorf("%d: %s, want %d", fee, got.Int(), want)
		}
	}
	huge := new(big.Int).Lsh(big.NewInt(1), 200)
	if got := TenthMore(huge); got.Int().BitLen() != 256 {
		t.Errorf("beyond all fees: %s", got.Int())
	}
	if got := TenthMore(new(big.Int).Sub(huge, big.NewInt(1))); got.Int().BitLen() != 201 {
		t.Errorf("the largest: %s", got.Int())
	}
	a, b := units.Wei(*uint256.NewInt(3)), units.Wei(*uint256.NewInt(4))
	if greater(a, b) != b || greater(b, a) != b || greater(a, a) != a {
		t.Error("the greater of two is another")
	}
}

// A replacement has the old nonce and contents; a cancellation has no contents.
func TestReplacement(t *testing.T) {
	t.Parallel()
	to, call := common.Address{7}, &journal.Call{Intent: journal.Intent{From: common.Address{8}}}
	old := types.NewTx(&types.DynamicFeeTx{ChainID: big.NewInt(5), Nonce: 3, To: &to, Value: big.NewInt(9), Data: []byte{1, 2}, Gas: 50, GasFeeCap: big.NewInt(10), GasTipCap: big.NewInt(1)})
	fees := chain.Fees{FeeCap: units.Wei(*uint256.NewInt(20)), Tip: units.Wei(*uint256.NewInt(2))}
	bump := Replacement(old, call, fees, 50, false, false)
	if bump.Nonce() != 3 || *bump.To() != to || bump.Value().Int64() != 9 || !slices.Equal(bump.Data(), old.Data()) || bump.Gas() != 50 || bump.GasFeeCap().Int64() != 20 || bump.GasTipCap().Int64() != 2 || bump.ChainId().Int64() != 5 {
		t.Errorf("%+v", bump)
	}
	cancel := Replacement(old, call, fees, 21, true, true)
	if cancel.Type() != types.LegacyTxType || cancel.Nonce() != 3 || *cancel.To() != call.Intent.From || cancel.Value().Sign() != 0 || len(cancel.Data()) > 0 || cancel.Gas() != 21 || cancel.GasPrice().Int64() != 20 {
		t.Errorf("%+v", cancel)
	}
}

// stuck returns a world with a pending call.
func stuck(t *testing.T, op ops.Operation) *world {
	t.Helper()
	w := newWorld(t, somePool(), op)
	w.kill("broadcast", 1)
	w.until(w.send)
	w.passed = nil
	return w
}

// F7: a bump offers 10% more, and only the bump is mined.
func TestBump(t *testing.T) {
	t.Parallel()
	w := stuck(t, swapsOff())
	s, err := w.replace(false)
	must(t, err)
	call := w.only().Status.Calls[0]
	signed := w.keys.signers[owner().address].signed
	if len(call.Attempts) != 2 || call.State != journal.Done || call.Mined.Hash != call.Hashes[1] || w.node.nonce(owner().address) != 1 {
		t.Errorf("%+v", call)
	}
	if first, second := signed[0], signed[1]; second.GasFeeCap().Int64() != 33e9 || second.GasTipCap().Int64() != 22e8 || second.Nonce() != first.Nonce() || second.Gas() != first.Gas() || !slices.Equal(second.Data(), first.Data()) {
		t.Errorf("%+v", second)
	}
	if v, is := s.Outcome.(*Outcome); !is || v.Done != 1 || v.Transactions[0].Hash != call.Hashes[1] {
		t.Errorf("%+v", s.Outcome)
	}
	if want := []string{"sealed", "mined", "recorded", "checked", "verified"}; !slices.Equal(w.passed, want) {
		t.Errorf("it passed %v", w.passed)
	}
	if question := w.ui.asked[len(w.ui.asked)-1]; question != "speed it up with nonce 0, for at most 0.002145 ETH?" {
		t.Errorf("it asks %q", question)
	}
	w.done()
}

// The first attempt may be mined after a bump, so mpool waits for it too.
func TestBumpAndTheFirstIsMined(t *testing.T) {
	t.Parallel()
	w := stuck(t, threeMembers())
	first := w.node.waiting[0]
	w.node.poll = func(int) { w.node.mine(first) }
	s, err := w.replace(false)
	must(t, err)
	if call := w.only().Status.Calls[0]; call.Mined.Hash != first.Hash() || call.State != journal.Done {
		t.Errorf("%+v", call)
	}
	v := s.Outcome.(*Outcome)
	if v.Done != 1 || v.Calls != 3 || v.Remaining != 2 || v.Next != "2 calls are left, next from the pool's owner "+owner().address.Hex()+": mpool resume "+w.only().ID+" --account NAME" {
		t.Errorf("%+v", v)
	}
}

func TestCancel(t *testing.T) {
	t.Parallel()
	w := stuck(t, swapsOff())
	s, err := w.replace(true)
	must(t, err)
	v, is := s.Outcome.(*Cancelled)
	if !is || v.ID != w.only().ID || v.From != owner().address || v.Nonce != 0 || v.Raced != "" {
		t.Fatalf("%+v", s.Outcome)
	}
	contains(t, shown(v), "cancelled: nonce 0 of "+owner().address.Hex()+" was used by an empty transaction; the pool is unchanged")
	signed := w.keys.signers[owner().address].signed
	if tx := signed[len(signed)-1]; *tx.To() != owner().address || tx.Gas() != 78_000 || len(tx.Data()) > 0 {
		t.Errorf("%+v", tx)
	}
	if w.states() != "cancelled" || !w.node.head().state.Pool.SwapEnabled || w.only().Status.Unfinished() {
		t.Error(w.states())
	}
	if question := w.ui.asked[len(w.ui.asked)-1]; !says(question, "cancel it with nonce 0, for at most") {
		t.Errorf("it asks %q", question)
	}
}

// A cancellation that comes too late is an error, because the call was mined.
func TestCancelTooLate(t *testing.T) {
	t.Parallel()
	w := stuck(t, swapsOff())
	first := w.node.waiting[0]
	w.node.poll = func(int) { w.node.mine(first) }
	_, err := w.replace(true)
	f := wantFailure(t, err, failure.Refused, "too_late", "not cancelled: "+first.Hash().Hex()+" was mined first")
	if f.Result == nil || w.states() != "verified" {
		t.Error(w.states())
	}
}

// If resume finds that a cancellation was mined, the call ends, and the rest must be planned again.
func TestCancelledFoundByResume(t *testing.T) {
	t.Parallel()
	w := stuck(t, swapsOff())
	w.kill("sealed", 1)
	w.until(func() (*Sender, error) { return w.replace(true) })
	w.node.forget()
	s, err := w.resume()
	must(t, err) // the user asked for it
	if v, is := s.Outcome.(*Cancelled); !is || v.ID != w.only().ID || w.states() != "cancelled" {
		t.Errorf("%T, %s", s.Outcome, w.states())
	}
	if len(w.ui.notes) == 0 || !says(strings.Join(w.ui.notes, "\n"), "waiting for 0x") {
		t.Errorf("the wait is not announced: %q", w.ui.notes)
	}
}

// The offers of replacements, and the ones that are refused before signing.
func TestReplacementIsRefused(t *testing.T) {
	t.Parallel()
	price := func(gwei uint64) planner.Price {
		return planner.Price{Given: true, Value: units.Wei(*uint256.NewInt(gwei * 1e9))}
	}
	tests := []struct {
		name    string
		cancels bool
		set     func(w *world)
		flags   func(f *Options)
		exit    int
		code    string
		says    []string
	}{
		{name: "too low a price", flags: func(f *Options) { f.Offer.GasPrice = price(32) }, exit: failure.Refused, code: "underpriced", says: []string{"must pay 10% more: max fee at least 33 gwei, priority fee at least 2.2 gwei"}},
		{name: "too low a tip", flags: func(f *Options) { f.Offer.Tip = price(2) }, exit: failure.Refused, code: "underpriced"},
		{name: "above the ceiling", set: func(w *world) { w.settings.MaxFeePerGas = units.Wei(*uint256.NewInt(33e9 - 1)) }, exit: failure.Refused, code: "max_fee_per_gas", says: []string{"needs a max fee of 33 gwei, but max_fee_per_gas is 32.999999999 gwei"}},
		{name: "far dearer by the node", set: func(w *world) {
			w.plans.fees.FeeCap, w.plans.fees.Tip = units.Wei(*uint256.NewInt(400e9)), units.Wei(*uint256.NewInt(390e9))
		}, exit: failure.Refused, code: "gas.rise", says: []string{"more than 3 times that of what it replaces", "set --priority-gas-price"}},
		{name: "below the base fee", set: func(w *world) { w.plans.fees.BaseFee = units.Wei(*uint256.NewInt(40e9)) }, exit: failure.Refused, code: "underpriced", says: []string{"max fee is too low: the base fee is now 40 gwei, the max fee 33 gwei"}},
		{name: "a tip for type 0", flags: func(f *Options) { f.Offer.Legacy, f.Offer.Tip = true, price(9) }, exit: failure.Misuse, code: "usage", says: []string{"a type 0 transaction has no priority fee"}},
		{name: "the node tells no fee", set: func(w *world) { w.node.say("Fees", answer{err: failure.New(failure.Plain, "node", "no fees")}) }, exit: failure.Plain, code: "node"},
		{name: "too poor", set: func(w *world) { w.node.balance = units.Wei(*uint256.NewInt(33e9*65_000 - 1)) }, exit: failure.Refused, code: "funds", says: []string{", but the replacement may cost more"}},
		{name: "no key", set: func(w *world) { delete(w.keys.signers, owner().address) }, exit: failure.Refused, code: "signer"},
		{name: "it declines", set: func(w *world) { w.ui.answer = failure.New(failure.Refused, "declined", "declined") }, flags: func(f *Options) { f.Yes = false }, exit: failure.Refused, code: "declined"},
		{name: "the signer signed for a chain other than", set: func(w *world) { w.node.say("ChainID", answer{err: failure.New(failure.Plain, "node", "gone")}) }, exit: failure.Plain, code: "node"},
		{name: "the account cannot be read", set: func(w *world) { w.node.say("AccountAt", answer{err: failure.New(failure.Plain, "node", "gone")}) }, exit: failure.Plain, code: "node"},
		{name: "the signer fails", set: func(w *world) { w.keys.signers[owner().address].err = errors.New("denied") }, exit: failure.Refused, code: "signer", says: []string{"denied"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := stuck(t, swapsOff())
			if test.set != nil {
				test.set(w)
			}
			if test.flags == nil {
				test.flags = func(*Options) {}
			}
			_, err := w.replace(test.cancels, test.flags)
			wantFailure(t, err, test.exit, test.code, test.says...)
			if n := len(w.only().Status.Calls[0].Attempts); n != 1 || w.node.asked["SendRaw"] != 1 || w.engine.Sealed {
				t.Errorf("%d were signed", n)
			}
		})
	}
	w := stuck(t, swapsOff())
	w.node.balance = units.Wei(*uint256.NewInt(33e9 * 65_000)) // exactly the largest cost
	_, err := w.replace(false, func(f *Options) { f.Offer.GasPrice = price(33) })
	must(t, err)
}

// A mined transaction cannot be replaced, and a replacement cannot change the gas limit.
func TestNothingToReplace(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	_, err := w.send()
	must(t, err)
	_, err = w.replace(false)
	wantFailure(t, err, failure.Refused, "nothing_out", "has no pending transaction", "mpool tx show "+w.only().ID)
	_, err = w.replace(true, func(f *Options) { f.Offer.GasLimit = 1 })
	wantFailure(t, err, failure.Misuse, "usage", "--gas-limit cannot be changed")
}

// In type 0 the gas price is both fees. --legacy may replace a transaction of type 2.
func TestLegacyReplacement(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	flags := options()
	flags.Offer.Legacy = true
	w.kill("broadcast", 1)
	w.until(func() (*Sender, error) { return w.sendWith(flags) })
	w.plans.fees = gwei(31, 40)
	_, err := w.replace(false)
	must(t, err)
	signed := w.keys.signers[owner().address].signed
	if tx := signed[1]; tx.Type() != types.LegacyTxType || tx.GasPrice().Int64() != 40e9 {
		t.Errorf("%+v", tx)
	}
}

// The node's answers to a replacement have the same results as for any transaction.
func TestReplacementIsSent(t *testing.T) {
	t.Parallel()
	w := stuck(t, swapsOff())
	w.node.forget() // as after a final refusal
	w.node.say("SendRaw", answer{err: refusal("no")}, answer{err: refusal("no")})
	_, err := w.replace(false)
	f := wantFailure(t, err, failure.Plain, "node", "mpool tx bump")
	if call := w.only().Status.Calls[0]; len(call.Attempts) != 2 || !call.Refused || f.Details["hash"] != call.Hashes[1] || w.engine.Sealed {
		t.Errorf("%+v", call)
	}
	w = stuck(t, swapsOff())
	w.node.say("SendRaw", answer{err: doubt(), after: true})
	_, err = w.replace(false)
	must(t, err)
	if !slices.Contains(w.ui.warned, "doubt") || w.states() != "verified" {
		t.Errorf("%v", w.ui.warned)
	}
	w = stuck(t, swapsOff())
	w.at = func(point string) {
		if point == "sealed" {
			if n := len(w.only().Status.Calls[0].Attempts); n != 2 || w.node.asked["SendRaw"] != 1 {
				t.Errorf("%d are on record before the second is sent", n)
			}
		}
	}
	_, err = w.replace(false)
	must(t, err)
}

// A refused transaction is given up only if no named node has it or another one with its nonce.
// Each node is asked twice.
func TestNeverThere(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	w.node.say("SendRaw", answer{err: refusal("no")}, answer{err: refusal("no")})
	_, err := w.send()
	wantFailure(t, err, failure.Plain, "node")
	s, err := w.run().Reopen(t.Context(), w.only(), options())
	must(t, err)
	defer s.Close()
	call := w.only().Status.InFlight()
	asked := w.node.asked["Trace"]
	w.clock.waited = nil
	must(t, s.outlet.neverThere(t.Context(), s.Record.ID(), call.Hashes, SentOf(call, 0)))
	if w.node.asked["Trace"] != asked+2 || len(w.clock.waited) != 1 || w.clock.waited[0] != lookAgain {
		t.Errorf("it looked %d times, waiting %v", w.node.asked["Trace"]-asked, w.clock.waited)
	}
	must(t, s.Record.GiveUp("it was refused"))
	if w.states() != "refused" {
		t.Error(w.states())
	}
	w.node.say("Trace", answer{}, answer{err: errors.New("gone")})
	if err := s.outlet.neverThere(t.Context(), s.Record.ID(), call.Hashes, SentOf(call, 0)); err == nil || err.Error() != "gone" {
		t.Error(err)
	}
	w.waitNonce()
	wantFailure(t, s.outlet.neverThere(t.Context(), s.Record.ID(), call.Hashes, SentOf(call, 0)), failure.Refused, "in_flight", call.Hashes[0].Hex()+" may be mined", "mpool tx cancel "+w.only().ID)
	ctx, cancel := contextOf(t)
	cancel()
	w.node.waiting, w.clock.stuck = nil, true
	if err := s.outlet.neverThere(ctx, s.Record.ID(), call.Hashes, SentOf(call, 0)); err == nil {
		t.Error("interrupted, it looked twice")
	}
}

// SentOf names every attempt, the latest as Hash.
func TestSentOf(t *testing.T) {
	t.Parallel()
	call := &journal.Call{Hashes: []common.Hash{{1}, {2}, {3}}, Intent: journal.Intent{From: common.Address{8}, Nonce: 4}}
	got := SentOf(call, 99)
	if got.Hash != call.Hashes[2] || !slices.Equal(got.Earlier, call.Hashes[:2]) || got.From != call.Intent.From || got.Nonce != 4 || got.Since != 99 {
		t.Errorf("%+v", got)
	}
	if got := HashOf(call); got != call.Hashes[2].Hex() {
		t.Error(got)
	}
	call.Hashes = nil
	if got := HashOf(call); got != "the transaction with nonce 4 of "+call.Intent.From.Hex() {
		t.Error(got)
	}
}

// On a chain that charges for data, the question of a replacement includes that fee.
func TestBumpAsksForTheDataFeeToo(t *testing.T) {
	t.Parallel()
	w := stuck(t, swapsOff())
	data := units.Wei(*uint256.NewInt(1e15))
	w.plans.data = &data
	_, err := w.replace(false)
	must(t, err)
	if question := w.ui.asked[len(w.ui.asked)-1]; !strings.Contains(question, "at most 0.003145 ETH") {
		t.Errorf("it asks %q", question)
	}
	w.done()
}
