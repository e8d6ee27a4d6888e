package execution

import (
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/planview"
)

// Nothing is signed while any operation of the same account on the same chain has an unsettled
// transaction.
func TestRefuseInFlight(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	w.kill("broadcast", 1)
	w.until(w.send)
	entry := w.only()
	hash := entry.Status.Calls[0].Hashes[0]
	e := w.run()
	me := []common.Address{manager().address, owner().address}
	f := wantFailure(t, e.refuseInFlight(t.Context(), way{31337, me, time.Minute}), failure.Unconfirmed, "in_flight", hash.Hex()+" of an earlier swaps disable is unresolved (nonce 0 of "+owner().address.Hex(), "mpool resume "+entry.ID)
	if f.Details["id"] != entry.ID || f.Details["journal"] != entry.Path {
		t.Errorf("%+v", f.Details)
	}
	must(t, e.refuseInFlight(t.Context(), way{1, me, time.Minute}))
	must(t, e.ClearWay(t.Context(), 31337, manager().address, time.Minute))
	w.op, w.node.op = threeMembers(), threeMembers()
	_, err := w.send()
	wantFailure(t, err, failure.Unconfirmed, "in_flight")
	if w.keys.opened > 1 || len(w.records()) != 1 {
		t.Error("it went on to ask for keys")
	}
	w = delegatedOut(t, false)
	wantFailure(t, w.run().refuseInFlight(t.Context(), way{31337, me, time.Minute}), failure.Unconfirmed, "in_flight", "a transaction with unknown hash of an earlier swaps disable")
}

// The records are checked again under the lock, because another mpool may have sent in between.
func TestInFlightSinceTheQuestion(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	p := w.propose()
	s := w.sender(p, options())
	s.engine.Preview = func(*planview.View, bool) { must(t, w.begin(t, 9).Close()) }
	wantFailure(t, s.Start(t.Context(), p), failure.Unconfirmed, "in_flight")
	if len(w.keys.signers[owner().address].signed) != 1 { // signed by begin itself
		t.Error("it was signed")
	}
}

// A script that runs again must not send the same call of the same plan twice.
func TestRefuseSent(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	p := w.propose()
	s := w.sender(p, options())
	must(t, s.Start(t.Context(), p))
	hash := w.only().Status.Calls[0].Hashes[0]
	w.node.others = func(s *ops.Snapshot, _ *fakeBlock) (*ops.Snapshot, error) { // someone else undoes it
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

// The intent describes the transaction to sign, with the overrides.
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

// Sending the same plan again after a stop continues its record.
func TestTheSamePlanGoesOn(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), threeMembers())
	p := w.propose()
	w.kill("verified", 1)
	s := w.sender(p, options())
	w.until(func() (*Sender, error) { return s, s.Start(t.Context(), p) })
	fresh, err := w.plans.ProposeAgain(t.Context(), p.Plan, 0, options().Terms())
	must(t, err)
	s = w.sender(p, options()) // the user gives the plan again; the rest of it is shown
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

// The signer gets the function's signature if the transaction is the plan's own.
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
