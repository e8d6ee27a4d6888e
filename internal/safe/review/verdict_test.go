package review

import (
	"context"
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/safe"
	"mpool/internal/text"
)

// verdict is what a row comes to: its exit code, the code of what forbids it, and what
// the last line says.
type verdict struct {
	row
	exit   int
	code   string
	advice string
}

func verdicts() []verdict {
	plain := list(transfer(weth(), theSafe(), ether(1)))
	pays := list(transfer(weth(), stranger(), ether(1)))
	reverts := func(w *world) {
		w.node.sim.Revert, w.node.sim.Reverted = &chain.Revert{Code: "BAL#401", Name: "SENDER_NOT_ALLOWED", Sentence: "no"}, 0
	}
	itself := becomes(func(o *chain.SafeOutcome) { o.Revert = &chain.Revert{Code: "GS013", Sentence: "it \x1b[31mfails"} })
	forbids := both(guarded, itself, becomes(func(o *chain.SafeOutcome) { o.ByGuard = true }))
	unsure := both(guarded, itself, becomes(func(o *chain.SafeOutcome) { o.ByGuard, o.ForConsent = true, true }))
	differs := func(w *world) { w.node.after = moreOf(1) }
	untried := becomes(func(o *chain.SafeOutcome) { o.Why = "no" })
	return []verdict{
		{row{name: "nothing", calls: list(setFee(mine())), want: "", near: "disagreement"}, 0, "", "nothing speaks against signing it"},
		{row{name: "nothing to do", want: ""}, 0, "", "nothing speaks against signing it"},
		{row{name: "a note", calls: list(to(theSafe(), nil)), want: "note safe.voids@1"}, 0, "", "nothing speaks against signing it"},
		{row{name: "a warning", calls: list(setFee(mine())), set: versioned("1.1.1"), want: "warn safe.version.old"}, 0, "", "nothing forbids to sign it, and there are warnings"},
		{row{name: "no operation", calls: plain, want: ""}, 0, "", "1 of 1 transaction: no operation of a pool that mpool knows; sign only what you know yourself"},
		{row{name: "one of two", calls: list(setFee(mine()), plain[0]), want: ""}, 0, "", "1 of 2 transactions: no operation"},
		{row{name: "no operation, not tried", calls: plain, set: untried, want: "warn safe.untried"}, 0, "", "; its execution by the Safe was not tried"},
		{row{name: "an operation, not tried", calls: list(setFee(mine())), set: untried, want: "warn safe.untried"}, 0, "", "nothing was found that forbids to sign it, and its execution by the Safe was not tried"},
		{row{name: "a refusal", calls: pays, want: "refuse token.transfer@1"}, failure.Refused, "token.transfer", "do not sign it: refused: transaction 1: it sends 1 WETH to " + stranger().Hex()},
		{row{name: "the first refusal of a call", calls: list(plain[0], relay(theSafe(), stranger(), true), pays[0]), want: "refuse vault.relayer@2, refuse token.transfer@3"}, failure.Refused, "vault.relayer", "do not sign it: refused: transaction 2: "},
		{row{name: "a refusal of the file comes first", calls: pays, set: func(w *world) { w.batch.ChainID = 5 }, want: "refuse batch.chain.other"}, failure.Refused, "batch.chain.other", "do not sign it: refused: the batch is for"},
		{row{name: "a call that reverts", calls: plain, set: reverts, want: ""}, failure.Simulation, "revert", "do not sign it: transaction 1 reverts, and with it the whole batch: BAL#401"},
		{row{name: "a refusal before a revert", calls: pays, set: reverts, want: "refuse token.transfer@1", near: "revert"}, failure.Refused, "token.transfer", "do not sign it"},
		{row{name: "the second call reverts", calls: list(plain[0], plain[0]), set: both(reverts, func(w *world) { w.node.sim.Reverted = 1 }), want: ""}, failure.Simulation, "revert", "transaction 2 reverts"},
		{row{name: "the Safe's own reverts", calls: plain, set: itself, want: ""}, failure.Simulation, "revert", "do not sign it: the Safe's transaction reverts: GS013: it fails"},
		{row{name: "a guard forbids it", calls: plain, set: forbids, want: ""}, failure.Simulation, "safe.guard", "do not sign it: the Safe's guard " + who(0x6d).Hex() + " forbids it"},
		{row{name: "a guard that may take signatures", calls: list(setFee(mine())), set: unsure, want: "warn safe.guard.consent", near: "safe.guard"}, 0, "", "nothing forbids to sign it, and there are warnings"},
		{row{name: "another pool than predicted", calls: list(setFee(mine())), set: differs, want: ""}, failure.Simulation, "disagreement", "do not sign it: the simulated pool is not the predicted one in 1 field"},
		{row{name: "another pool, by what is unknown", calls: list(setFee(mine()), plain[0]), set: differs, want: "", near: "disagreement"}, 0, "", "1 of 2 transactions"},
		{row{name: "coins that it has not", calls: list(coins(friend(), tokens(11))), set: trusting(friend()), want: "refuse call.funds, warn call.value@1, warn call.unknown@1"}, failure.Refused, "call.funds", "do not sign it"},
	}
}

// moreOf has the pool after the calls hold some more of its first token.
func moreOf(n uint64) func(*ops.Snapshot) error {
	return func(s *ops.Snapshot) error {
		s.Tokens[0].Cash.Raw.AddUint64(&s.Tokens[0].Cash.Raw, n)
		return nil
	}
}

// TestVerdict: what forbids to sign is an exit code, and the first that does is the one;
// and behind "do not sign" stands no line that signs, in no form.
func TestVerdict(t *testing.T) {
	for _, test := range verdicts() {
		t.Run(test.name, func(t *testing.T) {
			c, _, err := test.checked()
			if err != nil {
				t.Fatal(err)
			}
			if got := said(c.View); got != test.want {
				t.Errorf("found %q, want %q\n%s", got, test.want, inFull(c.View))
			}
			f := c.Verdict()
			if exit, code := codesOf(f); exit != test.exit || code != test.code {
				t.Errorf("exit %d %s, want %d %s", exit, code, test.exit, test.code)
			}
			if !strings.Contains(c.View.Advice, test.advice) {
				t.Errorf("it says %q, want %q", c.View.Advice, test.advice)
			}
			signLines(t, c.View, f != nil)
		})
	}
}

func codesOf(f *failure.Failure) (int, string) {
	if f == nil {
		return failure.Done, ""
	}
	return f.Exit, f.Code
}

// signLines looks for lines that lead to a signature, where there is to be none.
func signLines(t *testing.T, v *View, refused bool) {
	t.Helper()
	readyMade := regexp.MustCompile("(?m)^[\\s`$]*mpool safe (hash|sign|propose|exec)")
	for form, page := range map[string]string{"text": shown(v), "Markdown": shown(Markdown{v})} {
		if strings.Contains(page, "do not sign it") != refused {
			t.Errorf("refused is %v, and the %s says\n%s", refused, form, page)
		}
		leads := strings.Contains(page, "to compare it in full") || strings.Contains(page, "to show what the Safe's owners sign") || readyMade.MatchString(page)
		if refused && leads {
			t.Errorf("the %s leads to a signature of what is refused:\n%s", form, page)
		}
		if !refused && form == "text" && v.Hashes != nil && !v.refused && v.Execution != nil && !strings.Contains(page, "mpool safe hash") {
			t.Errorf("the %s does not say how to compare it:\n%s", form, page)
		}
	}
}

func shown(v text.View) string {
	p := &text.Page{}
	v.Text(p)
	return p.String()
}

// TestRemedies: a refusal says what helps, by its own hint.
func TestRemedies(t *testing.T) {
	for _, test := range []struct {
		name string
		row  row
		hint string
	}{
		{"whom to name", row{calls: list(transfer(weth(), stranger(), ether(1)))}, "where that is meant: --recipient " + stranger().Hex()},
		{"nothing helps", row{calls: list(to(theSafe(), safeABI().PackEnableModule(stranger())))}, ""},
		{"what the revert says", row{calls: list(setFee(mine())), set: func(w *world) { w.node.sim.Revert = &chain.Revert{Sentence: "no"} }}, "trace the call on a fork"},
		{"what the Safe's revert says", row{calls: list(setFee(mine())), set: becomes(func(o *chain.SafeOutcome) { o.Revert = &chain.Revert{Sentence: "no"} })}, "trace the call on a fork"},
		{"whom to ask", row{calls: list(setFee(mine())), set: both(guarded, becomes(func(o *chain.SafeOutcome) { o.Revert, o.ByGuard = &chain.Revert{Sentence: "no"}, true }))}, "ask whoever set the guard"},
	} {
		c, _, err := test.row.checked()
		if err != nil {
			t.Fatal(err)
		}
		f := c.Verdict()
		if f == nil || !strings.Contains(f.Hint, test.hint) || (test.hint == "") != (f.Hint == "") {
			t.Errorf("%s: %+v", test.name, f)
		}
	}
}

// TestDisagreementIsListed: the differences are a detail for scripts.
func TestDisagreementIsListed(t *testing.T) {
	w := ordinary(setFee(mine()))
	w.node.after = moreOf(3)
	c, err := w.check()
	must(err)
	f := c.Verdict()
	if f == nil {
		t.Fatal("no objection")
	}
	if list, is := f.Details["differences"].([]ops.Change); !is || len(list) != 1 || list[0].Before == list[0].After {
		t.Errorf("%+v", f.Details)
	}
}

// TestElsewhere: what mpool safe exec cannot execute is said to be for other programs.
func TestElsewhere(t *testing.T) {
	for _, test := range []struct {
		name string
		row  row
		want bool
	}{
		{"an operation of one pool", row{calls: list(setFee(mine()))}, false},
		{"two of one pool", row{calls: list(setFee(mine()), swapsOf(mine(), false))}, false},
		{"one of each of two pools", row{calls: list(setFee(mine()), setFee(other()))}, true},
		{"nothing", row{calls: list(to(theSafe(), nil))}, false},
		{"no operation", row{calls: list(transfer(weth(), theSafe(), ether(1)))}, true},
		{"an operation and another call", row{calls: list(setFee(mine()), transfer(weth(), theSafe(), ether(1)))}, true},
		{"no call", row{}, true},
		{"a plan", row{calls: list(transfer(weth(), theSafe(), ether(1))), read: ofPlan}, false},
	} {
		c, _, err := test.row.checked()
		if err != nil {
			t.Fatal(err)
		}
		if c.Elsewhere() != test.want {
			t.Errorf("%s: %v", test.name, c.Elsewhere())
		}
	}
}

func TestOnlyVoids(t *testing.T) {
	nothing := safe.Call{To: theSafe()}
	for _, test := range []struct {
		name  string
		calls []safe.Call
		want  bool
	}{
		{"nothing", list(nothing), true}, {"twice nothing", list(nothing, nothing), true}, {"no call", nil, false},
		{"to another", list(safe.Call{To: stranger()}), false}, {"calldata", list(to(theSafe(), []byte{0})), false},
		{"a wei", list(coins(theSafe(), units(1))), false}, {"a delegate call", list(safe.Call{To: theSafe(), Operation: safe.OperationDelegateCall}), false},
		{"nothing and something", list(nothing, to(contract(), nil)), false},
	} {
		if got := OnlyVoids(theSafe(), test.calls); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}

// TestNodeFails: an answer that does not come is an error, and no finding is made of it.
func TestNodeFails(t *testing.T) {
	broken := errors.New("the line is cut")
	for _, method := range []string{"ChainID", "Header", "Safes", "Contracts", "TokenInfos", "Supplies", "AccountAt", "SnapshotWithRatios", "Watch", "Simulate", "TrySafe"} {
		w := ordinary(setFee(mine()), coins(friend(), units(1)))
		w.node.err[method] = broken
		if _, err := w.check(); !errors.Is(err, broken) {
			t.Errorf("%s: %v", method, err)
		}
		if !slices.Contains(w.node.asked, method) {
			t.Errorf("%s was not asked", method)
		}
	}
	w := ordinary(transfer(weth(), theSafe(), ether(1)))
	w.node.err["TryCalls"] = broken
	if _, err := w.check(); !errors.Is(err, broken) {
		t.Errorf("TryCalls: %v", err)
	}
	w = ordinary(swap{}.call()) // the recipients' codes are asked for once more
	w.node.err["TrySafe"] = &chain.UnableError{Node: "x"}
	if _, err := w.check(); err != nil {
		t.Errorf("a node that is not able to is one all the same: %v", err)
	}
	w = ordinary(transfer(weth(), theSafe(), ether(1)))
	w.node.unread[mine()] = broken
	if _, err := w.check(); !errors.Is(err, broken) {
		t.Errorf("a pool of one's own that cannot be read: %v", err)
	}
}

// TestNamedPools: which pools are one's own, or what is wrong with a name.
func TestNamedPools(t *testing.T) {
	for _, test := range []struct {
		name string
		set  func(*world)
		want []common.Address
		says string
	}{
		{"the configuration's", nil, list1(mine()), ""},
		{"none", unnamed, nil, ""},
		{"once, though named twice", func(w *world) { w.options.Pools = []string{mine().Hex()}; w.settings.Named = list1(mine()) }, list1(mine()), ""},
		{"by its name", func(w *world) { w.options.Pools = []string{"mine"} }, list1(mine()), ""},
		{"in their order", func(w *world) { w.options.Pools = []string{other().Hex(), who(0x01).Hex()} }, list1(who(0x01), mine(), other()), ""},
		{"with its chain", func(w *world) { w.options.Pools = []string{"eth:" + other().Hex()} }, list1(mine(), other()), ""},
		{"of another chain", func(w *world) { w.options.Pools = []string{"gno:" + other().Hex()} }, nil, "--pool"},
		{"no pool", func(w *world) { w.options.Pools = []string{"nobody's"} }, nil, "nobody's"},
		{"the configuration's of another chain", func(w *world) {
			w.settings.Pools = append(w.settings.Pools, config.NamedPool{Name: "far", Address: other(), Chain: 100})
		}, list1(mine()), ""},
	} {
		w := ordinary()
		if test.set != nil {
			test.set(w)
		}
		c := &Checker{By: &Reviewer{Plans: w.plans, Settings: w.settings}, Flags: &w.options, View: NewCheckView(w.batch)}
		must(c.Prepare(1))
		got, err := c.namedPools()
		if (err != nil) != (test.says != "") || err != nil && !strings.Contains(err.Error(), test.says) || err == nil && !same(got, test.want) {
			t.Errorf("%s: %v, %v", test.name, got, err)
		}
	}
}

// TestMostPools: a configuration of many pools does not ask a node for all of them.
func TestMostPools(t *testing.T) {
	w := ordinary(transfer(weth(), theSafe(), ether(1)))
	for i := range 30 {
		w.settings.Named = append(w.settings.Named, who(byte(200+i)))
	}
	_, err := w.check()
	must(err)
	asked := 0
	for _, method := range w.node.asked {
		if method == "SnapshotWithRatios" {
			asked++
		}
	}
	if asked != mostPools {
		t.Errorf("%d pools were read, want %d", asked, mostPools)
	}
}

// TestTokensAreNamed: tokens that no pool has are asked for their names once, and not
// more than so many.
func TestTokensAreNamed(t *testing.T) {
	var calls []safe.Call
	for i := range 40 {
		token := common.BytesToAddress(append(who(0x70).Bytes()[:19], byte(i)))
		calls = append(calls, transfer(token, theSafe(), ether(1)), transfer(token, theSafe(), ether(1)))
	}
	w := ordinary(append(calls, transfer(weth(), theSafe(), ether(1)))...)
	_, err := w.check()
	must(err)
	if len(w.node.names) != mostNamed || slices.Contains(w.node.names, weth()) {
		t.Errorf("%d names were asked for, want %d: %v", len(w.node.names), mostNamed, w.node.names)
	}
	w = ordinary(userBalance(theVault(), userOp(depositInternal, foreign(), ether(1), theSafe())), addToken(mine(), who(0x45), theSafe(), bigOf(0), theSafe()),
		to(theVault(), append(selector("getPoolTokenInfo(bytes32,address)"), append(poolID(mine()).Bytes(), common.LeftPadBytes(who(0x46).Bytes(), 32)...)...)), flashLoan(theVault()))
	if _, err = w.check(); err != nil || !same(w.node.names, list1(who(0x45), who(0x46))) {
		t.Errorf("asked for %v, %v", w.node.names, err)
	}
}

// TestAfterQueue: what rests on a queue is read once, after what comes first.
func TestAfterQueue(t *testing.T) {
	w := ordinary(setFee(mine()), setFee(other()))
	state := poolAt(mine())
	state.Block.Number++
	c := &Checker{By: &Reviewer{Plans: w.plans, Settings: w.settings}, Node: w.node, Batch: w.batch, Safe: theSafe(), Flags: &w.options, View: NewCheckView(w.batch)}
	whole, err := c.Begin(context.Background())
	if err != nil || !whole {
		t.Fatal(whole, err)
	}
	s := c.Subject()
	if s.ChainID != 1 || s.Safe != w.safe() || len(s.Calls) != 2 || s.Batch != w.batch || s.On != theBlock() {
		t.Errorf("the subject is %+v", s)
	}
	c.GoOn(nil, &s) // nothing comes first: the node stays
	if c.Node != w.node {
		t.Error("the node was changed")
	}
	s.State, s.Ahead, s.On = state, []ops.Call{{To: mine()}}, state.Block
	c.GoOn(w.node, &s)
	must(c.CheckCalls(context.Background()))
	if c.On != state.Block {
		t.Errorf("it rests on %+v", c.On)
	}
	if n := times(w.node.asked, "After"); n != 1 {
		t.Errorf("%d pools were read after the queue, want the other one alone", n)
	}
	if n := times(w.node.asked, "SnapshotWithRatios"); n != 1 {
		t.Errorf("%d pools were read, want the other one alone", n)
	}
}

func times(list []string, word string) int {
	n := 0
	for _, s := range list {
		if s == word {
			n++
		}
	}
	return n
}

// TestInspectReadsItsBlock: a subject without a block is looked at on the one that it
// was read at.
func TestInspectReadsItsBlock(t *testing.T) {
	w := ordinary(setFee(mine()))
	c, err := w.inspect(nil)
	if err != nil || c.On != theBlock() || c.View.Safe.Address != theSafe() || said(c.View) != "" {
		t.Errorf("%+v, %v, %s", c.On, err, said(c.View))
	}
	broken := errors.New("the line is cut")
	w.node.err["Header"] = broken
	if _, err := w.inspect(nil); !errors.Is(err, broken) {
		t.Errorf("no header: %v", err)
	}
}

// TestTrial: what is tried is what is signed, and the hash is the Safe's own.
func TestTrial(t *testing.T) {
	w := ordinary(setFee(mine()), transfer(foreign(), theSafe(), ether(1)))
	w.node.unread[other()] = nil
	c, err := w.check()
	must(err)
	trial, tx := w.node.trial, safe.Transaction{}
	tx, err = safe.NewTransaction(w.batch.All(), multiSend(), 7)
	must(err)
	v := safe.Version{Major: 1, Minor: 4, Patch: 1}
	if trial.Hash != safe.NewHashes(v, 1, theSafe(), tx).SafeTx || trial.IdleHash != safe.NewHashes(v, 1, theSafe(), safe.Transaction{To: theSafe(), Nonce: 7}).SafeTx {
		t.Errorf("the hashes are %s and %s", trial.Hash, trial.IdleHash)
	}
	if trial.To != multiSend() || trial.Operation != 1 || trial.Nonce != 7 || string(trial.Data) != string(tx.Data) || trial.Safe != w.safe() {
		t.Errorf("tried is %+v", trial)
	}
	if want := list1(weth(), usdc(), foreign(), mine()); !same(trial.Tokens, want) {
		t.Errorf("asked about %v, want %v", trial.Tokens, want)
	}
	if c.View.Nonce == nil || *c.View.Nonce != 7 || c.View.Hashes.SafeTx != trial.Hash {
		t.Errorf("shown is %v %v", c.View.Nonce, c.View.Hashes)
	}
}

// TestJSON: the contract has no field for how it is shown.
func TestJSON(t *testing.T) {
	c, _, err := row{calls: list(setFee(mine()))}.checked()
	must(err)
	c.Verdict()
	words, err := json.Marshal(c.View)
	must(err)
	var fields map[string]any
	must(json.Unmarshal(words, &fields))
	for _, name := range []string{"name", "checksum", "safe", "findings", "calls", "pools", "proof", "nonce", "hashes", "execution", "verdict"} {
		if _, is := fields[name]; !is {
			t.Errorf("%s is missing", name)
		}
	}
	if len(fields) != 18 {
		t.Errorf("%d fields: %v", len(fields), fields)
	}
	other, err := json.Marshal(Markdown{c.View})
	must(err)
	if string(other) != string(words) {
		t.Error("the form changes the document")
	}
}

// TestOverrides: a policy that refuses, and is overridden for a reason, is told.
func TestOverrides(t *testing.T) {
	policies := func(w *world) {
		limit := ops.FixedFrom(1e15)
		w.plans.policies.Refuse.MaxSwapFeeDropPerDay = &limit
	}
	drop := list(feeDown(mine()))
	c, _, err := row{calls: drop, set: policies}.checked()
	must(err)
	if got := said(c.View); got != "refuse policy.max_swap_fee_drop_per_day@1, note safe.deadline@1" {
		t.Fatal(got)
	}
	c, _, err = row{calls: drop, set: func(w *world) {
		policies(w)
		w.options.Override = planner.Override{Policies: []string{"max_swap_fee_drop_per_day"}, Reason: "it is meant"}
	}}.checked()
	must(err)
	if got := said(c.View); got != "warn policy.max_swap_fee_drop_per_day@1, note safe.deadline@1" {
		t.Fatal(got)
	}
	if len(c.View.Overrides) != 1 || c.View.Overrides[0] != (planner.Overridden{Policy: "max_swap_fee_drop_per_day", Reason: "it is meant"}) {
		t.Errorf("%+v", c.View.Overrides)
	}
	for form, page := range map[string]string{"text": shown(c.View), "Markdown": shown(Markdown{c.View})} {
		if !strings.Contains(page, "it is meant") {
			t.Errorf("the %s does not say why:\n%s", form, page)
		}
	}
}
