package tokenset

import (
	"testing"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/ops/opstest"
)

// The neutral deposit fits the price and implies it, before the pool has the token and after.
func TestTermsOfTheNeutralDeposit(t *testing.T) {
	op := anAddition()
	op.Price, op.Deposit = oneForOne(), opstest.Amount(1, 6)
	before := opstest.Watched(opstest.Pool(50, 30, 20), op, opstest.Amount(1e15, 6))
	after := before.Clone()
	if err := op.add(after); err != nil {
		t.Fatal(err)
	}
	after, err := after.At(after.Block.Time + 1)
	if err != nil {
		t.Fatal(err)
	}
	for name, pool := range map[string]*ops.Snapshot{"before": before, "after": after} {
		deposit, err := op.terms(pool).neutralDeposit()
		if err != nil || deposit.String() != "11111.111111" {
			t.Fatalf("%s: %s, %v", name, deposit, err)
		}
		op.Deposit = deposit
		terms := op.terms(pool)
		gap, checked := terms.gap()
		if off, _ := gap.off(); !checked || !off.Int().LtUint64(1e9) { // a billionth
			t.Errorf("%s: it is off by %s", name, off)
		}
		price, whole := terms.impliedPrice(pool.Tokens[0])
		price.Mul(price, uint256.NewInt(1e6).ToBig())
		if price.Div(price, whole); price.Uint64() != 1_000_000 {
			t.Errorf("%s: it implies %s", name, price)
		}
	}
}

// Without a usable price there is nothing to compare the deposit with.
func TestTermsWithoutAPrice(t *testing.T) {
	op := anAddition()
	pool := opstest.Watched(opstest.Pool(50, 30, 20), op, opstest.Amount(1e15, 6))
	for name, of := range map[string]TokenPrice{"no price": {}, "in itself": {op.Token, oneForOne().Value}, "in a token outside the pool": {pool.Pool.Vault, oneForOne().Value}} {
		op.Price = of
		if _, checked := op.terms(pool).gap(); checked {
			t.Errorf("%s: the deposit is compared", name)
		}
	}
}
