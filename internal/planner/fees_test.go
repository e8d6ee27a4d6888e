package planner

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/network"
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
