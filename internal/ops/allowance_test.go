package ops

import (
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// anUnlimited is a pool whose asset manager has managed tokens and an allowance for the Vault.
func anUnlimited(t *testing.T, allowance uint256.Int) (*Snapshot, MoveBalances) {
	t.Helper()
	base := somePool(50, 30, 20)
	base.Tokens[0].Managed = amountOf(7e6, 6)
	op := MoveBalances{base.Tokens[0].AssetManager, []BalanceMove{{DepositBalance, base.Tokens[0].Address, amountOf(5e6, 6)}}}
	base = watchedFor(t, base, op)
	base.Holding(base.Tokens[0].Address, op.From).Allowance.Raw = allowance
	return base, op
}

// less is an unlimited allowance minus this.
func less(amount uint64) uint256.Int {
	all := unlimited()
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
		{"a token that leaves it", unlimited(), unlimited(), false, true},
		{"a token that reduces it", unlimited(), less(5e6), false, true},
		{"a token that takes more", unlimited(), less(5e6 + 1), true, true},
		{"none is left of it", unlimited(), uint256.Int{}, true, true},
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
			*held = Holding{Token: held.Token, Account: held.Account, Symbol: held.Symbol, Decimals: held.Decimals, Balance: held.Balance, Allowance: units.Amount{Raw: c.found, Decimals: held.Decimals}}
			if changes := Diff(plan.Predicted, found); (len(changes) > 0) != c.differs {
				t.Errorf("differences: %+v", changes)
			}
			has := func(code string) bool {
				return slices.ContainsFunc(plan.Findings, func(f Finding) bool { return f.Code == code })
			}
			if has("allowance.reset") || has("allowance.left") != c.leftNote {
				t.Errorf("it advises %+v", plan.Findings)
			}
		})
	}
}

// TestSmallerDepositKeepsTheAllowance is an addition after LPs have left: its larger allowance
// stays, so that no advice may say that it is reset.
func TestSmallerDepositKeepsTheAllowance(t *testing.T) {
	base := somePool(50, 30, 20)
	base.Pool.OwnerKind, base.Pool.JoinExitEnabled, base.Pool.SwapEnabled = OwnerSafe, false, false
	base.Pool.Owner = common.HexToAddress("0xa5")
	op := anAddition()
	now := watched(base, op, amountOf(9e6, 6))
	if err := op.add(now); err != nil {
		t.Fatal(err)
	}
	if err := now.Settle(); err != nil {
		t.Fatal(err)
	}
	token, err := now.Token(op.Token)
	if err != nil {
		t.Fatal(err)
	}
	token.Cash.Raw = *uint256.NewInt(1e6) // a part of the deposit is there
	now.Holding(op.Token, op.AssetManager).SetAllowance(op.Deposit.Raw)
	plan, err := op.Plan(now, now.Block.Time+12)
	if err != nil || plan.Refused() {
		t.Fatalf("%v %+v", err, plan)
	}
	var codes []string
	for _, f := range plan.Findings {
		codes = append(codes, f.Code)
	}
	if slices.Contains(codes, "allowance.reset") || !slices.Contains(codes, "allowance.left") {
		t.Errorf("it advises %v with the calls %+v", codes, plan.Calls)
	}
}
