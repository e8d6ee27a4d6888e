package planner

import (
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner/plantest"
	"mpool/internal/units"
)

// TestPastedPools reads pools as they are copied from other programs.
func TestPastedPools(t *testing.T) {
	const address = "0x35dd738E306d32f2709824B6f744f188DA01D3C5"
	id := "0x35dd738e306d32f2709824b6f744f188da01d3c5" + "0002" + "00000000000000000007"
	for text, want := range map[string]network.ID{address: 0, address + " ": 0, "\t" + address: 0, id: 0, "eth:" + address: 1, "arb1:" + address: 42161} {
		got, err := (&config.Settings{}).ResolvePool(text)
		if err != nil || got.Address != common.HexToAddress(address) || got.Chain != want {
			t.Errorf("%q is %v, %v", text, got, err)
		}
	}
	key := "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"
	for _, text := range []string{key, "moon:" + address, "eth:0x12", "eth:"} {
		if got, err := (&config.Settings{}).ResolvePool(text); err == nil {
			t.Errorf("%q is %v", text, got)
		}
	}
	if _, err := (&config.Settings{Chain: 137}).ResolvePool("eth:" + address); err == nil {
		t.Error("one chain in the address and another asked for")
	}
}

// TestTooLittle has offers below what any block accepts.
func TestTooLittle(t *testing.T) {
	gwei := func(n uint64) units.Wei { return units.Wei(*uint256.NewInt(n * 1_000_000_000)) }
	for _, test := range []struct {
		on              network.ID
		tip, cap, bases uint64
		refused         bool
	}{{137, 24, 100, 10, true}, {137, 25, 100, 10, false}, {1, 0, 10, 10, false}, {1, 0, 9, 10, true}} {
		err := RefuseTooLittle(test.on, gwei(test.tip), gwei(test.cap), gwei(test.bases))
		if test.refused {
			_ = plantest.WantFailure(t, err, failure.Refused, "underpriced")
		} else if err != nil {
			t.Errorf("%+v: %v", test, err)
		}
	}
	if fees := AtLeast(chain.Fees{Tip: gwei(1), FeeCap: gwei(31)}, 137); fees.Tip != gwei(25) || fees.FeeCap != gwei(55) {
		t.Errorf("%+v", fees)
	}
}

// TestGasIsCapped has a limit above the maximum because of the margin, and a call that uses more
// than the maximum.
func TestGasIsCapped(t *testing.T) {
	for _, test := range []struct {
		limit, used, block, want uint64
	}{{20_000_000, 15_000_000, 0, chain.TransactionGas}, {20_000_000, 15_000_000, 16_000_000, 16_000_000}, {100, 90, 30_000_000, 100}, {20_000_000, 16_777_217, 0, 0}, {20, 19, 18, 0}} {
		got, err := CapGas(test.limit, test.used, MostGas(test.block))
		if got != test.want || (err == nil) != (test.want != 0) {
			t.Errorf("%+v: %d, %v", test, got, err)
		}
	}
}

// A priority fee of the node is reported if it is far above the base fee. One of the user's own is not.
func TestHighTip(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		chain uint64
		base  uint64 // in gwei
		tip   uint64
		offer Offer
		want  bool
	}{
		{"usual", 1, 10, 2, Offer{}, false}, {"5 gwei", 1, 0, 5, Offer{}, false}, {"6 gwei, on nothing", 1, 0, 6, Offer{}, true},
		{"ten times", 1, 10, 100, Offer{}, false}, {"more than ten times", 1, 10, 101, Offer{}, true},
		{"one's own", 1, 10, 976, Offer{Tip: Price{true, *plantest.Wei(976e9)}}, false},
		{"the least of polygon", 137, 0, 50, Offer{}, false}, {"more on polygon", 137, 0, 51, Offer{}, true},
	} {
		w := newWorld(t, plantest.Pool())
		w.state.ChainID = test.chain
		w.fees = chain.Fees{Tip: *plantest.Wei(test.tip * 1e9), BaseFee: *plantest.Wei(test.base * 1e9), FeeCap: *plantest.Wei((2*test.base + test.tip) * 1e9)}
		p, err := w.Propose(t.Context(), w.scripted, w.state, ops.SetSwaps{}, Terms{Offer: &test.offer, Override: &Override{}})
		plantest.Must(t, err)
		if got := strings.Contains(plantest.Codes(p.View.Findings), "warn gas.tip"); got != test.want {
			t.Errorf("%s: %v: %s", test.name, got, plantest.Codes(p.View.Findings))
		}
	}
}

// With --yes, a plan from a file costs at most three times its gas fee, or 0.01 of the native token. At a terminal the
// question says both. What only shuts the pool is not refused.
func TestHoldFee(t *testing.T) {
	t.Parallel()
	const wide = 19_500_000e9 // ten times the fee of the plan
	for _, test := range []struct {
		name  string
		filed *units.Wei
		offer Offer
		limit bool // --max-fee-per-gas
		yes   bool
		code  string
		asks  bool
	}{
		{"of an older file", nil, Offer{}, false, true, "", false},
		{"three times", plantest.Wei(wide / 3), Offer{}, false, true, "", false},
		{"more", plantest.Wei(wide/3 - 1), Offer{}, false, true, "stale", true},
		{"more, but small", plantest.Wei(3_333_333_333_333_333), Offer{}, false, true, "", true},
		{"more, at a terminal", plantest.Wei(wide/3 - 1), Offer{}, false, false, "", true},
		{"more, with a price of one's own", plantest.Wei(1), Offer{GasPrice: Price{true, *plantest.Wei(30e9)}}, false, true, "", false},
		{"more, with a limit of one's own", plantest.Wei(1), Offer{}, true, true, "", false},
	} {
		pool := plantest.Pool()
		pool.Pool.SwapEnabled = false
		w := newWorld(t, pool)
		if test.limit {
			w.Settings.Sources["max_fee_per_gas"] = "--max-fee-per-gas"
		}
		p := w.proposed(ops.SetSwaps{Enabled: true})
		if p.Plan.GasFee == nil || *p.Plan.GasFee != *plantest.Wei(1_950_000e9) {
			t.Fatalf("%s: the plan says %v", test.name, p.Plan.GasFee)
		}
		if p.View.Cost.Most = *plantest.Wei(wide); strings.Contains(test.name, "small") {
			p.View.Cost.Most = *plantest.Wei(1e16)
		}
		err := HoldFee(w.Settings, p, test.filed, &test.offer, test.yes)
		if test.code != "" {
			_ = plantest.WantFailure(t, err, failure.Refused, test.code, "the gas fee is now at most 0.0195 ETH, more than 3 times that of the plan file, 0.0065 ETH")
		} else if err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
		if got := strings.Contains(w.Question(p, 1), "(the plan file says "); got != test.asks {
			t.Errorf("%s: %s", test.name, w.Question(p, 1))
		}
	}
	w := newWorld(t, plantest.Pool())
	alarm := w.proposed(ops.SetSwaps{})
	alarm.View.Cost.Most = *plantest.Wei(wide)
	if err := HoldFee(w.Settings, alarm, plantest.Wei(1), &Offer{}, true); err != nil {
		t.Errorf("an alarm is refused: %v", err)
	}
}
