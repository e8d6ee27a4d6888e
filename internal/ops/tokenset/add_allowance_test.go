package tokenset

import (
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/ops/opstest"
)

// TestSmallerDepositKeepsTheAllowance is an addition after LPs have left: its larger allowance
// stays, so that no advice may say that it is reset.
func TestSmallerDepositKeepsTheAllowance(t *testing.T) {
	base := opstest.Pool(50, 30, 20)
	base.Pool.OwnerKind, base.Pool.JoinExitEnabled, base.Pool.SwapEnabled = ops.OwnerSafe, false, false
	base.Pool.Owner = common.HexToAddress("0xa5")
	op := anAddition()
	now := opstest.Watched(base, op, opstest.Amount(9e6, 6))
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
