package execution

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/keyring"
	"mpool/internal/ops"
	"mpool/internal/ops/wallet"
	"mpool/internal/planner"
	"mpool/internal/planview"
	"mpool/internal/units"
)

// safeAddress is the pool's owner here. Anyone may execute what its owners have signed.
func safeAddress() common.Address { return common.HexToAddress("0x5afe") }

func safePool() *ops.Snapshot {
	s := somePool()
	s.Pool.Owner, s.Pool.OwnerKind = safeAddress(), ops.OwnerSafe
	return s
}

// execution executes the first calls of an operation with the manager's key.
func execution(t *testing.T, of ops.Operation, pool *ops.Snapshot, calls int) wallet.ExecSafe {
	t.Helper()
	watched := cloned(pool)
	if watching, is := of.(ops.Watching); is {
		for _, address := range watching.Watch(pool).Members {
			watched.Members = append(watched.Members, ops.Member{Address: address})
		}
	}
	plan, err := of.Plan(watched, pool.Block.Time)
	must(t, err)
	op := wallet.ExecSafe{Executor: manager().address, Safe: safeAddress(), Nonce: 4, Hash: common.Hash{0x5a}, Signers: []common.Address{owner().address}, To: plan.Calls[0].To, Data: plan.Calls[0].Data, Signatures: []byte{1}, Of: ops.Nested{Operation: of}}
	op.Data = nil // for several calls, all their data one after the other
	for _, call := range plan.Calls[:calls] {
		op.Makes = append(op.Makes, wallet.SafeCall{To: call.To, Data: call.Data})
		op.Data = append(op.Data, call.Data...)
	}
	return op
}

func executing(t *testing.T) *world {
	t.Helper()
	w := newWorld(t, safePool(), execution(t, swapsOff(), safePool(), 1))
	w.node.executed = true
	return w
}

func TestSafeExecution(t *testing.T) {
	t.Parallel()
	w := executing(t)
	s, err := w.send()
	must(t, err)
	tx := w.node.head().mined[0]
	if *tx.tx.To() != safeAddress() || tx.from != manager().address || w.node.asked["Examine"] != 1 || s.Mined[0].SafeFailed {
		t.Errorf("%+v", tx)
	}
	if v := s.Outcome.(*Outcome); v.Operation != "safe exec" || v.Remaining != 0 || v.Next != "" {
		t.Errorf("%+v", v)
	}
	w.onChain(1)
	w.done()
}

// The verdict depends on the Safe's event, not on the success of execTransaction.
func TestSafeVerdicts(t *testing.T) {
	t.Parallel()
	revert := func(w *world) { w.node.reverts = func(*types.Transaction) bool { return true } }
	other := common.Hash{0x77}
	tests := []struct {
		name string
		set  func(w *world)
		exit int
		code string
		says []string
	}{
		{"it does not say that it executed it", func(w *world) { w.node.executed = false }, failure.Mined, "safe.failed", []string{", but the Safe does not report that it executed its transaction; the gas was paid"}},
		{"reverted, nobody else did it", func(w *world) { revert(w) }, failure.Mined, "reverted", []string{"mpool explain"}},
		{"reverted, another executed it before", func(w *world) { revert(w); w.node.race = chain.SafeRace{Nonce: 5, By: other} }, failure.Mined, "safe.executed", []string{"because " + other.Hex() + " had already executed the Safe's transaction: its effect is done, and the gas of this one was paid"}},
		{"reverted, and who did is not known", func(w *world) { revert(w); w.node.say("SafeRaceOf", answer{err: errors.New("gone"), always: true}) }, failure.Mined, "reverted", nil},
		{"it cannot be examined", func(w *world) { w.node.say("Examine", answer{err: errors.New("gone"), always: true}) }, failure.Unconfirmed, "unverified", []string{"the pool could not be checked: gone"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := executing(t)
			test.set(w)
			s, err := w.send()
			wantFailure(t, err, test.exit, test.code, test.says...)
			v := s.Mined[0]
			if v.SafeFailed != (test.code == "safe.failed") || (v.ExecutedBy != nil) != (test.code == "safe.executed") {
				t.Errorf("%+v", v)
			}
			if test.code == "safe.failed" && (v.Verification.Differences[0].Path != "safe.transaction" || w.states() != "differs") {
				t.Errorf("%+v", v.Verification)
			}
		})
	}
	w := executing(t) // its own transaction does not count as another one
	revert(w)
	w.at = func(point string) {
		if point == "mined" {
			w.node.race = chain.SafeRace{Nonce: 5, By: w.node.head().mined[0].hash}
		}
	}
	s, err := w.send()
	wantFailure(t, err, failure.Mined, "reverted")
	if s.Mined[0].ExecutedBy != nil {
		t.Error("it is overtaken by itself")
	}
}

// Killed at every point, with transactions mined at once or later.
func TestSafeKilled(t *testing.T) {
	t.Parallel()
	for i, point := range points() {
		t.Run(point, func(t *testing.T) {
			t.Parallel()
			w := executing(t)
			w.node.atOnce = i%2 == 0
			w.kill(point, 1)
			w.until(w.send)
			if w.node.nonce(manager().address) > 0 {
				w.node.race = chain.SafeRace{Nonce: 5, By: w.node.head().mined[0].hash}
			}
			w.goOn()
			w.onChain(1)
			w.done()
		})
	}
}

// Bytes are not published again if the Safe has already used the nonce.
func TestOvertaken(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		race func(own common.Hash) chain.SafeRace
		err  error
		code string
		says []string
	}{
		{"nobody", func(common.Hash) chain.SafeRace { return chain.SafeRace{Nonce: 4} }, nil, "", nil},
		{"by itself", func(own common.Hash) chain.SafeRace { return chain.SafeRace{Nonce: 5, By: own} }, nil, "", nil},
		{"by another", func(common.Hash) chain.SafeRace { return chain.SafeRace{Nonce: 5, By: common.Hash{7}} }, nil, "safe.executed", []string{"was not published because it would revert: the Safe has executed transaction 4 already, in " + common.Hash{7}.Hex(), "mpool tx cancel"}},
		{"by another that failed", func(common.Hash) chain.SafeRace { return chain.SafeRace{Nonce: 5, By: common.Hash{7}, Failed: true} }, nil, "safe.executed", []string{"tried and failed to execute transaction 4"}},
		{"its nonce is used", func(common.Hash) chain.SafeRace { return chain.SafeRace{Nonce: 6} }, nil, "safe.nonce", []string{"nonce 4 of the Safe " + safeAddress().Hex() + " is used by another transaction"}},
		{"not known", func(common.Hash) chain.SafeRace { return chain.SafeRace{} }, errors.New("gone"), "unconfirmed", []string{"cannot check whether the Safe has already executed its transaction: gone"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := executing(t)
			w.kill("sealed", 1)
			w.until(w.send)
			w.node.race = test.race(w.only().Status.Calls[0].Hashes[0])
			w.node.say("SafeRaceOf", answer{err: test.err})
			_, err := w.resume()
			if test.code == "" {
				must(t, err)
				w.onChain(1)
				return
			}
			f := wantFailure(t, err, failure.Unconfirmed, test.code, test.says...)
			if w.node.asked["SendRaw"] > 0 {
				t.Error("it was published")
			}
			if by, has := f.Details["executed_by"]; has != (test.code == "safe.executed") || has && by != (common.Hash{7}) {
				t.Errorf("%+v", f.Details)
			}
			s, err := w.replace(true) // an empty transaction with its nonce
			must(t, err)
			v := s.Outcome.(*Cancelled)
			contains(t, shown(v), "cancelled: nonce 0")
			if (v.ExecutedBy != nil) != (test.code == "safe.executed") {
				t.Errorf("%+v", v)
			}
			if test.code == "safe.nonce" && !strings.Contains(v.Raced, "is used by another transaction") || test.code != "unconfirmed" && v.Raced == "" {
				t.Errorf("%+v", v)
			}
		})
	}
}

// If the race of a cancellation is unknown, the result does not say that the pool is unchanged.
func TestRaceOfACancellationIsNotKnown(t *testing.T) {
	t.Parallel()
	w := executing(t)
	w.kill("broadcast", 1)
	w.until(w.send)
	w.node.say("SafeRaceOf", answer{err: errors.New("gone"), always: true})
	s, err := w.replace(true)
	must(t, err)
	text := shown(s.Outcome)
	contains(t, text, "cannot check whether another transaction has done the same")
	if strings.Contains(text, "untouched") {
		t.Error(text)
	}
	w = executing(t)
	w.kill("broadcast", 1)
	w.until(w.send)
	w.node.race = chain.SafeRace{Nonce: 4} // the Safe's nonce is still free
	s, err = w.replace(true)
	must(t, err)
	if v := s.Outcome.(*Cancelled); v.Raced != "" || v.ExecutedBy != nil {
		t.Errorf("nobody has raced: %+v", v)
	}
	w = stuck(t, swapsOff())
	w.node.race = chain.SafeRace{Nonce: 99, By: common.Hash{7}}
	s, err = w.replace(true)
	must(t, err)
	if v := s.Outcome.(*Cancelled); v.Raced != "" || w.node.asked["SafeRaceOf"] > 0 {
		t.Error("what is no Safe's has raced")
	}
}

// Only one of two executions of a Safe's nonce can succeed, whichever accounts send them.
func TestSafeInFlight(t *testing.T) {
	t.Parallel()
	w := executing(t)
	w.kill("broadcast", 1)
	w.until(w.send)
	id := w.only().ID
	e := w.run()
	f := wantFailure(t, e.RefuseSafeInFlight(31337, safeAddress(), 4, ""), failure.Unconfirmed, "in_flight", "transaction 4 of the Safe "+safeAddress().Hex()+" is already being executed by an unresolved transaction,", manager().address.Hex(), "mpool resume "+id)
	if f.Details["id"] != id || f.Details["journal"] != w.only().Path {
		t.Errorf("%+v", f.Details)
	}
	for name, err := range map[string]error{
		"another nonce": e.RefuseSafeInFlight(31337, safeAddress(), 5, ""), "another Safe": e.RefuseSafeInFlight(31337, owner().address, 4, ""),
		"the signer signed for a chain other than": e.RefuseSafeInFlight(1, safeAddress(), 4, ""), "its own record": e.RefuseSafeInFlight(31337, safeAddress(), 4, id),
	} {
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	op := w.op.(wallet.ExecSafe)
	op.Executor = owner().address // another account executes it as well
	w.op, w.node.op = op, op
	_, err := w.send()
	wantFailure(t, err, failure.Unconfirmed, "in_flight", "a second one would revert")
	_, err = w.resume()
	must(t, err)
	must(t, e.RefuseSafeInFlight(31337, safeAddress(), 4, ""))
}

// A pending transaction of a record that cannot be read may execute any transaction of any Safe.
func TestRefuseUnreadableRival(t *testing.T) {
	t.Parallel()
	w := executing(t)
	must(t, w.begin(t, 9).Close()) // under a digest that is not its plan's
	e := w.run()
	f := wantFailure(t, e.RefuseSafeInFlight(31337, safeAddress(), 4, ""), failure.Unconfirmed, "in_flight", "mpool cannot read which Safe transaction it executes", "check what the account has sent")
	if id := w.only().ID; f.Details["id"] != id {
		t.Errorf("%+v", f.Details)
	}
	must(t, e.RefuseSafeInFlight(1, safeAddress(), 4, ""))
	must(t, e.RefuseSafeInFlight(31337, safeAddress(), 4, w.only().ID))
}

func TestSafeExecOf(t *testing.T) {
	t.Parallel()
	w := executing(t)
	_, err := w.send()
	must(t, err)
	begin := w.only().Status.Begin
	if op, is := SafeExecOf(begin); !is || op.Nonce != 4 || op.Safe != safeAddress() {
		t.Errorf("%+v, %v", op, is)
	}
	if v := newSafeTxView(begin); v == nil || v.Safe != safeAddress() || v.Nonce != 4 || v.Operation == "" {
		t.Errorf("the list shows %+v", v)
	}
	other, unreadable := begin, begin
	other.Operation, unreadable.Document = "swaps disable", []byte("{}")
	for name, begin := range map[string]journal.Begin{"another operation": other, "a plan that nobody can read": unreadable} {
		if _, is := SafeExecOf(begin); is {
			t.Error(name)
		}
		if newSafeTxView(begin) != nil {
			t.Errorf("%s is listed as a Safe transaction", name)
		}
	}
}

// A part of a plan leaves the rest to others, and the result says so.
func TestSafeExecutesAPart(t *testing.T) {
	t.Parallel()
	w := newWorld(t, safePool(), execution(t, threeMembers(), safePool(), 2))
	w.node.executed = true
	for _, address := range threeMembers().(ops.ChangeAllowlist).Add {
		w.node.head().state.Members = append(w.node.head().state.Members, ops.Member{Address: address})
	}
	p := w.propose()
	s := w.sender(p, options())
	if !isPart(s.Plan, &s.evidence) {
		t.Error("before it is known, it counts as a part")
	}
	must(t, s.Start(t.Context(), p))
	v := s.Outcome.(*Outcome)
	if v.Remaining != 1 || !isPart(s.Plan, &s.evidence) || v.Next != "the plan is NOT FINISHED: 1 call is left, next from the pool's owner "+safeAddress().Hex()+": mpool safe hash PLAN, or mpool send PLAN" {
		t.Errorf("%d, %q", v.Remaining, v.Next)
	}
	s.shown.Rest = "mpool safe hash plan.json"
	v = s.result()
	s.tellRest(v)
	contains(t, v.Next, ": mpool safe hash plan.json")
	whole := newWorld(t, safePool(), execution(t, swapsOff(), safePool(), 1))
	whole.node.executed = true
	s, err := whole.send()
	must(t, err)
	if isPart(s.Plan, &s.evidence) || isPart(&ops.Plan{Operation: swapsOff()}, &evidence{}) {
		t.Error("all of it is a part")
	}
}

// Calls that must be one Safe transaction are not sent one by one.
func TestRefuseApart(t *testing.T) {
	t.Parallel()
	pool := safePool()
	pool.Pool.SwapEnabled, pool.Pool.JoinExitEnabled = true, false
	op := addition(pool)
	op.Doors, op.AssetManager, op.MintTo = ops.DoorsOf(pool, ops.AtOnce), safeAddress(), safeAddress()
	for i := range pool.Tokens {
		pool.Tokens[i].AssetManager = safeAddress()
	}
	for _, key := range op.Watch(pool).Holdings {
		pool.Holdings = append(pool.Holdings, ops.Holding{Token: key.Token, Account: key.Account, Symbol: "NEW", Decimals: 6, Balance: amount(9e6, 6), Allowance: units.Amount{Decimals: 6}})
	}
	w := newWorld(t, pool, op)
	p := w.propose()
	err := w.sender(p, options()).Start(t.Context(), p)
	f := wantFailure(t, err, failure.Refused, "doors.apart", fmt.Sprintf("the plan's %d calls must be one transaction of the Safe %s", len(p.Plan.Calls), safeAddress().Hex()), "--out plan.json", "mpool safe hash plan.json shows what its owners sign")
	if f.Result == nil || w.keys.opened > 0 {
		t.Error("it went on")
	}
	one := *p.Plan
	one.Calls = one.Calls[:1]
	must(t, RefuseApart(&planner.Proposal{Plan: &one, View: p.View}))
}

// The missing key is that of a Safe, which has none.
func TestMissesSafe(t *testing.T) {
	t.Parallel()
	plan := &ops.Plan{Operation: swapsOff(), Calls: []ops.Call{{From: owner().address}, {From: safeAddress()}}, Predicted: safePool()}
	p := &planner.Proposal{Plan: plan, View: &planview.View{Safes: []planview.Safe{{Address: safeAddress()}}}}
	cause := errors.New("no key")
	wantFailure(t, missesSafe(p, &keyring.Ring{Sends: 1}, cause), failure.Refused, "signer.missing", "call 2 of 2 must come from the pool's owner "+safeAddress().Hex()+", a Safe, which has no key", "only the first 1 call with --partial")
	for name, ring := range map[string]*keyring.Ring{"no ring": nil, "not the first": {}, "all": {Sends: 2}} {
		if err := missesSafe(p, ring, cause); !errors.Is(err, cause) {
			t.Errorf("%s: %v", name, err)
		}
	}
	first := *plan
	first.Calls = plan.Calls[1:]
	if err := missesSafe(&planner.Proposal{Plan: &first, View: p.View}, &keyring.Ring{}, cause); !errors.Is(err, cause) {
		t.Errorf("the very first: %v", err)
	}
	p.View.Safes = nil
	if err := missesSafe(p, &keyring.Ring{Sends: 1}, cause); !errors.Is(err, cause) {
		t.Errorf("no Safe: %v", err)
	}
}
