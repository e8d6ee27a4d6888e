package planner

import (
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/ops/wallet"
	"mpool/internal/planner/plantest"
	"mpool/internal/planview"
	"mpool/internal/units"
)

// Accounts of a pool that may be Safes: an owner that is one, and managers that are not known to be
// none.
func TestRolesOf(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name      string
		kind      ops.OwnerKind
		same      bool // the owner is also the asset manager
		ofOwner   string
		ofManager string
	}{
		{"an account", ops.OwnerAccount, false, "", "asset manager"},
		{"an account that manages", ops.OwnerAccount, true, "", ""},
		{"a Safe", ops.OwnerSafe, false, "owner", "asset manager"},
		{"a Safe that manages", ops.OwnerSafe, true, "owner and asset manager", ""},
		{"another contract", ops.OwnerContract, true, "", ""},
	} {
		pool := plantest.Pool()
		pool.Pool.OwnerKind = test.kind
		for i := range pool.Tokens {
			if test.same {
				pool.Tokens[i].AssetManager = plantest.Owner()
			}
		}
		pool.Tokens[2].AssetManager = common.Address{} // no account, so nothing is asked
		roles := RolesOf(pool)
		if roles[plantest.Owner()] != test.ofOwner || roles[plantest.Manager()] != test.ofManager || roles[common.Address{}] != "" {
			t.Errorf("%s: %v", test.name, roles)
		}
	}
}

// Only accounts with a role are checked, each once.
func TestSafesOf(t *testing.T) {
	t.Parallel()
	pool, safes := plantest.SafePool()
	safes[plantest.Manager()], safes[common.Address{9}] = plantest.Safe(plantest.Manager()), plantest.Safe(common.Address{9})
	w := newWorld(t, pool)
	w.safes = safes
	found, err := w.SafesOf(t.Context(), w.scripted, pool, RolesOf(pool), []common.Address{{9}, plantest.Owner(), plantest.Manager(), plantest.Owner()})
	if err != nil || len(found) != 2 || found[0].Address != plantest.Owner() || found[0].Is != "owner" || found[1].Is != "asset manager" {
		t.Errorf("%+v %v", found, err)
	}
	w.safes = nil
	if found, err := w.SafesOf(t.Context(), w.scripted, pool, RolesOf(pool), []common.Address{plantest.Owner()}); err != nil || len(found) != 0 {
		t.Errorf("%+v %v", found, err)
	}
}

// The findings of a plan whose sender is a Safe.
func TestKnowSafes(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		op     func(*ops.Snapshot) ops.Operation
		change func(*world, *chain.Safe)
		want   string // expected findings
		says   []string
	}{
		{"one call", swapsOff, nil, "note owner.safe", []string{"the owner " + plantest.Owner().Hex() + " is a Safe 1.4.1, multisig threshold 2 of 3, nonce 5"}},
		{"three calls", members, nil, "note owner.safe", []string{"its 3 calls are one transaction"}},
		{"with a guard and modules", swapsOff, func(_ *world, s *chain.Safe) {
			s.Guard, s.Modules = common.Address{0x99}, []common.Address{{0x77}, {0x78}}
		}, "note owner.safe", []string{"its guard " + common.Address{0x99}.Hex() + " can reject it; 2 modules can act without its owners"}},
		{"part of the calls", adds, nil, "note owner.safe", []string{"calls: the others cannot be in one transaction with them", "calls: the others cannot be in one transaction with them"}},
		{"a time by which it is mined", feeUntil, nil, "note safe.deadline, note owner.safe", []string{"executed by 2023-11-14 23:13:20 UTC"}},
		{"no Safe at all", swapsOff, func(w *world, _ *chain.Safe) { w.safes = nil; w.state.Pool.OwnerKind = ops.OwnerAccount }, "", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			pool, safes := plantest.SafePool()
			w := newWorld(t, pool)
			w.safes = safes
			if test.change != nil {
				test.change(w, safes[plantest.Owner()])
			}
			p, _, err := w.Draw(t.Context(), w.scripted, pool, test.op(pool), Terms{Override: &Override{}})
			plantest.Must(t, err)
			var said []ops.Finding
			for _, f := range p.View.Findings {
				if strings.Contains(f.Code, "safe") {
					said = append(said, f)
				}
			}
			if got := plantest.Codes(said); !sameCodes(got, test.want) {
				t.Errorf("%q, and not %q", got, test.want)
			}
			for _, word := range test.says {
				if text := plantest.TextOf(p.View); !strings.Contains(text, word) {
					t.Errorf("%q is not in\n%s", word, text)
				}
			}
			if plantest.Codes(p.Plan.Findings) != plantest.Codes(p.View.Findings) {
				t.Error("the plan says something else than its view")
			}
		})
	}
}

func sameCodes(a, b string) bool {
	x, y := strings.Split(a, ", "), strings.Split(b, ", ")
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

func swapsOff(*ops.Snapshot) ops.Operation { return ops.SetSwaps{} }

func members(*ops.Snapshot) ops.Operation { return plantest.ThreeMembers() }

func adds(pool *ops.Snapshot) ops.Operation {
	return plantest.Addition(pool)
}

func feeUntil(*ops.Snapshot) ops.Operation {
	return ops.SetSwapFee{Fee: units.FixedFrom(4e15), Until: plantest.Time + 3600}
}

// If the owner has no part in the remaining calls, the note that it is a Safe is omitted.
func TestOwnerWithoutPart(t *testing.T) {
	t.Parallel()
	for from, want := range map[common.Address]string{plantest.Owner(): "note owner.safe", plantest.Manager(): ""} {
		pool, _ := plantest.SafePool()
		w := newWorld(t, pool)
		said := []ops.Finding{{Severity: ops.Note, Code: "owner.safe"}}
		p := &Proposal{Before: pool, View: &planview.View{Findings: slices.Clone(said)}, Plan: &ops.Plan{Operation: ops.SetSwaps{}, Predicted: pool, Calls: []ops.Call{{From: from}}, Findings: said}}
		plantest.Must(t, w.knowSafes(t.Context(), w.scripted, p, w.Settings.From))
		if got := plantest.Codes(p.Plan.Findings); got != want || plantest.Codes(p.View.Findings) != want {
			t.Errorf("of a call from %s: %q", from, got)
		}
	}
}

// The code of the finding depends on the Safe's role.
func TestSafeRoles(t *testing.T) {
	t.Parallel()
	for is, want := range map[string]string{"owner": "note owner.safe", "owner and asset manager": "note owner.safe", "asset manager": "note manager.safe", "sender": "note sender.safe"} {
		finding := safeFinding(planview.NewSafe(plantest.Safe(common.Address{5}), is), &ops.Plan{Calls: []ops.Call{{From: common.Address{5}}}})
		if got := plantest.Codes([]ops.Finding{finding}); got != want || finding.Detail != "" {
			t.Errorf("%s: %s, %s", is, got, finding.Detail)
		}
	}
}

// The sender of a plan that anyone may send, and the manager of a new token, have roles too.
func TestRolesIn(t *testing.T) {
	t.Parallel()
	sender := common.Address{5}
	for _, test := range []struct {
		op   ops.Operation
		from common.Address
		want string
	}{{ops.SetSwaps{}, sender, ""}, {trade.Swap{}, sender, "sender"}, {trade.Swap{}, plantest.Owner(), ""}, {trade.Swap{}, plantest.Manager(), "asset manager"}} {
		p := &Proposal{Before: plantest.Pool(), Plan: &ops.Plan{Operation: test.op, Predicted: plantest.Pool(), Calls: []ops.Call{{From: test.from}}}}
		if got := rolesIn(p)[test.from]; got != test.want {
			t.Errorf("%T from %s: %q", test.op, test.from, got)
		}
		p.Plan.Predicted.Tokens[0].AssetManager = common.Address{6}
		if got := rolesIn(p)[common.Address{6}]; got != "asset manager" {
			t.Errorf("who will manage a token is %q", got)
		}
	}
}

// If --from is an owner of the Safe, the warning that it cannot send is omitted, because it may
// sign.
func TestSafesOwnerIsNoStranger(t *testing.T) {
	t.Parallel()
	for from, want := range map[common.Address]bool{{1}: false, {9}: true} {
		pool, safes := plantest.SafePool()
		w := newWorld(t, pool)
		w.safes, w.Settings.From, w.Settings.Sources["from"] = safes, from, "--from"
		p, _, err := w.Draw(t.Context(), w.scripted, pool, ops.SetSwaps{}, Terms{Override: &Override{}})
		plantest.Must(t, err)
		if said := strings.Contains(plantest.Codes(p.View.Findings), "warn sender"); said != want {
			t.Errorf("%s: %s", from, plantest.Codes(p.View.Findings))
		}
	}
}

// A Safe's call cannot be sent like an account's call.
func TestRefuseSafe(t *testing.T) {
	t.Parallel()
	pool, safes := plantest.SafePool()
	w := newWorld(t, pool)
	w.safes = safes
	p := w.proposed(ops.SetSwaps{})
	f := plantest.WantFailure(t, p.RefuseSafe("mpool safe hash"), failure.Refused, "safe.sender", "the pool's owner "+plantest.Owner().Hex()+" is a Safe and has no key: its owners sign its transactions", "mpool safe hash")
	if f.Result == nil {
		t.Error("it does not carry the plan")
	}
	w.safes = nil
	if err := w.proposed(ops.SetSwaps{}).RefuseSafe("x"); err != nil {
		t.Error(err)
	}
	w.safes = safes
	if err := w.proposed(ops.SetSwaps{Enabled: true}).RefuseSafe("x"); err != nil {
		t.Errorf("with nothing to do: %v", err)
	}
}

// In a signing view, the hint to have the Safe sign is omitted.
func TestIsSigned(t *testing.T) {
	t.Parallel()
	pool, safes := plantest.SafePool()
	w := newWorld(t, pool)
	w.safes = safes
	p := w.proposed(ops.SetSwaps{})
	p.IsSigned(common.Address{9})
	at := slices.IndexFunc(p.View.Findings, func(f ops.Finding) bool { return f.Code == "owner.safe" })
	if at < 0 || p.View.Findings[at].Hint != "" || p.Plan.Findings[at].Hint != "" {
		t.Errorf("%+v", p.View.Findings)
	}
	if p.IsSigned(plantest.Owner()); strings.Contains(plantest.Codes(p.View.Findings)+plantest.Codes(p.Plan.Findings), "owner.safe") {
		t.Errorf("%+v", p.View.Findings)
	}
}

// WhoSends names the sender of a call.
func TestWhoSends(t *testing.T) {
	t.Parallel()
	pool := plantest.Pool()
	plan := &ops.Plan{Operation: ops.SetSwaps{}, Predicted: pool, Calls: []ops.Call{{From: plantest.Owner()}, {From: plantest.Manager()}, {From: plantest.Owner()}, {From: common.Address{5}}}}
	for call, want := range map[int]string{0: "the pool's owner ", 1: "the asset manager ", 3: ""} {
		if got := WhoSends(plan, call); got != want+plan.Calls[call].From.Hex() {
			t.Errorf("call %d: %s", call, got)
		}
	}
	plan.Operation = wallet.ExecSafe{}
	if got := WhoSends(plan, 0); got != "the executor "+plantest.Owner().Hex() {
		t.Error(got)
	}
	if got := Senders(plan.Calls); !slices.Equal(got, []common.Address{plantest.Owner(), plantest.Manager(), {5}}) || !Sends(plan, common.Address{5}) || Sends(plan, common.Address{6}) {
		t.Errorf("%v", got)
	}
	pool.Pool.OwnerKind = ops.OwnerContract
	if got := payers(pool, plan); !slices.Equal(got, []common.Address{plantest.Manager(), {5}}) {
		t.Errorf("%v pay for gas", got)
	}
	plan.Calls[3].From = planview.Nobody()
	if got := payers(pool, plan); !slices.Equal(got, []common.Address{plantest.Manager()}) {
		t.Errorf("%v pay for gas", got)
	}
}

// The deadline for collecting signatures.
func TestDeadlineFinding(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		op   ops.Operation
		at   units.Time
		hint string
		code string // "": none
	}{
		{ops.SetSwaps{}, plantest.Time, "", ""},
		{plantest.Shift(plantest.Pool(), 3600), plantest.Time, "--duration", "BAL#326"},
		{plantest.Shift(plantest.Pool(), 3600), plantest.Time + 3599, "--duration", "BAL#326"},
		{plantest.Shift(plantest.Pool(), 3600), plantest.Time + 3600, "", ""},
		{ops.SetSwapFee{Until: plantest.Time + 60}, plantest.Time, "--within", "BAL#326"},
		{ops.FreezeWeights{By: plantest.Time + 60}, plantest.Time, "--within", "BAL#326"},
		{trade.Swap{Deadline: plantest.Time + 60}, plantest.Time, "--within", "BAL#508"},
		{ops.MoveWeightsEnd{End: plantest.Time + 60}, plantest.Time, "", "BAL#326"},
	} {
		f, has := DeadlineFinding(test.op, test.at)
		if has != (test.code != "") || !strings.Contains(f.Hint, test.hint) || has && (f.Severity != ops.Note || f.Code != "safe.deadline" || !strings.Contains(f.Summary, "UTC; after that it reverts ("+test.code+") and must be signed again")) {
			t.Errorf("%T at %s: %+v", test.op, test.at, f)
		}
	}
}
