package tokenset

import (
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/ops/opstest"
	"mpool/internal/units"
)

// priced plans to add a token with 10 % at one for one to a pool of 100,000 units. The neutral
// deposit is 11,111.1.
func priced(t *testing.T, deposit uint64, price TokenPrice) *ops.Plan {
	t.Helper()
	op := anAddition()
	op.Deposit, op.Price = opstest.Amount(deposit, 6), price
	pool := opstest.Watched(opstest.Pool(50, 30, 20), op, opstest.Amount(1e15, 6))
	return opstest.PlanAt(t, op, pool, pool.Block.Time+12)
}

func oneForOne() TokenPrice { return TokenPrice{opstest.Pool(50).Tokens[0].Address, units.FixedOne()} }

func priceCodes(found []ops.Finding) (list []string) {
	for _, f := range found {
		if strings.HasPrefix(f.Code, "price.") {
			list = append(list, string(f.Severity)+" "+f.Code)
		}
	}
	return list
}

func TestDepositIsHeldAgainstThePrice(t *testing.T) {
	for _, c := range []struct {
		name    string
		deposit uint64
		price   TokenPrice
		cost    string
		want    []string
	}{
		{"nobody said", 1e6, TokenPrice{}, "", []string{"warn price.unchecked", "note price.implied"}},
		{"right", 11_111_111_111, oneForOne(), "0.0000000000", []string{"note price.implied", "note price.off"}},
		{"a tenth too much", 12_222_222_222, oneForOne(), "0.0", []string{"note price.implied", "note price.off", "warn price.far"}},
		{"a point slipped", 1_111_111_111, oneForOne(), "12.7", []string{"note price.implied", "note price.off", "warn price.far"}},
		{"one", 1e6, oneForOne(), "56.2", []string{"note price.implied", "note price.off", "warn price.far"}},
	} {
		plan := priced(t, c.deposit, c.price)
		if got := priceCodes(plan.Findings); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
		if (plan.Gives == nil) != (c.cost == "") || plan.Gives != nil && !strings.HasPrefix(plan.Gives.Percent(), c.cost) {
			t.Errorf("%s: it gives %v, want %s", c.name, plan.Gives, c.cost)
		}
	}
}

// The cost is never below the value in floats, and not far above it.
func TestDepositCostAgainstFloats(t *testing.T) {
	dice := rand.New(rand.NewPCG(7, 0))
	for range 2000 {
		weight := dice.Uint64N(98e16) + 1e16
		has := new(big.Int).Lsh(new(big.Int).SetUint64(dice.Uint64()|1), uint(dice.IntN(60)))
		gap := depositGap{has, new(big.Int).SetUint64(dice.Uint64() | 1), big.NewInt(1), units.FixedFrom(weight)}
		cost, err := gap.cost()
		if err != nil {
			t.Fatal(err)
		}
		r, _ := new(big.Rat).SetFrac(gap.deposit, gap.worth).Float64()
		w := float64(weight) / 1e18
		want := 1 - math.Exp(w*math.Log(r)-math.Log(1-w+w*r))
		if got := opstest.Float(cost); got < want-1e-14 || got > want+1e-14+1e-13*want {
			t.Fatalf("%v of %v at %v costs %v, want %v", gap.deposit, gap.worth, w, got, want)
		}
	}
	huge := depositGap{new(big.Int).Lsh(big.NewInt(1), 250), big.NewInt(1), big.NewInt(1), units.FixedFrom(5e17)}
	if cost, err := huge.cost(); err != nil || cost != units.FixedOne() {
		t.Errorf("far too much: %v, %v", cost, err)
	}
	if off, _ := huge.off(); *off.Int() != *new(uint256.Int).SetAllOne() {
		t.Errorf("far too much is off by %v", off)
	}
}

// The price is stated in the token with the largest weight, or in the token of the given price.
func TestReferenceOfThePrice(t *testing.T) {
	for price, want := range map[TokenPrice]string{{}: " A", {opstest.Pool(50, 30).Tokens[1].Address, units.FixedOne()}: " B"} {
		for _, deposit := range []uint64{1, 1e6, 1e12} {
			for _, f := range priced(t, deposit, price).Findings {
				if f.Code == "price.implied" && !strings.Contains(f.Summary, want) {
					t.Errorf("a deposit of %d: %s", deposit, f.Summary)
				}
			}
		}
	}
}

// The hint for a pending change is a command that works during one.
func TestHintOfAPendingChange(t *testing.T) {
	pool := opstest.Running(t)
	pool.Weights.Start = pool.Block.Time + 100
	pending := refuseWeightChange(pool)
	if len(pending) != 1 || pending[0].Code != "BAL#349" || !strings.Contains(pending[0].Hint, "--freeze") {
		t.Fatalf("%+v", pending)
	}
	if plan := opstest.PlanAt(t, opstest.Frozen(t, pool, 600), pool, pool.Block.Time+12); plan.Refused() || len(plan.Calls) != 1 {
		t.Errorf("a freeze of it: %+v", plan.Findings)
	}
}
