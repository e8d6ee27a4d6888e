package review

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/chain/wire"
	"mpool/internal/revert"
	"mpool/internal/safe"
)

func TestExecution(t *testing.T) { try(t, executionRows()) }
func TestRights(t *testing.T)    { try(t, rightRows()) }

// becomes changes the result of the Safe's own transaction.
func becomes(change func(*chain.SafeOutcome)) func(*world) {
	return func(w *world) { change(&w.node.out) }
}

func guarded(w *world) { w.safe().Guard = who(0x6d) }

func executionRows() []row {
	plain := list(received())
	owners := list(to(theSafe(), safeABI().PackEnableModule(stranger())))
	rows := []row{
		{name: "executed", want: "", near: "safe.untried"},
		{name: "not tried", set: becomes(func(o *chain.SafeOutcome) { o.Why = "it has no simulations" }), want: "warn safe.untried", says: "cannot check that the Safe can execute it: it has no simulations"},
		{name: "not tried, with a guard", set: both(guarded, becomes(func(o *chain.SafeOutcome) { o.Why = "no" })), want: "warn safe.untried", says: "cannot check that the Safe's guard " + who(0x6d).Hex() + " allows it: "},
		{name: "a node that is not able to", set: func(w *world) {
			w.node.err["TrySafe"] = &wire.UnableError{Node: "here", What: "simulate", Answer: "no"}
		}, want: "refuse safe.untried", near: "safe.loses", says: "the node here cannot simulate: no"},
		{name: "a node that is not able to, of an operation", calls: list(setFee(mine())), set: func(w *world) {
			w.node.err["TrySafe"] = &wire.UnableError{Node: "here", What: "simulate", Answer: "no"}
		}, want: "warn safe.untried", says: "the node here cannot simulate: no"},
		{name: "tokens that do not tell", set: becomes(func(o *chain.SafeOutcome) { o.Untold = []common.Address{who(0x66), who(0x67)} }), want: "refuse safe.untold", says: who(0x66).Hex() + ", and 1 more"},
		{name: "all tokens tell", want: "", near: "safe.untold"},
		{name: "its call fails", set: becomes(func(o *chain.SafeOutcome) { o.Failed = true }), want: "refuse safe.failed"},
		{name: "its call does not fail", want: "", near: "safe.failed"},
		{name: "the Safe itself changes", set: becomes(func(o *chain.SafeOutcome) { o.Changed = []string{"owners", "guard"} }), want: "refuse safe.changes", says: "its owners, its guard"},
		{name: "the Safe itself does not change", want: "", near: "safe.changes"},
		{name: "the Safe itself changes, as its call says", calls: owners, set: becomes(func(o *chain.SafeOutcome) { o.Changed = []string{"modules"} }), want: "refuse call.safe@1", near: "safe.changes"},
		{name: "only owners execute", set: both(guarded, becomes(func(o *chain.SafeOutcome) { o.OnlyOwners = true })), want: "note safe.guard.executor", says: "lets only owners execute this"},
		{name: "; once enough owners have signed, anyone can execute it:", set: guarded, want: "", near: "safe.guard.executor"},
		{name: "a guard that wants signatures", set: both(guarded, becomes(func(o *chain.SafeOutcome) {
			o.Revert, o.ByGuard, o.ForConsent = &revert.Reason{Code: "GS1", Sentence: "no consents"}, true, true
		})), want: "warn safe.guard.consent", says: "GS1: no consents"},
		{name: "a guard that forbids it", set: both(guarded, becomes(func(o *chain.SafeOutcome) { o.Revert, o.ByGuard = &revert.Reason{Sentence: "no"}, true })), want: "", near: "safe.guard.consent"},
		// the node's answer about the calls alone
		{name: "only the first call was tried:", set: func(w *world) { w.node.sim = chain.Simulation{Level: chain.Called, Why: "no \x1b[31msimulations"} }, want: "warn batch.unsimulated", says: "only the first call was tried: no simulations"},
		{name: "only the first call was called, and reverts", set: func(w *world) {
			w.node.sim = chain.Simulation{Level: chain.Called, Revert: &revert.Reason{Sentence: "no"}}
		}, want: "", near: "batch.unsimulated"},
		{name: "said once for two pools", calls: list(setFee(mine()), manage(theVault(), move(withdraw, other(), weth(), ether(1)))), set: func(w *world) { w.node.sim = chain.Simulation{Level: chain.Called} },
			want: "warn pool.unnamed, warn batch.unsimulated, refuse BAL#502@2"},
	}
	for i := range rows {
		if rows[i].calls == nil {
			rows[i].calls = plain
		}
	}
	return rows
}

// gives adds a right that an account has afterwards.
func gives(r chain.SafeRight) func(*world) {
	return becomes(func(o *chain.SafeOutcome) { o.Rights = append(o.Rights, r) })
}

func rightRows() []row {
	claim := list(to(contract(), selector("claim()")))
	allowance := chain.SafeRight{Kind: chain.Allowance, Contract: weth(), Token: weth(), Holder: stranger(), Before: tokens(1), After: tokens(3)}
	of := func(kind chain.RightKind, at, holder common.Address) chain.SafeRight {
		return chain.SafeRight{Kind: kind, Contract: at, Holder: holder}
	}
	forHolder := func(r chain.SafeRight, holder common.Address) chain.SafeRight { r.Holder = holder; return r }
	most := allowance
	most.After = *allOnes()
	permit := allowance
	permit.Contract, permit.Token = contract(), foreign()
	nameless := allowance
	nameless.Contract, nameless.Token = who(0x66), who(0x66)
	const refused, warned = "refuse safe.right, warn call.unknown@1", "warn safe.right, warn call.unknown@1"
	const right = "after this, "
	rows := []row{
		{name: "none", want: "warn call.unknown@1", near: "safe.right"},
		{name: "an allowance", set: gives(allowance), want: refused, says: right + stranger().Hex() + " can take 3 WETH from the Safe at any time; before, 1 WETH"},
		{name: "an allowance for a recipient", set: both(gives(forHolder(allowance, friend())), trusting(friend())), want: warned},
		{name: "an allowance for the Vault of one's pool", set: gives(forHolder(allowance, theVault())), want: warned},
		{name: "an allowance of all", set: gives(most), want: refused, says: "can take WETH (" + weth().Hex() + ") from the Safe at any time"},
		{name: "an allowance by Permit2", set: gives(permit), want: refused, says: "can take 3" /* of 8 decimals */},
		{name: "an allowance of all by Permit2", set: func(w *world) {
			r := permit
			r.After = *allOnes()
			gives(r)(w)
		}, want: refused, says: "can take FOR (" + foreign().Hex() + "), by " + contract().Hex() + " from the Safe"},
		{name: "an allowance of a token without a name", set: gives(nameless), want: refused, says: "can take " + who(0x66).Hex() + " from the Safe"},
		{name: "confirmed by the operator", set: gives(of(chain.Operator, foreign(), stranger())), want: refused, says: "can move all the"},
		{name: "the Vault as an operator", set: gives(of(chain.Operator, foreign(), theVault())), want: refused},
		{name: "a relayer", set: gives(of(chain.Relayer, theVault(), stranger())), want: refused, says: "can act for the Safe in the Vault"},
		{name: "an owner", set: gives(of(chain.Owner, contract(), stranger())), want: refused, says: right + stranger().Hex() + " owns " + contract().Hex()},
		{name: "a role", set: gives(of(chain.Role, contract(), stranger())), want: refused, says: "has a role in"},
		{name: "a member of another Safe", set: gives(of(chain.Member, contract(), stranger())), want: refused, says: "is an owner, module, guard or handler of the Safe"},
		{name: "a delegate", set: gives(of(chain.Delegate, contract(), stranger())), want: refused, says: "can vote, borrow or trade for the Safe at"},
		{name: "a delegate that is a recipient", set: both(gives(of(chain.Delegate, contract(), friend())), trusting(friend())), want: warned},
		{name: "two", set: both(gives(allowance), gives(of(chain.Owner, contract(), stranger()))), want: "refuse safe.right, refuse safe.right, warn call.unknown@1"},
		{name: "too many to look at", set: becomes(func(o *chain.SafeOutcome) { o.TooMany = true }), want: "refuse safe.rights, warn call.unknown@1"},
		{name: "not too many", want: "warn call.unknown@1", near: "safe.rights"},
		// already reported by the call's own finding
		{name: "that the call says", calls: list(approve(weth(), stranger(), ether(3))), set: gives(allowance), want: "refuse approval.stays@1", near: "safe.right"},
		{name: "that the call says of all", calls: list(approve(weth(), stranger(), allOnes().ToBig())), set: gives(most), want: "refuse approval.unlimited@1", near: "safe.right"},
		{name: "that the call of the Vault says", calls: list(relay(theSafe(), stranger(), true)), set: gives(of(chain.Relayer, theVault(), stranger())), want: "refuse vault.relayer@1", near: "safe.right"},
		{name: "that a call of another token says", calls: list(approve(usdc(), stranger(), ether(3))), set: gives(allowance), want: "refuse safe.right, refuse approval.stays@1"},
		{name: "that a call says of somebody else", calls: list(approve(weth(), who(0xed), ether(3))), set: gives(allowance), want: "refuse safe.right, refuse approval.stays@1"},
		{name: "that a call names for another reason", calls: list(transfer(weth(), stranger(), ether(1))), set: gives(allowance), want: "refuse safe.right, refuse token.transfer@1"},
	}
	for i := range rows {
		if rows[i].calls == nil {
			rows[i].calls = claim
		}
	}
	return rows
}

// TestSuspects checks that rights are looked for at the addresses in unrecognised calls and at the
// called contracts, and at no others.
func TestSuspects(t *testing.T) {
	word := func(a common.Address) []byte { return common.LeftPadBytes(a.Bytes(), 32) }
	odd := append([]byte{1, 2, 3, 4}, word(stranger())...) // nested calldata is shifted by four bytes
	for _, test := range []struct {
		name      string
		calls     []safe.Call
		holders   []common.Address
		contracts []common.Address
	}{
		{"an argument", list(to(contract(), append(selector("f(address)"), word(stranger())...))), list1(stranger()), list1(contract())},
		{"two, one of them twice", list(to(contract(), append(append(append(selector("f()"), word(stranger())...), word(friend())...), word(stranger())...))), list1(stranger(), friend()), list1(contract())},
		{"calldata within calldata", list(to(contract(), append(selector("f()"), odd...))), list1(stranger()), list1(contract())},
		{"the Safe itself", list(to(contract(), append(selector("f()"), word(theSafe())...))), nil, list1(contract())},
		{"a number", list(to(contract(), append(selector("f()"), word(common.HexToAddress("0x0123456789"))...))), nil, list1(contract())},
		{"a word that is more than an address", list(to(contract(), append(selector("f()"), append([]byte{1}, word(stranger())[1:]...)...))), nil, list1(contract())},
		{"half a word", list(to(contract(), append(selector("f()"), word(stranger())[:31]...))), nil, list1(contract())},
		{"nothing to itself", list(to(theSafe(), nil)), nil, nil},
		{"an operation of mpool's", list(setFee(mine())), nil, nil},
		{"beside an operation of mpool's", list(setFee(mine()), to(contract(), append(selector("f(address)"), word(stranger())...))), list1(stranger()), list1(contract())},
	} {
		w := ordinary(test.calls...)
		if _, err := w.check(); err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		if !same(w.node.trial.Holders, test.holders) || !same(w.node.trial.Contracts, test.contracts) {
			t.Errorf("%s: holders %v, contracts %v", test.name, w.node.trial.Holders, w.node.trial.Contracts)
		}
	}
}
