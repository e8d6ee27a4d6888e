package execution

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/text"
)

func call(step int, state journal.State) journal.Call {
	return journal.Call{State: state, Intent: journal.Intent{Step: step}}
}

// A call counts as done if it is mined without revert, even if the pool differs from the
// prediction.
func TestDoneCalls(t *testing.T) {
	t.Parallel()
	tests := []struct {
		calls []journal.Call
		want  int
	}{
		{nil, 0},
		{[]journal.Call{call(0, journal.Done)}, 1},
		{[]journal.Call{call(0, journal.Differs)}, 1},
		{[]journal.Call{call(2, journal.Done)}, 3},
		{[]journal.Call{call(0, journal.Done), call(1, journal.Reverted)}, 1},
		{[]journal.Call{call(0, journal.Included)}, 0},
		{[]journal.Call{call(0, journal.Sent)}, 0},
		{[]journal.Call{call(0, journal.Done), call(1, journal.Cancelled), call(1, journal.Done)}, 2},
	}
	for _, test := range tests {
		if got := DoneCalls(journal.Status{Calls: test.calls}); got != test.want {
			t.Errorf("%+v: %d, want %d", test.calls, got, test.want)
		}
	}
}

// F17: an allowance is left only if an operation stops right after its approval.
func TestLeftAllowance(t *testing.T) {
	t.Parallel()
	w := adding(t, shutPool())
	plan := w.propose().Plan
	status := func(done int) journal.Status {
		var list []journal.Call
		for i := range done {
			list = append(list, call(i, journal.Done))
		}
		return journal.Status{Calls: list, Begin: journal.Begin{Calls: 3}}
	}
	want := "mpool manage-balance revoke " + plan.Predicted.Pool.Address.Hex() + " " + common.HexToAddress("0x0101").Hex() + " --of " + manager().address.Hex() + " --broadcast --account NAME"
	for done, line := range []string{"", "", want, ""} {
		if got := RevokeLine(plan, status(done)); got != line {
			t.Errorf("behind %d calls: %q", done, got)
		}
	}
	nothing := *plan
	nothing.Calls = slices.Clone(plan.Calls)
	nothing.Calls[1].Data = append(slices.Clone(plan.Calls[1].Data[:36]), make([]byte, 32)...)
	if got := RevokeLine(&nothing, status(2)); got != "" {
		t.Errorf("an approval of nothing leaves %q", got)
	}
	nothing.Calls[1].Data = nothing.Calls[1].Data[:20]
	if got := RevokeLine(&nothing, status(2)); got != "" {
		t.Errorf("an approval that is cut off leaves %q", got)
	}
}

// F17: the error after an approval says what the Vault can still take, and how to revoke it.
func TestStopsBehindAnApproval(t *testing.T) {
	t.Parallel()
	w := adding(t, shutPool())
	w.at = func(point string) {
		if point == "verified" && w.node.nonce(manager().address) == 1 {
			w.node.say("ProposeAgain", answer{err: failure.New(failure.Refused, "stale", "the plan is stale").WithHint("plan again")})
		}
	}
	_, err := w.send()
	id := w.only().ID
	f := wantFailure(t, err, failure.Mined, "stale", "2 of 3 calls are done, then: the plan is stale; the Vault can still take the approved amounts",
		"plan again; continue with: mpool resume "+id+"; to abandon the operation and revoke the allowance: mpool tx close "+id+" --reason TEXT, and then mpool manage-balance revoke")
	line, is := f.Details["revoke"].(string)
	if !is || !strings.HasPrefix(line, "mpool manage-balance revoke") {
		t.Errorf("%+v", f.Details)
	}
	page := &text.Page{}
	RevokeText(page, line)
	contains(t, page.String(), "it stopped after its approval: the Vault can still take that amount. To revoke the allowance:", line)
	page = &text.Page{}
	if RevokeText(page, ""); page.String() != "" {
		t.Error("nothing is said of nothing")
	}
	_, err = w.resume(func(f *ResumeOptions) { f.Sending.Signer.Account = "" })
	f = wantFailure(t, err, failure.Misuse, "signer.missing", "; the Vault can still take the approved amounts", "to abandon the operation and revoke the allowance: mpool tx close "+id)
	if f.Details["revoke"] != line {
		t.Errorf("%+v", f.Details)
	}
	w.goOn()
	w.done()
}

// withRevoke adds its hint to an error without one. It does not ask to close a closed record.
func TestWithRevoke(t *testing.T) {
	t.Parallel()
	w := adding(t, shutPool())
	w.kill("verified", 2)
	w.until(w.send)
	s, err := w.run().Reopen(t.Context(), w.only(), options())
	must(t, err)
	defer s.Close()
	f := withRevoke(s.Plan, s.Record, failure.New(failure.Plain, "x", "y"))
	if !strings.HasPrefix(f.Hint, "to abandon the operation and revoke the allowance: mpool tx close ") {
		t.Error(f.Hint)
	}
	must(t, s.Record.CloseOperation("enough"))
	if how := giveUp(s.Plan, s.Record); !strings.HasPrefix(how, "mpool manage-balance revoke") {
		t.Error(how)
	}
	other := newWorld(t, somePool(), swapsOff())
	_, err = other.send()
	must(t, err)
	s, err = other.run().Reopen(t.Context(), other.only(), options())
	must(t, err)
	defer s.Close()
	if f := withRevoke(s.Plan, s.Record, failure.New(failure.Plain, "x", "y")); f.Hint != "" || f.Message != "y" {
		t.Errorf("%+v", f)
	}
}

// The node's next nonce is checked against the recorded ones.
func TestNonces(t *testing.T) {
	t.Parallel()
	const last = 6
	tests := []struct {
		name  string
		next  uint64
		none  bool // there is no record
		other uint64
		code  string
		says  []string
		note  bool
	}{
		{name: "the first ever", next: 0, none: true},
		{name: "many, and no record", next: mostNonce, none: true},
		{name: "more than an account can have sent", next: mostNonce + 1, none: true, code: "nonce", says: []string{"no account can have sent that many transactions"}},
		{name: "the largest number", next: 1<<64 - 1, code: "nonce", says: []string{"no account can have sent that many transactions"}},
		{name: "the next one", next: last + 1},
		{name: "one that is used, as after a reorganisation", next: last},
		{name: "one was sent otherwise", next: last + 2, note: true},
		{name: "as many as is believed", next: last + 1 + farAhead, note: true},
		{name: "far ahead", next: last + 2 + farAhead, code: "nonce", says: []string{"it is far ahead of the last recorded nonce", "--check-rpc-url"}},
		{name: "far ahead, and another node says so", next: last + 2 + farAhead, other: last + 2 + farAhead},
		{name: "far ahead, and another node says otherwise", next: last + 2 + farAhead, other: last + 1, code: "nonce"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, somePool(), swapsOff())
			if !test.none {
				w.sentBefore(t, last)
			}
			w.settings.CheckRPCURLs = []string{"unreachable"}
			if test.other > 0 {
				w.settings.CheckRPCURLs = append(w.settings.CheckRPCURLs, "other")
				w.others["other"] = newFakeNode(t, somePool(), swapsOff())
				w.others["other"].nextNonce = test.other
			}
			s := w.sender(w.propose(), options())
			err := s.nonces.plausibleNonce(t.Context(), owner().address, test.next)
			if test.code == "" {
				must(t, err)
			} else {
				f := wantFailure(t, err, failure.Refused, test.code, test.says...)
				if test.next == last+2+farAhead && f.Details["recorded"] != uint64(last) {
					t.Errorf("%+v", f.Details)
				}
			}
			if (len(w.ui.notes) > 0) != test.note {
				t.Errorf("it notes %v", w.ui.notes)
			}
			if test.other > 0 && w.others["other"].closed != 1 {
				t.Error("the connection stays open")
			}
		})
	}
}

// sentBefore writes a record of a transaction that was mined with this nonce.
func (w *world) sentBefore(t *testing.T, nonce byte) {
	t.Helper()
	record := w.begin(t, nonce) // begin uses the digest as the nonce
	hash := record.Status().Calls[0].Hashes[0]
	must(t, record.Mined(journal.Mined{Hash: hash, BlockNumber: 1, Success: true}))
	must(t, record.Verified(nil))
	must(t, record.Close())
}

// Nonces of other accounts and other chains do not count.
func TestLastNonce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	w.sentBefore(t, 9)
	w.sentBefore(t, 3)
	s := w.sender(w.propose(), options())
	if last, some, err := s.nonces.lastNonce(owner().address); last != 9 || !some || err != nil {
		t.Errorf("%d, %v, %v", last, some, err)
	}
	if _, some, _ := s.nonces.lastNonce(manager().address); some {
		t.Error("it is another account's")
	}
	elsewhere := *s.Plan.Predicted
	elsewhere.ChainID = 1
	s.Plan.Predicted = &elsewhere
	if _, some, _ := s.nonces.lastNonce(owner().address); some {
		t.Error("it is on another chain")
	}
}

// Before signing, the balance must cover all coming calls, and the account must have no pending
// transactions.
func TestBeforeSigning(t *testing.T) {
	t.Parallel()
	const one = 65_000 * 30e9
	tests := []struct {
		name string
		op   ops.Operation
		set  func(w *world)
		code string
		says []string
	}{
		{"enough to the wei", swapsOff(), func(w *world) { w.node.balance = wei(one) }, "", nil},
		{"a wei too little", swapsOff(), func(w *world) { w.node.balance = wei(one - 1) }, "funds", []string{"has 0.001949999999999999 ETH, but the transaction may cost 0.00195", "fund the account with ETH, or lower --gas-price"}},
		{"enough for the first of three", threeMembers(), func(w *world) { w.node.balance = wei(3*one - 1) }, "funds", nil},
		{"enough for all three", threeMembers(), func(w *world) { w.node.balance = wei(3 * one) }, "", nil},
		{"something waits", swapsOff(), (*world).waitNonce, "pending", []string{"has pending transactions: 1 transaction, from nonce 0", "wait until they are mined"}},
		{"the account cannot be read", swapsOff(), func(w *world) { w.node.say("AccountAt", answer{err: failure.New(failure.Plain, "node", "gone")}) }, "node", nil},
		{"the ceiling was set meanwhile", swapsOff(), func(w *world) { w.settings.MaxFeePerGas = wei(30e9 - 1) }, "max_fee_per_gas", nil},
		{"the plan is stale: gas now costs more than the planned", swapsOff(), func(w *world) { w.plans.fees = gwei(61, 2) }, "stale", []string{"the plan is stale: gas now costs more than the planned"}},
		{"gas has become twice as dear", swapsOff(), func(w *world) { w.plans.fees = gwei(60, 2) }, "", nil},
		{"it needs more gas", swapsOff(), func(w *world) { w.plans.gas = 55_001 }, "stale", []string{"the call now needs up to 71,501 gas, but the plan showed 65,000"}},
		{"a nonce that cannot be", swapsOff(), func(w *world) { w.node.nextNonce = 1 << 41 }, "nonce", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, somePool(), test.op)
			p := w.propose()
			test.set(w)
			err := w.sender(p, options()).Start(t.Context(), p)
			if test.code == "" {
				must(t, err)
				return
			}
			var f *failure.Failure
			if !errors.As(err, &f) || f.Code != test.code {
				t.Fatalf("%v; want %s", err, test.code)
			}
			contains(t, f.Message+"\n"+f.Hint, test.says...)
			if len(w.keys.signers[owner().address].signed) > 0 || len(w.records()) > 0 {
				t.Error("something was signed")
			}
		})
	}
}

// F7: offer adds up the costs of a call and the later ones, for their sender only.
func TestOffer(t *testing.T) {
	t.Parallel()
	w := adding(t, shutPool())
	p := w.propose()
	s := w.sender(p, options())
	s.shown, s.proposal, s.keys = p, p, w.keys.ring()
	s.keys.Sends = 3
	p.Plan.Calls[1].Value.SetUint64(4)
	p.Plan.Calls[2].Value.SetUint64(5)
	p.View.Cost.Limits = []uint64{1000, 200, 30}
	fee := uint64(30e9)
	tests := []struct {
		from  common.Address
		i     int
		limit uint64
		most  uint64
	}{
		{owner().address, 0, 1000, 1000 * fee},
		{manager().address, 1, 200, 230*fee + 9},
		{manager().address, 2, 30, 30*fee + 5},
	}
	for _, test := range tests {
		if limit, most := offerOf(&s.run, test.from, test.i); limit != test.limit || most.Int().Uint64() != test.most {
			t.Errorf("call %d: %d, %s; want %+v", test.i, limit, most.Int(), test)
		}
	}
	s.keys.Sends = 2 // another sender signs the deposit
	if _, most := offerOf(&s.run, manager().address, 1); most.Int().Uint64() != 200*fee+4 {
		t.Errorf("without the last: %s", most.Int())
	}
	data := wei(7)
	p.View.Cost.DataFee = &data
	if _, most := offerOf(&s.run, owner().address, 0); most.Int().Uint64() != 1000*fee+7 {
		t.Errorf("with the fee for data: %s", most.Int())
	}
	fresh := *p.View.Cost
	fresh.Limits = []uint64{777}
	view := *p.View
	view.Cost = &fresh
	next := *p
	next.View = &view
	s.proposal, p.View.Cost.Limits = &next, nil // not simulated yet: the limit is known when its turn comes
	if limit, _ := offerOf(&s.run, owner().address, 0); limit != 777 {
		t.Errorf("where it was not known before: %d", limit)
	}
}

// On a chain that charges for data, the record contains the fee for data.
func TestDataFeeIsPaid(t *testing.T) {
	t.Parallel()
	if got := newTxView(&chain.Receipt{GasUsed: 10, GasPrice: wei(3), PriceKnown: true, DataFee: wei(4)}, "x()"); got.Fee.Int().Uint64() != 34 {
		t.Errorf("%s", got.Fee.Int())
	}
	if got := newTxView(&chain.Receipt{GasUsed: 10}, "x()"); got.Fee != nil {
		t.Errorf("nobody tells the price, and it is %s", got.Fee.Int())
	}
}
