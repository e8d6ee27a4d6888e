package tokenset

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/ops/opstest"
	"mpool/internal/units"
)

// A mint that is too small and a burn that is too large are reported too.
func TestMintLittleAndBurnMuch(t *testing.T) {
	pool := opstest.Settled(t, opstest.Pool(50, 30, 20))
	add := anAddition()
	fair, err := FairMint(pool, add.Weight)
	if err != nil {
		t.Fatal(err)
	}
	for thousandths, want := range map[uint64]string{980: "warn mint.little", 995: "", 1005: "", 1020: "warn mint.much"} {
		add.Mint, add.MintTo = opstest.Scaled(fair, thousandths), common.HexToAddress("0xa5")
		got := ""
		for _, f := range add.terms(pool).adviseMint(add.MintTo) {
			if f.Severity == ops.Warn {
				got = "warn " + f.Code
			}
		}
		if got != want {
			t.Errorf("%d: %q", thousandths, got)
		}
	}
	remove := RemoveToken{Doors: anAddition().Doors, Token: pool.Tokens[2].Address}
	burn, _ := FairBurn(pool, pool.Tokens[2].Weight)
	for thousandths, want := range map[uint64]string{980: "burn.little", 995: "burn.fair", 1020: "burn.much"} {
		remove.Burn = opstest.Scaled(burn, thousandths)
		found := remove.adviseBurn(pool, pool.Tokens[2])
		if got := found[len(found)-1].Code; got != want {
			t.Errorf("burn %d: %q", thousandths, got)
		}
	}
}

// A deposit of a token without decimals is rounded down, and the fair mint with it.
func TestMintIsRoundedWithTheDeposit(t *testing.T) {
	pool := opstest.Settled(t, opstest.Pool(50, 30, 20))
	add := anAddition()
	add.Price, add.Neutral, add.FairMint = oneForOne(), true, true
	whole, err := FairMint(pool, add.Weight)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		decimals uint8
		price    uint64 // in the other token
		named    bool
	}{{0, 3000, true}, {0, 1, true}, {6, 1, false}, {2, 1, false}} {
		add.Price.Value = units.Fixed(*new(uint256.Int).Mul(units.FixedOne().Int(), uint256.NewInt(c.price)))
		add.Deposit = opstest.Amount(0, c.decimals)
		if add.Deposit, err = add.terms(pool).neutralDeposit(); err != nil {
			t.Fatal(err)
		}
		if add.Mint, err = add.Fair(pool); err != nil {
			t.Fatal(err)
		}
		exact := 100_000.0 / 9 / float64(c.price) // w/(1-w) of 100,000, at the price
		deposit := inFloat(add.Deposit.Raw.ToBig()) / inFloat(units.Pow10(c.decimals))
		mint := inFloat(add.Mint.Raw.ToBig()) / inFloat(whole.Raw.ToBig())
		if d := mint - deposit/exact; d > 1e-9 || d < -1e-9 {
			t.Errorf("%d decimals at %d: %g of the fair mint for %g of the deposit", c.decimals, c.price, mint, deposit/exact)
		}
		if found := add.terms(pool).adviseRounding(); (len(found) > 0) != c.named {
			t.Errorf("%d decimals at %d: %v", c.decimals, c.price, found)
		}
	}
}

func inFloat(n *big.Int) float64 { f, _ := new(big.Float).SetInt(n).Float64(); return f }
