package execution

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/keyring"
	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
	"mpool/internal/planner"
	"mpool/internal/planview"
	"mpool/internal/text"
	"mpool/internal/units"
)

// The text at the end of a run, with the verdict of the last transaction.
func TestOutcomeText(t *testing.T) {
	t.Parallel()
	fee := wei(350_000)
	verified := func() *Verification { return &Verification{Fields: 42, Differences: []ops.Change{}} }
	one := func(change func(*Transaction)) *Outcome {
		tx := Transaction{Hash: common.Hash{1}, Method: "setSwapEnabled(bool)", Block: 8, Success: true, GasUsed: 50_000, Fee: &fee, Verification: verified()}
		change(&tx)
		return &Outcome{Operation: "swaps disable", Pool: planview.Pool{Name: "Some \x1b[31mPool", ChainID: 1}, Transactions: []Transaction{tx}, Done: 1, Calls: 1}
	}
	tests := []struct {
		name   string
		view   *Outcome
		says   []string
		silent []string
	}{
		{"verified", one(func(*Transaction) {}), []string{`swaps disable of "Some \x1b[31mPool" (0x`, "transaction " + common.Hash{1}.Hex() + "\n", "mined in block 8, ", " for 50,000 gas", "verified: matches the prediction to the wei (42 fields)"}, []string{"\x1b", "NOT FINISHED", ": setSwapEnabled"}},
		{"reverted", one(func(tx *Transaction) { tx.Success = false }), []string{"REVERTED in block 8", "checked: nothing in the pool changed (42 fields)"}, []string{"verified:"}},
		{"reverted, and others did something", one(func(tx *Transaction) { tx.Success = false; tx.Others = []Other{{What: "a swap"}} }), []string{"nothing in the pool changed except by others in that block (42 fields)", "in the same block, behind yours: a swap, "}, nil},
		{"not as predicted", one(func(tx *Transaction) {
			tx.Verification.Differences = []ops.Change{{Path: "a", Label: "fee", Before: "1", After: "2"}}
		}), []string{"NOT AS PREDICTED in 1 field:", "fee: predicted 1, found 2"}, []string{"verified:"}},
		{"what says so proves nothing", one(func(tx *Transaction) { tx.Verification.Unproven = "no factory made it" }), []string{"NOT VERIFIED: the contract reports the predicted values in all 42 fields, but is not proven to be a Balancer pool: no factory made it"}, []string{"verified: matches"}},
		{"not checked", one(func(tx *Transaction) { tx.Verification = nil }), []string{"mined in block 8"}, []string{"verified", "checked"}},
		{"one of three", &Outcome{Done: 1, Calls: 3, Next: "go on so"}, []string{"NOT FINISHED: 1 of 3 calls done", "go on so"}, nil},
		{"one that failed", &Outcome{Done: 0, Calls: 1}, nil, []string{"NOT FINISHED"}},
	}
	for _, test := range tests {
		got := shown(test.view)
		contains(t, got, test.says...)
		for _, word := range test.silent {
			if strings.Contains(got, word) {
				t.Errorf("%s: %q is in:\n%s", test.name, word, got)
			}
		}
	}
	two := one(func(*Transaction) {})
	two.Transactions = append(two.Transactions, two.Transactions[0])
	contains(t, shown(two), "transaction "+common.Hash{1}.Hex()+": setSwapEnabled\n")
	other := Other{Hash: common.Hash{2}, What: "joined", Before: true, From: &common.Address{3}}
	page := &text.Page{}
	other.Text(page)
	contains(t, page.String(), "in the same block, before yours: joined by "+common.Address{3}.Hex()+", "+common.Hash{2}.Hex())
}

// The table at the end shows the wanted state if the operation is finished, otherwise the current
// state.
func TestOutcomeOfARun(t *testing.T) {
	t.Parallel()
	w := adding(t, shutPool())
	s, err := w.send()
	must(t, err)
	v := s.Outcome.(*Outcome)
	if v.Journal != w.only().Path || v.ID != w.only().ID || v.Proof == nil || v.Pool.Address != somePool().Pool.Address || v.Pool.ChainID != 31337 || v.Pool.Symbol != "BPT" {
		t.Errorf("%+v", v)
	}
	if c := v.Preview.Columns; len(c) < 2 || c[0].Label != "before" || c[1].Label == "now" || c[0].Time != w.node.blocks[0].header.Time {
		t.Errorf("%+v", c)
	}
	if v.Transactions[1].Method != "approve(address,uint256)" || v.Transactions[2].Block != 10 {
		t.Errorf("%+v", v.Transactions)
	}
	row := "NEW of " + manager().address.Hex()
	if words := shown(v); strings.Contains(words, row) { // the preview has shown it
		t.Errorf("the table is there twice:\n%s", words)
	}
	contains(t, shown(v), "verified: matches the prediction")
	v.previewed = false
	contains(t, shown(v), row)
	w = adding(t, shutPool())
	flags := options()
	flags.Manager.Partial = true
	delete(w.keys.signers, manager().address)
	s, err = w.sendWith(flags)
	must(t, err)
	contains(t, shown(s.Outcome.(*Outcome)), "NOT FINISHED", "NEW cash")
	if c := s.Outcome.(*Outcome).Preview.Columns; len(c) < 2 || c[1].Label != "now" || c[1].Time != w.node.head().header.Time {
		t.Errorf("%+v", c)
	}
}

// Others have made all calls: the run shows the plan and no result.
func TestSomebodyElseWasFaster(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	p := w.propose()
	s := w.sender(p, options())
	s.engine.Preview = func(*planview.View, bool) {
		w.node.others = func(s *ops.Snapshot, _ *fakeBlock) (*ops.Snapshot, error) {
			s.Pool.SwapEnabled = false
			return s, nil
		}
		w.node.mine()
	}
	must(t, s.Start(t.Context(), p))
	if _, is := s.Outcome.(*planview.View); !is || len(w.node.given) > 0 || len(w.records()) > 0 {
		t.Errorf("%T", s.Outcome)
	}
}

// After the first call, an error says once how many calls are done, and how to continue.
func TestHalfWay(t *testing.T) {
	t.Parallel()
	cause := failure.New(failure.Refused, "x", "it rains").WithHint("wait")
	half := func(w *world, calls int) *Sender {
		w.kill("verified", calls)
		w.until(w.send)
		s, err := w.run().Reopen(t.Context(), w.only(), options())
		must(t, err)
		t.Cleanup(s.Close)
		return s
	}
	w := newWorld(t, somePool(), threeMembers())
	s := half(w, 2)
	id := w.only().ID
	f := wantFailure(t, s.HalfWay(cause), failure.Refused, "x", "2 of 3 calls are done, then: it rains", "wait; continue with: mpool resume "+id)
	if again := s.HalfWay(&f); !errors.Is(again, &f) || strings.Count(f.Message, "are done") != 1 {
		t.Errorf("said twice: %s", f.Message)
	}
	s.told = false
	f = wantFailure(t, s.HalfWay(errors.New("plain")), failure.Plain, "error", "2 of 3 calls are done, then: plain")
	if f.Unwrap() == nil {
		t.Error("the cause is gone")
	}
	s.told = false // a pool that is gone in the middle is no mistake in what was typed
	wantFailure(t, s.HalfWay(failure.New(failure.Misuse, "pool.no_pool", "no pool")), failure.Plain, "pool.no_pool", "2 of 3 calls are done, then: no pool")
	s.told, s.Mined = false, []Transaction{{}}
	f = wantFailure(t, s.HalfWay(failure.New(failure.Refused, "x", "y")), failure.Mined, "x")
	if f.Result == nil {
		t.Error("it does not show what is mined")
	}
	s.told = false
	f = wantFailure(t, s.HalfWay(failure.New(failure.Unconfirmed, "x", "y").WithHint("mpool resume it")), failure.Unconfirmed, "x")
	if f.Hint != "mpool resume it" {
		t.Errorf("in doubt there is one way on: %s", f.Hint)
	}
	s.told = false
	f = wantFailure(t, s.HalfWay(failure.New(failure.Refused, "x", "y").WithHint("mpool resume %s", id)), failure.Mined, "x")
	if f.Hint != "mpool resume "+id {
		t.Error(f.Hint)
	}
	must(t, s.Record.CloseOperation("enough"))
	if got := goOn(s.Again, s.Plan, s.Record, ""); got != "plan the rest again with mpool allowlist add" {
		t.Error(got)
	}
	s.Again = "mpool send plan.json"
	if got := goOn(s.Again, s.Plan, s.Record, "wait"); got != "wait; continue with: mpool send plan.json" {
		t.Error(got)
	}
	one := newWorld(t, somePool(), swapsOff())
	s = half(one, 1)
	if err := s.HalfWay(failure.New(failure.Refused, "x", "it shines")); err.Error() != "it shines" {
		t.Errorf("of one call nothing is half: %v", err)
	}
	s = w.sender(w.propose(), options())
	if err := s.HalfWay(failure.New(failure.Refused, "x", "it shines")); err.Error() != "it shines" || succeeded(s.Record) != 0 {
		t.Errorf("nothing is done: %v", err)
	}
}

// Overrides are recorded.
func TestOverridesAreRecorded(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), ops.SetSwapFee{Fee: units.FixedFrom(1e15), Until: 1_700_009_000})
	much := units.FixedFrom(1e14)
	w.settings.Refuse.MaxSwapFeeDropPerDay = &much
	flags := options()
	flags.Override = planner.Override{Policies: []string{"max_swap_fee_drop_per_day"}, Reason: "it is meant"}
	before, err := w.plans.ReadSince(t.Context(), somePool().Pool.Address, 0)
	must(t, err)
	p, err := w.plans.Propose(t.Context(), before, w.op, flags.Terms())
	must(t, err)
	must(t, w.sender(p, flags).Start(t.Context(), p))
	if got := w.only().Status.Calls[0].Intent.Overrides; len(got) != 1 || got[0].Policy != "max_swap_fee_drop_per_day" || got[0].Reason != "it is meant" {
		t.Errorf("%+v", got)
	}
}

// Signers that are open already are used.
func TestReadySigners(t *testing.T) {
	t.Parallel()
	ring := &keyring.Ring{}
	flags := &Options{Ready: ring}
	if flags.KeyOptions().Ready != ring {
		t.Error("they are opened again")
	}
}

// Unreadable records stop the sending, or are only reported.
func TestRecordsCannotBeRead(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	s, err := w.send()
	must(t, err)
	w.spoil(t)
	if _, _, err := s.nonces.lastNonce(owner().address); err == nil {
		t.Error("the last nonce is made up")
	} else {
		wantFailure(t, err, failure.Plain, "journal")
	}
	if err := s.nonces.plausibleNonce(t.Context(), owner().address, 1); err == nil {
		t.Error("a nonce is plausible by nothing")
	}
	if _, err := s.begun(); err == nil {
		t.Error("a record is begun over what cannot be read")
	}
	if _, err := s.engine.PickRecord(nil); err == nil {
		t.Error("a record is picked")
	}
	wantFailure(t, s.engine.ClearWay(t.Context(), 31337, owner().address, time.Minute), failure.Plain, "journal")
	s.Plan.Operation = tokenset.AddToken{}
	s.endOthers()
	if !slices.Contains(w.ui.warned, "journal") {
		t.Errorf("%v", w.ui.warned)
	}
}

// spoil creates a file that is not a valid record.
func (w *world) spoil(t *testing.T) {
	t.Helper()
	must(t, writeFile(w.settings.JournalDir()+"/20990101T000000Z-00000000.jsonl", "{}\n"))
}

// If a record cannot be closed, the run warns and continues.
func TestOtherRecordCannotBeEnded(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	s, err := w.send()
	must(t, err)
	endRecord(s.engine, s.Record.ID(), journal.Entry{ID: "other", Path: w.settings.JournalDir() + "/gone.jsonl"})
	if !slices.Contains(w.ui.warned, "journal") || !says(w.ui.warning[len(w.ui.warning)-1], "cannot close the record other") {
		t.Errorf("%v", w.ui.warning)
	}
}

// If Ctrl-C ends the retries, the last error of the read is returned.
func TestPatienceEndsWithTheContext(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	s := w.run().Sender(Task{}, Site{}, nil)
	w.clock.stuck = true
	ctx, cancel := contextOf(t)
	cancel()
	cause, tries := errors.New("not yet"), 0
	if err := s.engine.patiently(ctx, func() error { tries++; return cause }); !errors.Is(err, cause) || tries != 1 {
		t.Errorf("%v, %d tries", err, tries)
	}
	w.clock.stuck, tries = false, 0
	if err := s.engine.patiently(t.Context(), func() error { tries++; return fmt.Errorf("so: %w", &untoldError{cause}) }); !errors.Is(err, cause) || tries != mostUntold {
		t.Errorf("%v, %d tries", err, tries)
	}
}

// Wall's After waits in real time.
func TestWall(t *testing.T) {
	t.Parallel()
	at := time.Unix(5, 0)
	wall := Wall(func() time.Time { return at })
	if wall.Now() != at {
		t.Error("it shows another time")
	}
	select {
	case <-wall.After(time.Microsecond):
	case <-time.After(time.Minute):
		t.Error("it never strikes")
	}
}

// next depends on the remaining and the sent calls.
func TestNext(t *testing.T) {
	t.Parallel()
	plan := newWorld(t, somePool(), threeMembers()).propose0()
	removing := removal(t).propose0() // a withdrawal of the whole balance, and the removal
	more := *removing
	more.Calls = slices.Clone(removing.Calls)
	more.Calls[0].Data = append(slices.Clone(more.Calls[0].Data), 1)
	from := func(p *ops.Plan, i int) *ops.Plan { return &ops.Plan{Operation: p.Operation, Calls: p.Calls[i:]} }
	tests := []struct {
		name           string
		shown, fresh   *ops.Plan
		sent, repeated int
		call           int
		what           coming
	}{
		{"the first", plan, plan, 0, 0, 0, sendable},
		{"the second", plan, from(plan, 1), 1, 0, 1, sendable},
		{"the last", plan, from(plan, 2), 2, 0, 2, sendable},
		{"somebody else did the first", plan, from(plan, 1), 0, 0, 1, othersDid},
		{"somebody else did all", plan, from(plan, 3), 0, 0, 3, othersDid},
		{"all are sent", plan, from(plan, 3), 3, 0, 3, othersDid},
		{"the first is undone", plan, plan, 1, 0, 1, undone},
		{"the withdrawal is made again", removing, &more, 1, 0, 0, madeAgain},
		{"and for the last time", removing, &more, 1, mostRepeats - 1, 0, madeAgain},
		{"and no more", removing, &more, 1, mostRepeats, 1, undone},
	}
	for _, test := range tests {
		if call, what := next(test.shown, test.fresh, test.sent, test.repeated); call != test.call || what != test.what {
			t.Errorf("%s: call %d, %s; want %d, %s", test.name, call, what, test.call, test.what)
		}
	}
}
