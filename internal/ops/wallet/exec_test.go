package wallet_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/ops/opstest"
	"mpool/internal/ops/tokenset"
	"mpool/internal/ops/wallet"
	"mpool/internal/planfile"
	"mpool/internal/units"
)

// A Safe's transaction with only some calls of a plan that must be one transaction is refused.
func TestExecSafeInPart(t *testing.T) {
	pool := opstest.Pool(50, 30, 20)
	op := tokenset.AddToken{Token: common.HexToAddress("0x0101"), Weight: units.FixedFrom(10 * 1e16), AssetManager: common.HexToAddress("0xa5"),
		Deposit: opstest.Amount(5e6, 6), Mint: opstest.Amount(0, 18), MintTo: common.HexToAddress("0xa5"), Doors: ops.DoorsOf(pool, ops.AtOnce)}
	pool.Pool.OwnerKind, pool.Pool.Owner = ops.OwnerSafe, op.AssetManager
	before := watched(pool, op, opstest.Amount(9e6, 6))
	whole := planned(t, op, before)
	if whole.Refused() || len(whole.Calls) < 3 {
		t.Fatalf("%+v", whole.Findings)
	}
	for n := 1; n <= len(whole.Calls); n++ {
		exec := wallet.ExecSafe{Executor: common.HexToAddress("0xe1"), Safe: pool.Pool.Owner, Of: ops.Nested{Operation: op}}
		for _, c := range whole.Calls[:n] {
			exec.Makes = append(exec.Makes, wallet.SafeCall{To: c.To, Value: units.Wei(c.Value), Data: c.Data})
		}
		plan := planned(t, exec, before)
		if refused := plan.Refused(); refused != (n < len(whole.Calls)) {
			t.Errorf("%d of %d calls: refused %v: %+v", n, len(whole.Calls), refused, plan.Findings)
		}
	}
}

// An approval of the Vault is read back as it was written, and a plan of the same state has the same
// call.
func TestAllowVaultReadsBack(t *testing.T) {
	pool := opstest.Pool(50, 30, 20)
	op := wallet.AllowVault{Token: pool.Tokens[0].Address, Account: pool.Tokens[0].AssetManager, Amount: opstest.Amount(25_000*1e6, 6)}
	before := watched(pool, op, opstest.Amount(9e6, 6))
	plan := planned(t, op, before)
	if plan.Refused() || len(plan.Calls) != 1 || plan.Predicted.Holding(op.Token, op.Account).Allowance != op.Amount {
		t.Fatalf("%+v", plan)
	}
	text, err := json.Marshal(plan)
	if err != nil {
		t.Fatal(err)
	}
	back, err := planfile.Read(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if fresh := planned(t, back.Operation, before); len(plan.Stale(fresh)) > 0 {
		t.Errorf("stale: %q", plan.Stale(fresh))
	}
}

// A revocation takes all of an allowance back, and has no call if there is none.
func TestRevokeTakesBack(t *testing.T) {
	pool := opstest.Pool(50, 50)
	given := wallet.AllowVault{Token: pool.Tokens[0].Address, Account: pool.Tokens[0].AssetManager, Amount: opstest.Amount(7, 6)}
	back := wallet.RevokeAllowance{Token: given.Token, Account: given.Account}
	before := watched(pool, given, opstest.Amount(9e6, 6))
	if plan := planned(t, back, before); len(plan.Calls) != 0 {
		t.Errorf("nothing to revoke, but %d calls", len(plan.Calls))
	}
	after := planned(t, given, before).Predicted
	plan := planned(t, back, after)
	if left := plan.Predicted.Holding(given.Token, given.Account).Allowance; len(plan.Calls) != 1 || !left.Raw.IsZero() {
		t.Errorf("%d calls leave %s", len(plan.Calls), left)
	}
	for _, op := range []ops.Applied{given, back} {
		if err := op.Apply(after); err != nil {
			t.Fatal(err)
		}
	}
	if left := after.Holding(given.Token, given.Account).Allowance; !left.Raw.IsZero() {
		t.Errorf("%s is left", left)
	}
}

// watched gives each holding that an operation watches a balance.
func watched(s *ops.Snapshot, op ops.Watching, balance units.Amount) *ops.Snapshot {
	next := s.Clone()
	for _, key := range op.Watch(s).Holdings {
		next.Holdings = append(next.Holdings, ops.Holding{Token: key.Token, Account: key.Account, Symbol: "NEW", Decimals: balance.Decimals, Balance: balance, Allowance: units.Amount{Decimals: balance.Decimals}})
	}
	return next
}

func planned(t *testing.T, op ops.Operation, before *ops.Snapshot) *ops.Plan {
	t.Helper()
	plan, err := op.Plan(before, before.Block.Time+12)
	if err != nil {
		t.Fatal(err)
	}
	return plan
}
