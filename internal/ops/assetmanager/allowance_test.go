package assetmanager_test

import (
	"slices"
	"testing"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/ops/assetmanager"
	"mpool/internal/ops/opstest"
	"mpool/internal/units"
)

// anUnlimited is a pool whose asset manager has managed tokens and an allowance for the Vault.
func anUnlimited(t *testing.T, allowance uint256.Int) (*ops.Snapshot, assetmanager.MoveBalances) {
	t.Helper()
	base := opstest.Pool(50, 30, 20)
	base.Tokens[0].Managed = opstest.Amount(7e6, 6)
	op := assetmanager.MoveBalances{From: base.Tokens[0].AssetManager, Moves: []assetmanager.BalanceMove{{Way: assetmanager.DepositBalance, Token: base.Tokens[0].Address, Amount: opstest.Amount(5e6, 6)}}}
	base = opstest.Read(base, op)
	base.Holding(base.Tokens[0].Address, op.From).Allowance.Raw = allowance
	return base, op
}

// less is an unlimited allowance minus this.
func less(amount uint64) uint256.Int {
	all := *new(uint256.Int).SetAllOne()
	return *all.SubUint64(&all, amount)
}

// TestUnlimitedAllowance deposits with others' calls. A token may reduce an unlimited allowance by
// the deposit or leave it, and any other value is a difference.
func TestUnlimitedAllowance(t *testing.T) {
	for _, c := range []struct {
		name              string
		allowed, found    uint256.Int
		differs, leftNote bool
	}{
		{"a token that leaves it", *new(uint256.Int).SetAllOne(), *new(uint256.Int).SetAllOne(), false, true},
		{"a token that reduces it", *new(uint256.Int).SetAllOne(), less(5e6), false, true},
		{"a token that takes more", *new(uint256.Int).SetAllOne(), less(5e6 + 1), true, true},
		{"none is left of it", *new(uint256.Int).SetAllOne(), uint256.Int{}, true, true},
		{"one less than unlimited", less(1), less(5e6 + 1), false, true},
		{"one less than unlimited, and it stays", less(1), less(1), true, true},
		{"exactly the deposit", *uint256.NewInt(5e6), uint256.Int{}, false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			before, op := anUnlimited(t, c.allowed)
			plan, err := op.Plan(before, before.Block.Time+12)
			if err != nil || plan.Refused() {
				t.Fatalf("%v %+v", err, plan)
			}
			found := plan.Predicted.Clone()
			held := found.Holding(op.Moves[0].Token, op.From)
			*held = ops.Holding{Token: held.Token, Account: held.Account, Symbol: held.Symbol, Decimals: held.Decimals, Balance: held.Balance, Allowance: units.Amount{Raw: c.found, Decimals: held.Decimals}}
			if changes := ops.Diff(plan.Predicted, found); (len(changes) > 0) != c.differs {
				t.Errorf("differences: %+v", changes)
			}
			has := func(code string) bool {
				return slices.ContainsFunc(plan.Findings, func(f ops.Finding) bool { return f.Code == code })
			}
			if has("allowance.reset") || has("allowance.left") != c.leftNote {
				t.Errorf("it advises %+v", plan.Findings)
			}
		})
	}
}
