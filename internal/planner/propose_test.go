package planner

import (
	"errors"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planner/plantest"
	"mpool/internal/reading"
	"mpool/internal/revert"
	"mpool/internal/units"
)

// Propose plans, simulates and prices, in this order.
func TestPropose(t *testing.T) {
	w := newWorld(t, plantest.Pool())
	p := w.proposed(ops.SetSwaps{})
	if got, want := strings.Join(w.asked, " "), "GasNow Safes Simulate FeesFor EstimateGas"; got != want {
		t.Errorf("%s is asked for, and not %s", got, want)
	}
	if len(p.Plan.Calls) != 1 || p.Plan.At != plantest.Time+reading.NextBlock || p.View.Operation != "swaps disable" {
		t.Errorf("%+v", p.Plan)
	}
	if proof := p.View.Proof; proof.Level != chain.Simulated || proof.Fields == 0 || len(proof.Moments) != 1 || proof.Moments[0] != p.Plan.At || len(proof.Differences) != 0 {
		t.Errorf("%+v", proof)
	}
	if cost := p.View.Cost; cost.GasUsed != 50_000 || cost.GasLimit != 65_000 || cost.Most != cost.FeeCap.Times(65_000) || cost.Unknown != 0 {
		t.Errorf("%+v", cost)
	}
	p.Warn(ops.Finding{Severity: ops.Warn, Code: "swaps.gap", Summary: "look here"})
	p.Warn(ops.Finding{Severity: ops.Note, Code: "swaps.note", Summary: "less so"})
	if got := w.Question(p, 1); got != p.View.Head().String()+"\nwarning: look here [swaps.gap]\nsend 1 transaction from "+plantest.Owner().Hex()+" on mainnet, for a gas fee of at most 0.00195 ETH?" {
		t.Error(got)
	}
	w.proposed(ops.SetSwaps{})
	if w.count("GasNow") != 1 {
		t.Error("what gas costs is asked for twice")
	}
}

// If nothing is to be done, nothing is simulated.
func TestProposeNothing(t *testing.T) {
	w := newWorld(t, plantest.Pool())
	p := w.proposed(ops.SetSwaps{Enabled: true})
	if len(p.Plan.Calls) != 0 || p.View.Proof != nil || p.View.Cost != nil || w.count("Simulate")+w.count("EstimateGas") != 0 {
		t.Errorf("%+v after %v", p.View, w.asked)
	}
}

// The node's simulation decides whether a plan is accepted.
func TestProve(t *testing.T) {
	revert := &revert.Reason{Code: "BAL#426", Name: "SENDER_NOT_ALLOWED", Sentence: "the sender may not do this"}
	for _, test := range []struct {
		name   string
		mangle func(*chain.Simulation)
		exit   int
		code   string
		says   string
	}{
		{"reverts", func(s *chain.Simulation) { s.Revert, s.States = revert, nil }, failure.Simulation, "revert", "the pool refuses this: BAL#426"},
		{"disagrees", func(s *chain.Simulation) { s.States[0] = plantest.Pool() }, failure.Simulation, "disagreement", "differs from the prediction in"},
		{"leaves out a moment", func(s *chain.Simulation) { s.States = s.States[1:] }, failure.Simulation, "simulation", "simulated 0 states instead of 1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld(t, plantest.Pool())
			w.mangle = test.mangle
			p, err := w.propose(ops.SetSwaps{})
			f := plantest.WantFailure(t, err, test.exit, test.code, test.says)
			if p != nil || w.count("EstimateGas") != 0 {
				t.Error("it is priced all the same")
			}
			if test.code != "simulation" && !strings.Contains(plantest.TextOf(f.Result), "swaps disable of Some Pool") {
				t.Error("the error does not carry the plan")
			}
		})
	}
	w := newWorld(t, plantest.Pool())
	w.mangle = func(s *chain.Simulation) { s.Level, s.Why, s.States = chain.Called, "it has no eth_simulateV1", nil }
	p := w.proposed(ops.SetSwaps{})
	if got := plantest.Codes(p.View.Findings); !strings.Contains(got, "warn simulation.called") || plantest.Codes(p.Plan.Findings) != got {
		t.Errorf("%s", got)
	}
	w.fails["Simulate"] = errors.New("gone")
	if _, err := w.propose(ops.SetSwaps{}); !errors.Is(err, w.fails["Simulate"]) {
		t.Error(err)
	}
}

// If the state cannot be read, or a plan is refused, nothing is simulated.
func TestDraw(t *testing.T) {
	delegate := plantest.Pool()
	delegate.Pool.OwnerKind = ops.OwnerDelegate
	unread := errors.New("unread")
	for _, test := range []struct {
		name   string
		pool   *ops.Snapshot
		op     ops.Operation
		change func(*world)
		exit   int
		code   string
	}{
		{"a weight below the least", plantest.Pool(), ops.UpdateWeights{Start: plantest.Time, End: plantest.Time + 864_000, Weights: tiny()}, nil, failure.Refused, "BAL#302"},
		{"a pool of the Authorizer's", delegate, ops.SetSwaps{}, nil, failure.Refused, "BAL#401"},
		{"a price in what the pool has not", plantest.Pool(), ops.SetSwaps{}, func(w *world) {
			w.Settings.Sources["coin_price"], w.Settings.CoinPrice = "--coin-price", units.Price{Value: units.FixedFrom(1e18), Of: "XYZ"}
		}, failure.Misuse, "usage"},
		{"a state that cannot be worked out", plantest.Broken(), ops.SetSwaps{}, nil, failure.Plain, "plan"},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld(t, test.pool)
			if test.change != nil {
				test.change(w)
			}
			p, _, err := w.Draw(t.Context(), w.scripted, test.pool, test.op, Terms{Override: &Override{}})
			_ = plantest.WantFailure(t, err, test.exit, test.code)
			if p != nil || w.count("Safes") != 0 {
				t.Error("there is a plan all the same")
			}
		})
	}
	for _, method := range []string{"Watch", "Safes"} {
		w := newWorld(t, plantest.Pool())
		w.fails[method] = unread
		if _, _, err := w.Draw(t.Context(), w.scripted, w.state, plantest.ThreeMembers(), Terms{Override: &Override{}}); !errors.Is(err, unread) {
			t.Errorf("%s: %v", method, err)
		}
	}
}

func tiny() []ops.TokenWeight {
	weights := plantest.Shift(plantest.Pool(), 1).Weights
	weights[0].Weight, weights[1].Weight = units.FixedFrom(795e15), units.FixedFrom(5e15)
	return weights
}

// PlanOn returns the findings and the view of a plan.
func TestPlanOn(t *testing.T) {
	w := newWorld(t, plantest.Pool())
	w.Settings.ArbInterval = 3600
	op := plantest.Shift(w.state, 10*86_400)
	p, later, err := w.PlanOn(w.state, op, &Override{}, w.Settings.From)
	plantest.Must(t, err)
	if len(later) != 2 || later[1].Block.Time != op.End || later[1].Tokens[0].Weight != op.Weights[0].Weight {
		t.Errorf("%d states later, the last at %v", len(later), later[len(later)-1].Block.Time)
	}
	if plan, view := plantest.Codes(p.Plan.Findings), plantest.Codes(p.View.Findings); plan != view {
		t.Errorf("%s in the plan, and %s is shown", plan, view)
	}
	if p.View.Price == nil || p.View.Price.Played == nil || p.View.Price.Played.Moving != nil || p.Plan.Before != w.state {
		t.Errorf("%+v", p.View.Price)
	}
	w.Replays.Volatility = 0.5
	if p, _, err = w.PlanOn(w.state, op, &Override{}, w.Settings.From); err != nil || p.View.Price.Played.Moving == nil || p.View.Price.Played.Moving.Paths == 0 {
		t.Errorf("%+v %v", p.View.Price.Played, err)
	}
}

// A flag names a sender that cannot send the plan.
func TestAdviseSender(t *testing.T) {
	for _, test := range []struct {
		name   string
		from   common.Address
		source string
		says   string
	}{
		{"the owner", plantest.Owner(), "--from", ""},
		{"nobody", common.Address{}, "--from", ""},
		{"a stranger in the environment", common.Address{9}, "ETH_FROM", ""},
		{"a stranger by a flag", common.Address{9}, "--from", "warn sender"},
	} {
		w := newWorld(t, plantest.Pool())
		w.Settings.From, w.Settings.Sources["from"] = test.from, test.source
		p, _, err := w.PlanOn(w.state, ops.SetSwaps{}, &Override{}, w.Settings.From)
		plantest.Must(t, err)
		if got := plantest.Codes(w.AdviseSender(p.Plan, w.Settings.From)); got != test.says {
			t.Errorf("%s: %q", test.name, got)
		}
	}
}

// A change that runs already is nothing to do.
func TestProposeTwice(t *testing.T) {
	t.Parallel()
	w := newWorld(t, plantest.Pool())
	op := plantest.Shift(w.state, 864_000)
	w.state = w.proposed(op).Plan.Predicted
	if got := plantest.TextOf(w.proposed(op).View); !strings.Contains(got, "nothing to do: the pool is already in this state, or moving to it by this change") {
		t.Error(got)
	}
}
