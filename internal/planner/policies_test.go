package planner

import (
	"strings"
	"testing"

	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner/plantest"
	"mpool/internal/planview"
	"mpool/internal/units"
)

// The findings for an owner's limits, with and without overrides.
func TestPolicies(t *testing.T) {
	t.Parallel()
	day := units.Time(86_400)
	for _, test := range []struct {
		name         string
		warn, refuse config.Limits
		overrides    PolicyList
		code         string // code of the refusal
		finds        string // code of the finding in the view; empty: none of a policy
		overridden   int
	}{
		{"no limits", config.Limits{}, config.Limits{}, nil, "", "", 0},
		{"just long enough", config.Limits{}, config.Limits{MinDuration: timeOf(9 * day)}, nil, "", "", 0},
		{"too short", config.Limits{}, config.Limits{MinDuration: timeOf(11 * day)}, nil, "policy.min_duration", "", 0},
		{"too short, to be warned of", config.Limits{MinDuration: timeOf(11 * day)}, config.Limits{}, nil, "", "warn policy.min_duration", 0},
		{"too short, overridden", config.Limits{}, config.Limits{MinDuration: timeOf(11 * day)}, PolicyList{"min_duration"}, "", "warn policy.min_duration", 1},
		{"too short, another overridden", config.Limits{}, config.Limits{MinDuration: timeOf(11 * day)}, PolicyList{"max_arbitrage_cost"}, "policy.min_duration", "", 0},
		{"overridden without need", config.Limits{}, config.Limits{}, PolicyList{"min_duration"}, "", "note override.unneeded", 0},
		{"too fast", config.Limits{}, config.Limits{MaxWeightChangePerDay: plantest.Fixed(9e15)}, nil, "policy.max_weight_change_per_day", "", 0},
		{"too dear", config.Limits{}, config.Limits{MaxArbitrageCost: plantest.Fixed(1)}, nil, "policy.max_arbitrage_cost", "", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld(t, plantest.Pool())
			w.Settings.Warn, w.Settings.Refuse, w.Settings.ArbInterval = test.warn, test.refuse, 3600
			p, err := w.Propose(t.Context(), w.scripted, w.state, plantest.Shift(w.state, 10*day), Terms{Offer: &Offer{}, Override: &Override{Policies: test.overrides, Reason: "agreed by all"}})
			if test.code != "" {
				f := plantest.WantFailure(t, err, failure.Refused, test.code, "refused: ", "["+test.code+"]", "; or use --override "+strings.TrimPrefix(test.code, "policy."))
				if !strings.Contains(plantest.TextOf(f.Result), "["+test.code+"]") || w.count("Simulate") != 0 {
					t.Error("the error does not carry the plan, or it was tried all the same")
				}
				return
			}
			plantest.Must(t, err)
			var said []ops.Finding
			for _, f := range p.View.Findings {
				if strings.HasPrefix(f.Code, "policy.") || f.Code == "override.unneeded" {
					said = append(said, f)
				}
			}
			if got := plantest.Codes(said); got != test.finds || len(p.View.Overrides) != test.overridden {
				t.Errorf("%q, %+v", got, p.View.Overrides)
			}
			if test.overridden > 0 && !strings.Contains(plantest.TextOf(p.View), "override of min_duration: agreed by all") {
				t.Error(plantest.TextOf(p.View))
			}
		})
	}
}

func timeOf(v units.Time) *units.Time { return &v }

// Policies depend on the interval of arbitrage. The environment cannot make a plan look cheaper.
func TestInterval(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		interval units.Time
		source   string
		on       network.ID
		want     units.Time
	}{
		{0, "", 1, 12}, {0, "", 137, 2}, {6, "MPOOL_ARB_INTERVAL", 1, 12}, {60, "MPOOL_ARB_INTERVAL", 1, 60}, {6, "--arb-interval", 1, 6}, {6, "mpool.yaml", 1, 6},
	} {
		w := newWorld(t, plantest.Pool())
		w.Settings.ArbInterval, w.Settings.Sources[config.KeyArbInterval] = test.interval, test.source
		if got := w.Policies(test.on, &Override{}); got.Interval != test.want || !got.BuiltIn {
			t.Errorf("%+v: %d", test, got.Interval)
		}
	}
	w := newWorld(t, plantest.Pool())
	w.Settings.Sources["refuse.max_arbitrage_cost"] = "mpool.yaml"
	if w.Policies(1, &Override{}).BuiltIn {
		t.Error("somebody has set the cap")
	}
}

// The cost of an arbitrage trade: the node's answer, unless the settings say otherwise.
func TestTradeCost(t *testing.T) {
	t.Parallel()
	w := newWorld(t, plantest.Pool())
	if cost := w.TradeCost(); cost.Gas != ops.TradeGas || cost.GasPrice != nil {
		t.Errorf("before anybody has asked: %+v", cost)
	}
	w.AskGas(t.Context(), w.scripted, w.state)
	if cost := w.TradeCost(); *cost.GasPrice != *plantest.Wei(1e9) {
		t.Errorf("%+v", cost)
	}
	w.Settings.ArbGas, w.Settings.ArbGasPrice, w.Settings.Sources[config.KeyGasPrice] = 5, *plantest.Wei(7), "--arb-gas-price"
	if cost := w.TradeCost(); cost.Gas != 5 || *cost.GasPrice != *plantest.Wei(7) {
		t.Errorf("%+v", cost)
	}
}

// An override needs a reason, and a reason needs an override.
func TestOverride(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		policies PolicyList
		reason   ReasonText
		says     string
		words    string
	}{
		{nil, "", "", ""},
		{PolicyList{"max_arbitrage_cost", "min_duration"}, "it's agreed", "", ` --override max_arbitrage_cost --override min_duration --reason 'it'\''s agreed'`},
		{PolicyList{"max_arbitrage_cost"}, "", "--override max_arbitrage_cost needs a --reason", ""},
		{nil, "why not", "name the policy with --override, one of max_arbitrage_cost", ""},
	} {
		o := &Override{Policies: test.policies, Reason: test.reason}
		if test.says != "" {
			_ = plantest.WantFailure(t, o.Check(), failure.Misuse, "usage", test.says)
		} else if err := o.Check(); err != nil || o.OverrideWords() != test.words {
			t.Errorf("%v, %s", err, o.OverrideWords())
		}
	}
	var list PolicyList
	if list.Set("max_arbitrage_cost") != nil || list.Append("min_duration") != nil || list.Set("all") == nil || list.String() != "max_arbitrage_cost,min_duration" {
		t.Errorf("%v", list)
	}
	if list.Replace([]string{"max_arbitrage_cost"}) != nil || len(list.GetSlice()) != 1 || list.Replace([]string{"all"}) == nil {
		t.Errorf("%v", list)
	}
	var reason ReasonText
	if reason.Set(" a\x1b[2J reason\n") != nil || strings.ContainsAny(reason.String(), "\x1b\n") || reason.Set("  ") == nil {
		t.Errorf("%q", reason)
	}
	if reason.Set(strings.Repeat("x", planview.LongestReason)) != nil || reason.Set(strings.Repeat("x", planview.LongestReason+1)) == nil {
		t.Error("a reason has at most 500 bytes")
	}
}
