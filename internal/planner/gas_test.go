package planner

import (
	"errors"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/chain/wire"
	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner/plantest"
	"mpool/internal/planview"
	"mpool/internal/revert"
)

// The gas limits: the larger of estimate and simulation with a margin, and for later calls their
// gas before refunds.
func TestGasLimits(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name     string
		used     []uint64
		estimate uint64
		margin   uint64
		own      uint64
		most     uint64
		want     []uint64
		exit     int
		code     string
	}{
		{"the estimate", []uint64{40_000}, 60_000, 130, 0, chain.TransactionGas, []uint64{78_000}, 0, ""},
		{"the simulation", []uint64{60_000}, 40_000, 130, 0, chain.TransactionGas, []uint64{78_000}, 0, ""},
		{"without a margin", []uint64{40_000, 80_000}, 60_000, 100, 0, chain.TransactionGas, []uint64{60_000, 100_000}, 0, ""},
		{"nothing was simulated", nil, 60_000, 130, 0, chain.TransactionGas, []uint64{78_000}, 0, ""},
		{"the margin does not fit", []uint64{90_000}, 0, 130, 0, 100_000, []uint64{100_000}, 0, ""},
		{"all of it fits exactly", []uint64{100_000}, 0, 130, 0, 100_000, []uint64{100_000}, 0, ""},
		{"the call does not fit", []uint64{100_001}, 0, 130, 0, 100_000, nil, failure.Refused, "gas.cap"},
		{"a later call does not fit before its refund", []uint64{1, 80_001}, 0, 130, 0, 100_000, nil, failure.Refused, "gas.cap"},
		{"one's own", []uint64{50_000, 60_000, 70_000}, 0, 130, 70_000, 100_000, []uint64{70_000, 70_000, 70_000}, 0, ""},
		{"one's own is too little", []uint64{50_000, 70_001, 0}, 0, 130, 70_000, 100_000, nil, failure.Refused, "gas_limit"},
		{"one's own is too much", []uint64{50_000}, 0, 130, 100_001, 100_000, nil, failure.Refused, "gas_limit"},
		{"an estimate of three times the simulation", []uint64{20_000}, 60_002, 130, 0, chain.TransactionGas, []uint64{78_002}, 0, ""},
		{"an estimate of more than three times the simulation", []uint64{20_000}, 60_003, 130, 0, chain.TransactionGas, nil, failure.Refused, "gas"},
		{"the same with a limit of one's own", []uint64{20_000}, 60_003, 130, 70_000, chain.TransactionGas, []uint64{70_000, 70_000, 70_000}, 0, ""},
		{"more than any block", nil, 1<<40 + 1, 130, 0, chain.TransactionGas, nil, failure.Plain, "gas"},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld(t, plantest.Pool())
			p, _, err := w.PlanOn(withMembers(w.state), plantest.ThreeMembers(), &Override{}, w.Settings.From)
			plantest.Must(t, err)
			w.estimate, w.Settings.GasEstimateMultiplier, p.Gas = test.estimate, test.margin, test.used
			limits, err := w.GasLimits(t.Context(), w.scripted, p, &Offer{GasLimit: test.own}, test.most)
			if test.code != "" {
				_ = plantest.WantFailure(t, err, test.exit, test.code)
				return
			}
			if err != nil || !slices.Equal(limits, test.want) {
				t.Errorf("%v, %v; want %v", limits, err, test.want)
			}
			if asked := w.count("EstimateGas"); asked != map[bool]int{true: 1}[test.own == 0] {
				t.Errorf("the node estimates %d times", asked)
			}
		})
	}
}

func withMembers(pool *ops.Snapshot) *ops.Snapshot {
	pool.Members = []ops.Member{{Address: common.Address{0xa1}}, {Address: common.Address{0xa2}}, {Address: common.Address{0xa3}}}
	return pool
}

// A call that reverts in the estimate is not sent.
func TestEstimateReverts(t *testing.T) {
	t.Parallel()
	w := newWorld(t, plantest.Pool())
	w.fails["EstimateGas"] = &revert.Reason{Code: "BAL#401", Name: "SENDER_NOT_ALLOWED", Sentence: "not allowed"}
	_, err := w.propose(ops.SetSwaps{})
	_ = plantest.WantFailure(t, err, failure.Simulation, "revert", "the node rejects this call: BAL#401")
	w.fails["EstimateGas"] = errors.New("gone")
	if _, err := w.propose(ops.SetSwaps{}); !errors.Is(err, w.fails["EstimateGas"]) {
		t.Error(err)
	}
}

// The offers: the node's proposal with the user's flags applied.
func TestPriceGas(t *testing.T) {
	t.Parallel()
	price := func(gwei uint64) Price { return Price{true, *plantest.Wei(gwei * 1e9)} }
	for _, test := range []struct {
		name     string
		offer    Offer
		cap, tip uint64 // in gwei
		findings string
	}{
		{"the node's", Offer{}, 30, 2, ""},
		{"a tip of one's own keeps the room", Offer{Tip: price(5)}, 33, 5, ""},
		{"a cap of one's own", Offer{GasPrice: price(20)}, 20, 2, ""},
		{"a cap below the tip bounds it", Offer{GasPrice: price(1)}, 1, 1, "warn underpriced"},
		{"both", Offer{GasPrice: price(20), Tip: price(3)}, 20, 3, ""},
		{"too little", Offer{GasPrice: price(9)}, 9, 2, "warn underpriced"},
		{"above the ceiling", Offer{GasPrice: price(51)}, 51, 2, "warn max_fee_per_gas"},
		{"at the ceiling", Offer{GasPrice: price(50)}, 50, 2, ""},
		{"legacy", Offer{Legacy: true}, 12, 12, ""},
		{"legacy at a price of one's own", Offer{Legacy: true, GasPrice: price(15)}, 15, 15, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld(t, plantest.Pool())
			w.Settings.MaxFeePerGas = *plantest.Wei(50e9)
			p, err := w.Propose(t.Context(), w.scripted, w.state, ops.SetSwaps{}, Terms{Offer: &test.offer, Override: &Override{}})
			plantest.Must(t, err)
			cost := p.View.Cost
			if cost.FeeCap != *plantest.Wei(test.cap * 1e9) || cost.Tip != *plantest.Wei(test.tip * 1e9) {
				t.Errorf("%s gwei and a tip of %s", cost.FeeCap.Gwei(), cost.Tip.Gwei())
			}
			if got := plantest.Codes(p.View.Findings[len(p.Plan.Findings):]); got != test.findings {
				t.Errorf("%q, and not %q", got, test.findings)
			}
		})
	}
}

// Invalid offers, and nodes that do not tell their fees.
func TestPriceGasRefuses(t *testing.T) {
	t.Parallel()
	price := func(gwei uint64) Price { return Price{true, *plantest.Wei(gwei * 1e9)} }
	for _, test := range []struct {
		name  string
		offer Offer
		fails string
		exit  int
		code  string
		says  string
	}{
		{"a legacy tip", Offer{Legacy: true, Tip: price(1)}, "", failure.Misuse, "usage", "has no priority fee"},
		{"more tip than price", Offer{GasPrice: price(2), Tip: price(3)}, "", failure.Misuse, "usage", "exceeds max fee"},
		{"no fees", Offer{}, "FeesFor", failure.Plain, "node", "--gas-price and --priority-gas-price"},
		{"no price", Offer{Legacy: true}, "LegacyFees", failure.Plain, "node", "--gas-price"},
	} {
		w := newWorld(t, plantest.Pool())
		if test.fails != "" {
			w.fails[test.fails] = &wire.NodeError{Node: "here", Method: "eth_x", Message: "no"}
		}
		_, err := w.Propose(t.Context(), w.scripted, w.state, ops.SetSwaps{}, Terms{Offer: &test.offer, Override: &Override{}})
		_ = plantest.WantFailure(t, err, test.exit, test.code, test.says)
	}
	w := newWorld(t, plantest.Pool())
	w.fails["FeesFor"] = errors.New("gone")
	if _, err := w.propose(ops.SetSwaps{}); !errors.Is(err, w.fails["FeesFor"]) || failure.HintOf(err) != "" {
		t.Errorf("%v", err)
	}
	w.after = true // the node cannot estimate a call that follows an unmined one
	if p, err := w.propose(ops.SetSwaps{}); err != nil || p.View.Cost != nil {
		t.Errorf("%+v, %v", p, err)
	}
}

// Further messages about fees: senders without funds, a private relay, and the fee for data.
func TestPriceGasTells(t *testing.T) {
	t.Parallel()
	w := newWorld(t, plantest.Pool())
	w.poor, w.Settings.PublishURL = []common.Address{plantest.Owner()}, "https://relay.example"
	p := w.proposed(ops.SetSwaps{})
	if got := plantest.Codes(p.View.Findings); got != plantest.Codes(p.Plan.Findings)+", note publish.private" || !slices.ContainsFunc(p.Plan.Findings, func(f ops.Finding) bool { return f.Code == GasCode }) {
		t.Error(got)
	}
	w = newWorld(t, plantest.Pool())
	w.fails["Penniless"] = errors.New("no balances")
	if p, err := w.Propose(t.Context(), w.scripted, w.state, ops.SetSwaps{}, Terms{Offer: &Offer{Legacy: true}, Override: &Override{}}); err != nil || p.View.Cost == nil {
		t.Errorf("%+v, %v", p, err)
	}
	if w.count("DataFee") != 0 {
		t.Error("ethereum charges nothing for data")
	}
	for _, fails := range []bool{false, true} {
		w := newWorld(t, plantest.Pool())
		w.state.ChainID, w.data = 10, *plantest.Wei(1e15)
		if fails {
			w.fails["DataFee"] = errors.New("no oracle")
		}
		cost := w.proposed(ops.SetSwaps{}).View.Cost
		if gas := cost.FeeCap.Times(cost.GasLimit); fails && (cost.DataFee != nil || cost.Most != gas) || !fails && (*cost.DataFee != *plantest.Wei(2e15) || cost.Most != AddWei(gas, *plantest.Wei(2e15))) {
			t.Errorf("%+v", cost)
		}
	}
}

// Right before sending, the confirmed offer must be allowed and sufficient.
func TestConfirmOffer(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name          string
		shown, fresh  chain.Fees
		limits, needs []uint64
		ceiling       uint64
		on            network.ID
		code          string
	}{
		{"the same", plantest.Offered(30, 2), plantest.Offered(30, 2), []uint64{100}, []uint64{100}, 0, 1, ""},
		{"a tenth more", plantest.Offered(30, 2), plantest.Offered(30, 2), []uint64{100}, []uint64{110}, 0, 1, ""},
		{"more than a tenth more", plantest.Offered(30, 2), plantest.Offered(30, 2), []uint64{100}, []uint64{111}, 0, 1, "stale"},
		{"not known before", plantest.Offered(30, 2), plantest.Offered(30, 2), nil, []uint64{1_000_000}, 0, 1, ""},
		{"twice as dear", plantest.Offered(30, 2), plantest.Offered(60, 2), []uint64{100}, []uint64{100}, 0, 1, ""},
		{"more than twice as dear", plantest.Offered(30, 2), plantest.Offered(61, 2), []uint64{100}, []uint64{100}, 0, 1, "stale"},
		{"below the base fee", plantest.Offered(9, 2), plantest.Offered(18, 2), []uint64{100}, []uint64{100}, 0, 1, "underpriced"},
		{"a tip that polygon does not take", plantest.Offered(90, 24), plantest.Offered(90, 25), []uint64{100}, []uint64{100}, 0, 137, "underpriced"},
		{"at the ceiling", plantest.Offered(30, 2), plantest.Offered(30, 2), []uint64{100}, []uint64{100}, 30, 1, ""},
		{"above the ceiling", plantest.Offered(30, 2), plantest.Offered(30, 2), []uint64{100}, []uint64{100}, 29, 1, "max_fee_per_gas"},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld(t, plantest.Pool())
			w.Settings.MaxFeePerGas = *plantest.Wei(test.ceiling * 1e9)
			err := w.ConfirmOffer(test.on, planview.NewCost(nil, test.limits, test.shown), planview.NewCost(nil, test.needs, test.fresh), 0)
			if test.code != "" {
				_ = plantest.WantFailure(t, err, failure.Refused, test.code)
			} else if err != nil {
				t.Error(err)
			}
		})
	}
}

// The flag for a fee takes a number with its unit.
func TestPriceFlag(t *testing.T) {
	t.Parallel()
	var p Price
	if p.String() != "" || p.Set("20gwei") != nil || !p.Given || p.String() != "20gwei" || p.Value != *plantest.Wei(20e9) {
		t.Errorf("%+v", p)
	}
	if p.Set("20") == nil || p.Given {
		t.Errorf("20 without a unit is %s", p.Value.Gwei())
	}
}
