package ops_test

import (
	"encoding/json"
	"strings"
	"testing"

	"mpool/internal/ops/tokenset/tokentest"

	"mpool/internal/ops"
	"mpool/internal/ops/assetmanager"
	"mpool/internal/ops/opstest"
	"mpool/internal/ops/tokenset"
	"mpool/internal/planfile"
)

// TestTokenPlansAreKept writes plans and reads them back.
func TestTokenPlansAreKept(t *testing.T) {
	pool := opstest.Pool(50, 30, 20)
	removal := tokenset.RemoveToken{Token: pool.Tokens[1].Address, Burn: opstest.Amount(1e9, 18), Doors: ops.DoorsOf(pool, ops.ByJoinsExits)}
	balance := assetmanager.ManagedBalance{Token: pool.Tokens[0].Address, Amount: opstest.Amount(5, 6), Managed: opstest.Amount(0, 6), AssetManager: pool.Tokens[0].AssetManager}
	for _, op := range []ops.Watching{tokentest.Addition(), removal, assetmanager.ManageBalance{Way: assetmanager.WithdrawBalance, Tokens: []assetmanager.ManagedBalance{balance}}, assetmanager.ManageBalance{Way: assetmanager.UpdateBalance, Tokens: []assetmanager.ManagedBalance{balance}}} {
		plan, err := op.Plan(opstest.Watched(pool, op, opstest.Amount(9e6, 6)), pool.Block.Time+12)
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(plan)
		if err != nil {
			t.Fatal(err)
		}
		read, err := planfile.Read(strings.NewReader(string(text)))
		if err != nil {
			t.Fatalf("%s: %v\n%s", op.Name(), err, text)
		}
		if reasons := read.Stale(plan); len(reasons) > 0 || read.Operation.Name() != op.Name() {
			t.Errorf("%s: %v", op.Name(), reasons)
		}
	}
}
