package review

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/revert"
	"mpool/internal/safe"
	"mpool/internal/text"
)

// verdict is the expected result of a row: the exit code, the code of the objection, and the advice.
type verdict struct {
	row
	exit   int
	code   string
	advice string
}

// sends are payments of different amounts, with the warnings that each gets.
func sends(name string, n int) row {
	r, want := row{name: name, set: trusting(friend())}, []string{}
	for i := range n {
		r.calls = append(r.calls, coins(friend(), *uint256.NewInt(uint64(i + 1))))
		want = append(want, fmt.Sprintf("warn call.value@%d, warn call.unknown@%d", i+1, i+1))
	}
	r.want = strings.Join(want, ", ")
	return r
}

func verdicts() []verdict {
	fits := sends("as many calls as a line names", 12)
	fits.near = "batch.calls"
	long := sends("more calls than a line names", 13)
	long.want = "refuse batch.calls, " + long.want
	plain := list(received())
	pays := list(transfer(weth(), stranger(), ether(1)))
	reverts := func(w *world) {
		w.node.sim.Revert, w.node.sim.Reverted = &revert.Reason{Code: "BAL#401", Name: "SENDER_NOT_ALLOWED", Sentence: "no"}, 0
	}
	itself := becomes(func(o *chain.SafeOutcome) { o.Revert = &revert.Reason{Code: "GS013", Sentence: "it \x1b[31mfails"} })
	forbids := both(guarded, itself, becomes(func(o *chain.SafeOutcome) { o.ByGuard = true }))
	unsure := both(guarded, itself, becomes(func(o *chain.SafeOutcome) { o.ByGuard, o.ForConsent = true, true }))
	differs := func(w *world) { w.node.after = moreOf(1) }
	untried := becomes(func(o *chain.SafeOutcome) { o.Why = "no" })
	return []verdict{
		{row{name: "nothing", calls: list(setFee(mine())), want: "", near: "disagreement"}, 0, "", "OK to sign: no problems found"},
		{row{name: "nothing to do", want: ""}, 0, "", "OK to sign: no problems found"},
		{fits, 0, "", "12 of 12 transactions: not a pool operation"},
		{long, failure.Refused, "batch.calls", "do not sign: refused: the first line has no place for 1 operation of this batch"},
		{row{name: "a note", calls: list(to(theSafe(), nil)), want: "note safe.voids@1"}, 0, "", "OK to sign: no problems found"},
		{row{name: "a warning", calls: list(setFee(mine())), set: versioned("1.1.1"), want: "warn safe.version.old"}, 0, "", "OK to sign, with warnings"},
		{row{name: "no operation", calls: plain, want: ""}, 0, "", "1 of 1 transaction: not a pool operation known to mpool; sign only what you can verify yourself"},
		{row{name: "one of two", calls: list(setFee(mine()), plain[0]), want: ""}, 0, "", "1 of 2 transactions: not a pool operation"},
		{row{name: "no operation, not tried", calls: plain, set: untried, want: "warn safe.untried"}, 0, "", "; Safe execution was not simulated"},
		{row{name: "an operation, not tried", calls: list(setFee(mine())), set: untried, want: "warn safe.untried"}, 0, "", "no problems found, but Safe execution was not simulated"},
		{row{name: "a refusal", calls: pays, want: "refuse token.transfer@1"}, failure.Refused, "token.transfer", "do not sign: refused: transaction 1: it sends 1 WETH to " + stranger().Hex()},
		{row{name: "the first refusal of a call", calls: list(plain[0], relay(theSafe(), stranger(), true), pays[0]), want: "refuse vault.relayer@2, refuse token.transfer@3"}, failure.Refused, "vault.relayer", "do not sign: refused: transaction 2: "},
		{row{name: "a refusal of the file comes first", calls: pays, set: func(w *world) { w.batch.ChainID = 5 }, want: "refuse batch.chain.other"}, failure.Refused, "batch.chain.other", "do not sign: refused: the batch is for"},
		{row{name: "a call that reverts", calls: plain, set: reverts, want: ""}, failure.Simulation, "revert", "do not sign: transaction 1 reverts, and the whole batch with it: BAL#401"},
		{row{name: "a refusal before a revert", calls: pays, set: reverts, want: "refuse token.transfer@1", near: "revert"}, failure.Refused, "token.transfer", "do not sign:"},
		{row{name: "the second call reverts", calls: list(plain[0], plain[0]), set: both(reverts, func(w *world) { w.node.sim.Reverted = 1 }), want: ""}, failure.Simulation, "revert", "transaction 2 reverts"},
		{row{name: "the Safe's own reverts", calls: plain, set: itself, want: ""}, failure.Simulation, "revert", "do not sign: the Safe transaction reverts: GS013: it fails"},
		{row{name: "a guard forbids it", calls: plain, set: forbids, want: ""}, failure.Simulation, "safe.guard", "do not sign: the Safe's guard " + who(0x6d).Hex() + " forbids it"},
		{row{name: "a guard that can take signatures", calls: list(setFee(mine())), set: unsure, want: "warn safe.guard.consent", near: "safe.guard"}, 0, "", "OK to sign, with warnings"},
		{row{name: "another pool than predicted", calls: list(setFee(mine())), set: differs, want: ""}, failure.Simulation, "disagreement", "do not sign: the simulated pool differs from the prediction in 1 field"},
		{row{name: "another pool, by what is unknown", calls: list(setFee(mine()), plain[0]), set: differs, want: "", near: "disagreement"}, 0, "", "1 of 2 transactions"},
		{row{name: "coins that it has not", calls: list(coins(friend(), tokens(11))), set: trusting(friend()), want: "refuse call.funds, warn call.value@1, warn call.unknown@1"}, failure.Refused, "call.funds", "do not sign:"},
	}
}

// moreOf adds n units of the first token to the simulated pool.
func moreOf(n uint64) func(*ops.Snapshot) error {
	return func(s *ops.Snapshot) error {
		s.Tokens[0].Cash.Raw.AddUint64(&s.Tokens[0].Cash.Raw, n)
		return nil
	}
}

// TestVerdict checks that a batch that must not be signed fails with an exit code, and that the first
// objection gives the code. After "do not sign", no form may have a line that leads to a signature.
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
			headed(t, c.View, f != nil)
		})
	}
}

func codesOf(f *failure.Failure) (int, string) {
	if f == nil {
		return failure.Done, ""
	}
	return f.Exit, f.Code
}

// headed checks the first line: it has the verdict, names no change if the batch must not be signed,
// and is green only if nothing needs attention.
func headed(t *testing.T, v *View, refused bool) {
	t.Helper()
	head, p := v.Head(), &text.Page{}
	if head.Verdict != v.Advice || refused && head.Change != "" {
		t.Errorf("the headline is %+v", head)
	}
	if v.Text(p); !strings.HasPrefix(p.String(), head.String()+"\n") {
		t.Errorf("the text does not begin with %q", head)
	}
	if green := v.sign() == "✅"; green != (v.Advice == "OK to sign: no problems found") {
		t.Errorf("%s stands before %q", v.sign(), v.Advice)
	}
}

// signLines finds lines that lead to a signature where none may be.
func signLines(t *testing.T, v *View, refused bool) {
	t.Helper()
	readyMade := regexp.MustCompile("(?m)^[\\s`$]*mpool safe (hash|sign|propose|exec)")
	for form, page := range map[string]string{"text": shown(v), "Markdown": shown(Markdown{v})} {
		if strings.Contains(page, "do not sign:") != refused {
			t.Errorf("refused is %v, and the %s says\n%s", refused, form, page)
		}
		leads := strings.Contains(page, "; full hashes: mpool safe hash") || strings.Contains(page, "to show what the owners sign") || readyMade.MatchString(page)
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

// TestRemedies checks that a refusal has the finding's own hint.
func TestRemedies(t *testing.T) {
	for _, test := range []struct {
		name string
		row  row
		hint string
	}{
		{"whom to name", row{calls: list(transfer(weth(), stranger(), ether(1)))}, "if you mean it, use --recipient " + stranger().Hex()},
		{"nothing helps", row{calls: list(to(theSafe(), safeABI().PackEnableModule(stranger())))}, ""},
		{"what the revert says", row{calls: list(setFee(mine())), set: func(w *world) { w.node.sim.Revert = &revert.Reason{Sentence: "no"} }}, "trace the call on a fork"},
		{"what the Safe's revert says", row{calls: list(setFee(mine())), set: becomes(func(o *chain.SafeOutcome) { o.Revert = &revert.Reason{Sentence: "no"} })}, "trace the call on a fork"},
		{"whom to ask", row{calls: list(setFee(mine())), set: both(guarded, becomes(func(o *chain.SafeOutcome) { o.Revert, o.ByGuard = &revert.Reason{Sentence: "no"}, true }))}, "ask the person who set the guard"},
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

// TestDisagreementIsListed checks that the failure has the differences as details for scripts.
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

// TestElsewhere checks that a batch which mpool safe exec cannot execute is said to be for other
// programs.
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
		{"no operation", row{calls: list(received())}, true},
		{"an operation and another call", row{calls: list(setFee(mine()), received())}, true},
		{"no call", row{}, true},
		{"a plan", row{calls: list(received()), read: ofPlan}, false},
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
		{"a wei", list(coins(theSafe(), atoms(1))), false}, {"a delegate call", list(safe.Call{To: theSafe(), Operation: safe.OperationDelegateCall}), false},
		{"nothing and something", list(nothing, to(contract(), nil)), false},
	} {
		if got := OnlyVoids(theSafe(), test.calls); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}
