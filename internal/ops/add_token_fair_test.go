package ops

import (
	"math/big"
	"strings"
	"testing"

	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// fairCase is an addition at one for one to a pool of 100,000: neutral at 10 % are 11,111.
func fairCase(deposit uint64, mint func(op AddToken, pool *Snapshot) units.Amount) (AddToken, *Snapshot) {
	pool := somePool(50, 30, 20)
	pool.Supply.Virtual = units.Amount{Raw: *new(uint256.Int).Mul(uint256.NewInt(1000), uint256.NewInt(1e18)), Decimals: 18}
	pool.Supply.Actual = pool.Supply.Virtual
	op := anAddition()
	op.Price, op.Deposit = oneForOne(), amountOf(deposit*1e6, 6)
	op.Mint = mint(op, pool)
	return op, watched(pool, op, amountOf(1e15, 6))
}

func fairMint(op AddToken, pool *Snapshot) units.Amount {
	fair, err := op.Fair(pool)
	if err != nil {
		panic(err)
	}
	return fair
}

// A fair mint is the deposit's share of the pool's value, whatever the weight is.
func TestFairMintFollowsTheDeposit(t *testing.T) {
	for deposit, want := range map[uint64]string{5_000: "49.9999999999999999", 10_000: "99.9999999999999999", 20_000: "199.999999999999999"} {
		op, _ := fairCase(deposit, fairMint)
		if got := op.Mint.String(); !strings.HasPrefix(got, want[:len(want)-3]) {
			t.Errorf("%d: %s BPT, want %s", deposit, got, want)
		}
	}
}

// What holders lose by a mint counts as a cost, and what they gain does not.
func TestLossByAMintIsACost(t *testing.T) {
	exactly := func(bpt uint64) func(AddToken, *Snapshot) units.Amount {
		return func(AddToken, *Snapshot) units.Amount {
			return units.Amount{Raw: *new(uint256.Int).Mul(uint256.NewInt(bpt), uint256.NewInt(1e18)), Decimals: 18}
		}
	}
	for _, c := range []struct {
		name    string
		deposit uint64
		mint    func(AddToken, *Snapshot) units.Amount
		says    string
		refused string
	}{
		{"fair", 11_111, fairMint, "", ""},
		{"fair for less than neutral", 10_000, fairMint, "lose 0.0486%", ""},
		{"too much", 11_111, exactly(1000), "lose 44.4", "the loss of LPs by the mint exceeds the limit of 0.5% (refuse.max_arbitrage_cost)"},
		{"a little too much", 11_111, exactly(112), "lose 0.08", ""},
		{"too little", 11_111, exactly(50), "gain 5.8", ""},
	} {
		op, pool := fairCase(c.deposit, c.mint)
		plan := planAt(t, op, pool, pool.Block.Time+12)
		if plan.Refused() {
			t.Fatalf("%s: %+v", c.name, plan.Findings)
		}
		if got := said(plan.Findings, "mint.holders"); (got == "") != (c.says == "") || !strings.Contains(got, c.says) {
			t.Errorf("%s: %q, want %q", c.name, got, c.says)
		}
		found, err := Policies{Refuse: Limits{MaxArbitrageCost: limit(t, "0.5%")}}.Check(pool, plan)
		if got := said(found, "policy.max_arbitrage_cost"); err != nil || got != c.refused {
			t.Errorf("%s: %q, want %q; %v", c.name, got, c.refused, err)
		}
	}
}

// A mint that is worth all others is not lost in the numbers.
func TestLossByAHugeMint(t *testing.T) {
	op, pool := fairCase(11_111, func(AddToken, *Snapshot) units.Amount {
		return units.Amount{Raw: *uint256.MustFromBig(new(big.Int).Lsh(big.NewInt(1), 100)), Decimals: 18}
	})
	share := op.dilutes(pool)
	if one := units.FixedOne(); share == nil || share.Int().Gt(one.Int()) || share.Int().LtUint64(999_999_000_000_000_000) {
		t.Errorf("the loss is %v", share)
	}
}

func said(list []Finding, code string) string {
	for _, f := range list {
		if f.Code == code {
			return f.Summary
		}
	}
	return ""
}
