package planner

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planner/plantest"
	"mpool/internal/revert"
	"mpool/internal/safe"
)

// The cost of the Safe transaction replaces that of its calls.
func TestPriceSafe(t *testing.T) {
	t.Parallel()
	revert := &revert.Reason{Sentence: "no"}
	for _, test := range []struct {
		name   string
		op     ops.Operation
		change func(*world)
		calls  int // in the Safe transaction; 0: unknown
		warns  string
	}{
		{"one call", ops.SetSwaps{}, nil, 1, ""},
		{"several", plantest.ThreeMembers(), func(w *world) { w.code = multiSendCode() }, 3, ""},
		{"several, and no MultiSend", plantest.ThreeMembers(), nil, 0, ""},
		{"a Safe that nobody knows", ops.SetSwaps{}, func(w *world) { w.safes[plantest.Owner()].Version = "0.1.0" }, 0, ""},
		{"not tried", ops.SetSwaps{}, func(w *world) { w.tried.Why = "no simulations" }, 0, ""},
		{"reverts", ops.SetSwaps{}, func(w *world) { w.tried.Revert = revert }, 0, ""},
		{"its guard forbids it", ops.SetSwaps{}, func(w *world) { w.tried.Revert, w.tried.ByGuard = revert, true }, 0, "rejects this: no"},
		{"its guard forbids consents", ops.SetSwaps{}, func(w *world) { w.tried.Revert, w.tried.ByGuard, w.tried.ForConsent = revert, true, true }, 0, "may allow it with signatures"},
	} {
		t.Run(test.name, func(t *testing.T) {
			pool, safes := plantest.SafePool()
			w := newWorld(t, pool)
			w.safes, w.tried = safes, chain.SafeOutcome{Gas: 100_000}
			if test.change != nil {
				test.change(w)
			}
			p := w.proposed(test.op)
			cost := p.View.Cost
			if cost.BySafe == nil || cost.BySafe.Safe != plantest.Owner() || cost.BySafe.Calls != test.calls {
				t.Fatalf("%+v", cost.BySafe)
			}
			const used = 100_000 + gasOfFirst + gasOfSignature // with two signatures
			if test.calls > 0 && (cost.GasUsed != used || cost.GasLimit != BeforeRefund(used)*130/100 || cost.Most != cost.FeeCap.Times(cost.GasLimit)) {
				t.Errorf("%+v", cost)
			}
			if test.calls == 0 && cost.GasUsed != 50_000*uint64(len(p.Plan.Calls)) {
				t.Errorf("%+v", cost)
			}
			said := slices.ContainsFunc(p.View.Findings, func(f ops.Finding) bool {
				return f.Code == "safe.guard" && strings.Contains(f.Summary, test.warns)
			})
			if said != (test.warns != "") || strings.Contains(plantest.Codes(p.Plan.Findings), "safe.guard") {
				t.Errorf("%+v", p.View.Findings)
			}
		})
	}
	pool, safes := plantest.SafePool()
	w := newWorld(t, pool)
	w.safes = safes
	w.fails["TrySafe"] = errors.New("gone")
	if _, err := w.propose(ops.SetSwaps{}); !errors.Is(err, w.fails["TrySafe"]) {
		t.Error(err)
	}
}

func multiSendCode() common.Hash {
	return common.HexToHash("0xecd5bd14a08c5d2122379900b2f272bdf107a7e92423c10dd5fe3254386c9939")
}

// Only the published code is accepted as MultiSendCallOnly.
func TestMultiSend(t *testing.T) {
	t.Parallel()
	version := safe.Version{Major: 1, Minor: 4, Patch: 1}
	for code, says := range map[common.Hash]string{{}: "there is no contract at", {1}: "there is another contract at", multiSendCode(): ""} {
		w := newWorld(t, plantest.Pool())
		w.code = code
		at, err := w.MultiSend(t.Context(), w.scripted, version, chain.Latest())
		if says != "" {
			_ = plantest.WantFailure(t, err, failure.Refused, "safe.multi_send", says, "contracts.multi_send_call_only")
		} else if err != nil || at != version.MultiSendCallOnly() {
			t.Errorf("%s %v", at, err)
		}
		w.Settings.Contracts.MultiSend = common.Address{5}
		if at, _ := w.MultiSend(t.Context(), w.scripted, version, chain.Latest()); at != (common.Address{5}) {
			t.Errorf("%s, and the configuration names another", at)
		}
	}
}
