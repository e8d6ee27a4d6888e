package execution

import (
	"errors"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"mpool/bindings/managedpool"
	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/signer"
)

// Nothing is signed on top of what is not accounted for, by whatever operation of the same
// account on the same chain.
func TestRefuseInFlight(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	w.kill("broadcast", 1)
	w.until(w.send)
	entry := w.only()
	hash := entry.Status.Calls[0].Hashes[0]
	e := w.run()
	me := []common.Address{manager().address, owner().address}
	f := wantFailure(t, e.RefuseInFlight(31337, me), failure.Unconfirmed, "in_flight", hash.Hex()+" of an earlier swaps disable is unresolved (nonce 0 of "+owner().address.Hex(), "mpool resume "+entry.ID)
	if f.Details["id"] != entry.ID || f.Details["journal"] != entry.Path {
		t.Errorf("%+v", f.Details)
	}
	must(t, e.RefuseInFlight(1, me))
	must(t, e.RefuseInFlight(31337, []common.Address{manager().address}))
	w.op, w.node.op = threeMembers(), threeMembers()
	_, err := w.send()
	wantFailure(t, err, failure.Unconfirmed, "in_flight")
	if w.keys.opened > 1 || len(w.records()) != 1 {
		t.Error("it went on to ask for keys")
	}
	w = delegatedOut(t, false)
	wantFailure(t, w.run().RefuseInFlight(31337, me), failure.Unconfirmed, "in_flight", "a transaction with unknown hash of an earlier swaps disable")
}

// It is looked for once more under the lock: another mpool may have sent in between.
func TestInFlightSinceTheQuestion(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	p := w.propose()
	s := w.sender(p, options())
	s.Preview = func(*planner.View, bool) { must(t, w.begin(t, 9).Close()) }
	wantFailure(t, s.Start(t.Context(), p), failure.Unconfirmed, "in_flight")
	if len(w.keys.signers[owner().address].signed) != 1 { // begin's own
		t.Error("it was signed")
	}
}

// A script that tries again must not send the same call of the same plan twice.
func TestRefuseSent(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	p := w.propose()
	s := w.sender(p, options())
	must(t, s.Start(t.Context(), p))
	hash := w.only().Status.Calls[0].Hashes[0]
	w.node.others = func(s *ops.Snapshot, _ *fakeBlock) (*ops.Snapshot, error) { // somebody undoes it
		s.Pool.SwapEnabled = true
		return s, nil
	}
	w.node.mine()
	err := w.sender(p, options()).Start(t.Context(), p)
	f := wantFailure(t, err, failure.Refused, "sent", "this plan was already signed: transaction "+hash.Hex(), "run mpool tx list --all to see it; to repeat the operation, write a new plan")
	if f.Details["hash"] != hash || f.Details["journal"] != w.only().Path {
		t.Errorf("%+v", f.Details)
	}
	_, err = w.send() // a new plan
	must(t, err)
	intent := IntentTo(s.Digest, s.Plan, 0, s.Plan.Calls[0])
	e := w.run()
	for name, change := range map[string]func(*journal.Intent){
		"another plan": func(i *journal.Intent) { i.Plan[0]++ }, "another call": func(i *journal.Intent) { i.Step++ }, ", now has other call data": func(i *journal.Intent) { i.DataHash[0]++ },
	} {
		other := intent
		change(&other)
		if err := e.RefuseSent(other); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	out := newWorld(t, somePool(), swapsOff())
	p = out.propose()
	s = out.sender(p, options())
	out.kill("sealed", 1)
	out.until(func() (*Sender, error) { return s, s.Start(t.Context(), p) })
	f = wantFailure(t, out.run().RefuseSent(IntentTo(s.Digest, p.Plan, 0, p.Plan.Calls[0])), failure.Unconfirmed, "in_flight", "this plan was already signed, and its transaction", "mpool resume "+out.only().ID)
	if f.Details["id"] != out.only().ID || f.Details["hash"] == nil {
		t.Errorf("%+v", f.Details)
	}
}

// The intent says what is going to be signed, with the overrides that the sender takes.
func TestIntent(t *testing.T) {
	t.Parallel()
	call := ops.Call{From: common.Address{1}, To: common.Address{2}, Data: []byte{3, 4}}
	call.Value.SetUint64(5)
	got := IntentTo(common.Hash{6}, &ops.Plan{Predicted: &ops.Snapshot{ChainID: 7}}, 8, call)
	if got.Plan != (common.Hash{6}) || got.ChainID != 7 || got.Step != 8 || got.From != call.From || got.To != call.To || got.DataHash != crypto.Keccak256Hash(call.Data) || got.Value.ToInt().Int64() != 5 || got.Nonce != 0 || got.Delegated {
		t.Errorf("%+v", got)
	}
	w := newWorld(t, somePool(), threeMembers())
	_, err := w.send()
	must(t, err)
	for i, call := range w.only().Status.Calls {
		if call.Intent.Step != i || call.Intent.Nonce != uint64(i) {
			t.Errorf("call %d is recorded as %+v", i, call.Intent)
		}
	}
	begin := w.only().Status.Begin
	if begin.Operation != "allowlist add" || begin.Calls != 3 || begin.ChainID != 31337 || begin.Subject != somePool().Pool.Address || begin.Confirmations != 1 {
		t.Errorf("%+v", begin)
	}
	if plan, err := planner.ReadRecorded(begin); err != nil || len(plan.Calls) != 3 {
		t.Errorf("the plan that is kept: %v", err)
	}
}

// The same plan, sent again after it stopped, goes on with its record.
func TestTheSamePlanGoesOn(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), threeMembers())
	p := w.propose()
	w.kill("verified", 1)
	s := w.sender(p, options())
	w.until(func() (*Sender, error) { return s, s.Start(t.Context(), p) })
	fresh, err := w.plans.ProposeAgain(t.Context(), p.Plan, 0, options().Terms())
	must(t, err)
	s = w.sender(p, options()) // which the user gives again: what is left of it is shown
	must(t, s.Start(t.Context(), fresh))
	if got := w.states(); got != "verified, verified, verified" {
		t.Error(got)
	}
	w.onChain(3)
	if last := w.only().Status.Calls[2].Intent.Step; last != 2 {
		t.Errorf("the last is recorded as call %d", last)
	}
}

func TestContains(t *testing.T) {
	t.Parallel()
	list := []common.Address{{1}, {2}}
	if !Contains(list, common.Address{2}) || Contains(list, common.Address{3}) || Contains(nil, common.Address{}) {
		t.Error("it finds what is not there, or not what is")
	}
}

// The signature of the function is passed on where the transaction is the plan's own.
func TestMethodIn(t *testing.T) {
	t.Parallel()
	to := common.Address{1}
	plan := &ops.Plan{Calls: []ops.Call{{To: to, Data: []byte{1}, Method: "a()"}, {To: to, Data: []byte{2}, Method: "b()"}}}
	tests := []struct {
		to   *common.Address
		data []byte
		want string
	}{{&to, []byte{1}, "a()"}, {&to, []byte{2}, "b()"}, {&to, []byte{3}, ""}, {&common.Address{2}, []byte{1}, ""}, {nil, []byte{1}, ""}}
	for _, test := range tests {
		if got := methodIn(plan, types.NewTx(&types.LegacyTx{To: test.to, Data: test.data})); got != test.want {
			t.Errorf("%v %x: %q", test.to, test.data, got)
		}
	}
}

// The question names how many, from whom, where and for how much; a no sends nothing.
func TestQuestion(t *testing.T) {
	t.Parallel()
	w := adding(t, shutPool())
	w.ui.answer = failure.New(failure.Refused, "declined", "declined: nothing was sent")
	flags := options()
	flags.Yes = false
	_, err := w.sendWith(flags)
	wantFailure(t, err, failure.Refused, "declined")
	want := "send 3 transactions from " + owner().address.Hex() + " and " + manager().address.Hex() + " on anvil, for a gas fee of at most 0.00585 ETH?"
	if len(w.ui.asked) != 1 || w.ui.asked[0] != want || w.previews != 1 {
		t.Errorf("it asks %q, shows %d", w.ui.asked, w.previews)
	}
	if len(w.records()) > 0 || len(w.node.given) > 0 {
		t.Error("something was begun")
	}
	w.ui.answer = nil
	_, err = w.sendWith(flags)
	must(t, err)
	w.onChain(3)
	if !slices.Contains(w.ui.notes, "call 2 of 3: approve(address,uint256)") {
		t.Errorf("%q", w.ui.notes)
	}
}

// Keys come before the question, and those that miss stop it.
func TestKeysAreMissing(t *testing.T) {
	t.Parallel()
	w := adding(t, shutPool())
	delete(w.keys.signers, manager().address)
	_, err := w.send()
	wantFailure(t, err, failure.Refused, "signer.missing", "call 2 of 3 must come from the asset manager "+manager().address.Hex(), "--partial")
	if len(w.ui.asked) > 0 {
		t.Error("it asked first")
	}
	flags := options()
	flags.Manager.Partial = true
	s, err := w.sendWith(flags)
	must(t, err)
	v := s.Outcome.(*Outcome)
	if v.Remaining != 2 || v.Done != 1 || v.Calls != 3 || v.Next != "2 calls are left, next from "+manager().address.Hex()+": mpool resume "+w.only().ID+" --account NAME" && !says(v.Next, "the asset manager") {
		t.Errorf("%+v", v)
	}
	contains(t, shown(v), "NOT FINISHED: 1 of 3 calls done", v.Next)
	w.keys.signers[manager().address] = manager()
	w.goOn()
	w.onChain(3)
	w.done()
	other := adding(t, shutPool())
	other.keys.err = errors.New("the device is locked")
	if _, err := other.send(); err == nil || err.Error() != "the device is locked" {
		t.Error(err)
	}
}

// Where several others have to go on, that is said.
func TestResumeLineOfTwo(t *testing.T) {
	t.Parallel()
	w := adding(t, somePool())
	p := w.propose()
	s := w.sender(p, options())
	must(t, s.begin())
	defer s.Close()
	s.shown = p
	if got := s.resumeLine(0); got != "mpool resume "+s.Record.ID()+" --account NAME --partial" {
		t.Error(got)
	}
	p.View.Safes = []planner.Safe{{Address: owner().address}}
	if got := s.resumeLine(0); got != "mpool safe hash PLAN" {
		t.Error(got)
	}
	p.Rest = "mpool safe hash plan.json"
	if got := s.resumeLine(0); got != "mpool safe hash plan.json" {
		t.Error(got)
	}
}

// What speaks against flags is said before anything is read.
func TestOptions(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	tests := []struct {
		name string
		set  func(f *Options)
		code string
		says string
	}{
		{"as they are", func(*Options) {}, "", ""},
		{"a reason for nothing", func(f *Options) { f.Override.Reason = "because" }, "usage", "--reason"},
		{"no time", func(f *Options) { f.Timeout = 0 }, "usage", "must be positive"},
		{"no signer", func(f *Options) { f.Signer = signer.Options{} }, "usage", ""},
		{"two signers", func(f *Options) { f.Signer.Ledger = true }, "usage", "more than one signer"},
		{"two of the manager's", func(f *Options) { f.Manager.Signer = signer.Options{Account: "a", Ledger: true} }, "usage", "asset manager's key: "},
		{"one of the manager's", func(f *Options) { f.Manager.Signer = signer.Options{Account: "a"} }, "", ""},
	}
	for _, test := range tests {
		flags := options()
		test.set(flags)
		err := flags.Check(w.run())
		if test.code == "" {
			must(t, err)
			continue
		}
		wantFailure(t, err, failure.Misuse, test.code, test.says)
	}
	flags := options()
	flags.Manager = Manager{Signer: signer.Options{Account: "m"}, Partial: true}
	if k := flags.KeyOptions(); k.Signer.Account != "owner" || k.Manager.Account != "m" || !k.Partial || k.Ready != nil {
		t.Errorf("%+v", k)
	}
	if terms := flags.Terms(); terms.Offer != &flags.Offer || terms.Override != &flags.Override {
		t.Error("the terms are others")
	}
}

func TestSilentSigners(t *testing.T) {
	t.Parallel()
	tests := []struct {
		o             signer.Options
		silent, named bool
	}{
		{signer.Options{}, false, false},
		{signer.Options{PrivateKey: "@file"}, true, true},
		{signer.Options{URL: "http://127.0.0.1"}, true, true},
		{signer.Options{Ledger: true}, true, true},
		{signer.Options{Account: "a"}, false, true},
		{signer.Options{Account: "a", PasswordFile: "p"}, true, true},
		{signer.Options{Keystore: "k", PasswordFile: "p"}, true, true},
		{signer.Options{PasswordFile: "p"}, false, false},
	}
	for _, test := range tests {
		f := &Options{Signer: test.o}
		if f.Silent() != test.silent || f.NamesSigner() != test.named || f.None(&fakeKeys{}) == test.named {
			t.Errorf("%+v: silent %v, named %v", test.o, f.Silent(), f.NamesSigner())
		}
	}
}

// What may be out is said with the first of a run told from the later ones.
func TestOut(t *testing.T) {
	t.Parallel()
	e := &Engine{}
	e.IsOut("a", common.Hash{1})
	if !e.Sealed || e.Gone != (Out{ID: "a", Hash: common.Hash{1}}) {
		t.Errorf("%+v", e.Gone)
	}
	e.Gone.What = "a signature"
	e.IsOut("a", common.Hash{2})
	if e.Gone != (Out{ID: "a", Hash: common.Hash{2}, Before: true, What: "a signature"}) {
		t.Errorf("%+v", e.Gone)
	}
	if e.NotOut(); e.Sealed || !e.Gone.Before {
		t.Errorf("%+v", e)
	}
	e.IsOut("a", common.Hash{3})
	if !e.Gone.Before {
		t.Error("what was out before is forgotten")
	}
}

// removal takes a token out: the manager's withdrawal takes whatever is there.
func removal(t *testing.T) *world {
	pool := shutPool()
	op := ops.RemoveToken{Token: pool.Tokens[2].Address, AssetManager: manager().address, Burn: amount(0, 18), Doors: ops.DoorsOf(pool, ops.ByJoinsExits)}
	for _, key := range op.Watch(pool).Holdings {
		decimals := uint8(6)
		if key.Token == pool.Pool.Address {
			decimals = 18
		}
		pool.Holdings = append(pool.Holdings, ops.Holding{Token: key.Token, Account: key.Account, Symbol: "C", Decimals: decimals, Balance: amount(20000e6, decimals), Allowance: ops.Amount{Decimals: decimals}})
	}
	return newWorld(t, pool, op)
}

// F13, F26: others bring more of a token after it was withdrawn: it is withdrawn again, and
// not for ever.
func TestOthersHaveItMadeAgain(t *testing.T) {
	t.Parallel()
	for _, times := range []int{1, mostRepeats, mostRepeats + 1} {
		w := removal(t)
		left := times
		w.at = func(point string) {
			if point != "verified" || left == 0 {
				return
			}
			left--
			w.node.others = func(s *ops.Snapshot, _ *fakeBlock) (*ops.Snapshot, error) {
				s.Tokens[2].Cash = amount(uint64(5+left), 6)
				vault := s.Holding(s.Tokens[2].Address, s.Pool.Vault)
				vault.Balance.Raw.AddUint64(&vault.Balance.Raw, uint64(5+left))
				return s, nil
			}
			w.node.mine()
		}
		s, err := w.send()
		if times > mostRepeats {
			wantFailure(t, err, failure.Mined, "undone", "call 1 was mined, but its effect is gone")
			continue
		}
		must(t, err)
		if v := s.Outcome.(*Outcome); len(v.Transactions) != 2+times || v.Done != 2 {
			t.Errorf("%d times: %d transactions, %d done", times, len(v.Transactions), v.Done)
		}
		if !slices.Contains(w.ui.notes, "the state that call 1 depends on was changed by someone else after it was mined: it is made again") {
			t.Errorf("%q", w.ui.notes)
		}
		w.done()
	}
}

// What somebody else has stopped meanwhile is not opened at the end.
func TestForeignSwapStop(t *testing.T) {
	t.Parallel()
	w := adding(t, somePool())
	w.at = func(point string) {
		if point == "verified" && w.node.nonce(owner().address) == 2 {
			w.at = nil
			stop := event(t, &managedpool.ManagedPoolMetaData, somePool().Pool.Address, "SwapEnabledSet", nil, false)
			w.node.others = deeds(t, 1, stop)
			w.node.mine()
		}
	}
	s, err := w.send()
	must(t, err)
	if pool := w.node.head().state.Pool; pool.SwapEnabled || !pool.JoinExitEnabled {
		t.Errorf("%+v", pool)
	}
	contains(t, w.ui.planner.String(), "swaps", ": mpool does not change it back; mpool explain", ": mpool does not change it back; mpool explain")
	if v := s.Outcome.(*Outcome); v.Done != 7 || v.Calls != 7 || len(v.Transactions) != 6 {
		t.Errorf("%+v", v)
	}
}

// An alarm that was raised meanwhile keeps all shut. What is out when it came is still known
// for what it is: each call is recorded as the one that it is of the whole plan.
func TestAlarmMeanwhile(t *testing.T) {
	t.Parallel()
	for _, point := range []string{"", "sealed", "recorded", "verified"} {
		t.Run("killed again at "+point, func(t *testing.T) {
			t.Parallel()
			w := adding(t, somePool())
			w.kill("verified", 3)
			w.until(w.send)
			w.alarm(t)
			if point != "" {
				w.kill(point, 1)
				w.until(func() (*Sender, error) { return w.resume() })
			}
			s, err := w.resume()
			must(t, err)
			if pool := w.node.head().state.Pool; pool.SwapEnabled || pool.JoinExitEnabled {
				t.Error("it was opened")
			}
			contains(t, w.ui.planner.String(), "mpool shut has shut the pool since: everything shut stays shut; mpool open")
			w.onChain(5)
			for i, call := range w.records()[0].Status.Calls {
				if call.Intent.Step != i || call.State != journal.Done {
					t.Errorf("call %d is recorded as %d, %s", i, call.Intent.Step, call.State)
				}
			}
			if v, is := s.Outcome.(*Outcome); is && (v.Done != 7 || v.Calls != 7 || v.Remaining != 0) {
				t.Errorf("%d of %d, %d left", v.Done, v.Calls, v.Remaining)
			}
			if w.records()[0].Status.Unfinished() {
				t.Error("it is not finished")
			}
		})
	}
}

// alarm records that the pool is to stay shut.
func (w *world) alarm(t *testing.T) {
	t.Helper()
	w.node.mine()
	now := w.node.head().state
	kept := ops.DoorsOf(somePool(), ops.ByJoinsExits)
	plan, err := ops.Shut{Doors: ops.DoorsOf(now, ops.ByJoinsExits), Kept: &kept}.Plan(now, now.Block.Time)
	must(t, err)
	plan.Base = now.Block
	must(t, w.run().RecordAlarm(plan))
}

// Behind a stop of somebody else's the calls keep their numbers too.
func TestKilledBehindAForeignStop(t *testing.T) {
	t.Parallel()
	for _, point := range []string{"", "sealed", "recorded", "verified"} {
		t.Run("killed at "+point, func(t *testing.T) {
			t.Parallel()
			w := adding(t, somePool())
			w.kill("verified", 5)
			w.until(w.send)
			w.node.others = deeds(t, 1, event(t, &managedpool.ManagedPoolMetaData, somePool().Pool.Address, "SwapEnabledSet", nil, false))
			w.node.mine()
			if point != "" {
				w.kill(point, 1)
				w.until(func() (*Sender, error) { return w.resume() })
			}
			_, err := w.resume()
			must(t, err)
			w.onChain(6)
			for i, call := range w.only().Status.Calls {
				if call.Intent.Step != i || call.State != journal.Done {
					t.Errorf("call %d is recorded as %d, %s", i, call.Intent.Step, call.State)
				}
			}
			if pool := w.node.head().state.Pool; pool.SwapEnabled || !pool.JoinExitEnabled || w.only().Status.Unfinished() {
				t.Errorf("%+v", pool)
			}
		})
	}
}
