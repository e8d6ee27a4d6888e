package ops_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"

	"mpool/internal/ops/tokenset/tokentest"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/ops/assetmanager"
	"mpool/internal/ops/opstest"
	"mpool/internal/ops/tokenset"
	"mpool/internal/planfile"
)

// partsOfOthers are the operations that only other programs' batches contain.
func partsOfOthers(pool *ops.Snapshot) map[ops.Operation][]string {
	token, manager := pool.Tokens[0].Address, pool.Tokens[0].AssetManager
	added := tokentest.Addition()
	added.Mint = opstest.Amount(1e18, 18)
	stranger := added
	stranger.AssetManager = common.HexToAddress("0xe1")
	half := opstest.Amount(25_000*1e6, 6)
	emptied := pool.Tokens[2]
	return map[ops.Operation][]string{
		new(tokenset.AddOnly(added)):                                              {"mint.dilutes", "mint.much", "deposit.later"},
		new(tokenset.AddOnly(stranger)):                                           {"manager.other"},
		&tokenset.RemoveOnly{Token: emptied.Address, Burn: opstest.Amount(0, 18)}: {"burn.none"},
		&assetmanager.MoveBalances{From: manager, Moves: []assetmanager.BalanceMove{{Way: assetmanager.WithdrawBalance, Token: token, Amount: half}, {Way: assetmanager.UpdateBalance, Token: token, Amount: opstest.Amount(0, 6)}}}:          {"withdraw.to", "managed.loss"},
		&assetmanager.MoveBalances{From: manager, Moves: []assetmanager.BalanceMove{{Way: assetmanager.UpdateBalance, Token: token, Amount: half}, {Way: assetmanager.WithdrawBalance, Token: pool.Tokens[1].Address, Amount: half}}}:         {"managed.gain"},
		&assetmanager.MoveBalances{From: manager, Moves: []assetmanager.BalanceMove{{Way: assetmanager.UpdateBalance, Token: token, Amount: half}, {Way: assetmanager.WithdrawBalance, Token: token, Amount: opstest.Amount(50_000*1e6, 6)}}}: {"managed.gain", "cash.none"},
		&assetmanager.MoveBalances{From: manager, Moves: []assetmanager.BalanceMove{{Way: assetmanager.UpdateBalance, Token: token, Amount: opstest.Amount(50_000*1e6, 6)}, {Way: assetmanager.WithdrawBalance, Token: token, Amount: half}}}: {"managed.gain"},
	}
}

// A part of an operation has the warnings of the whole. Its plan is read back as it was written,
// because a signed plan that cannot be read is lost.
func TestPartsOfOthers(t *testing.T) {
	pool := opstest.Pool(50, 30, 20)
	pool.Tokens[2].Cash = opstest.Amount(0, 6)
	for op, codes := range partsOfOthers(pool) {
		before := opstest.Read(pool, op)
		if shares := (ops.Holding{Token: pool.Pool.Address, Account: pool.Pool.Owner, Decimals: 18}); !slices.ContainsFunc(before.Holdings, func(h ops.Holding) bool {
			return h.Token == shares.Token && h.Account == shares.Account
		}) {
			before.Holdings = append(before.Holdings, shares)
		}
		plan, err := op.Plan(before, before.Block.Time+12)
		if err != nil || plan.Refused() || len(plan.Calls) != 1 {
			t.Fatalf("%s: %v %+v", op.Name(), err, plan)
		}
		for _, code := range codes {
			if !slices.ContainsFunc(plan.Findings, func(f ops.Finding) bool { return f.Code == code }) {
				t.Errorf("%s: no finding %s: %+v", op.Name(), code, plan.Findings)
			}
		}
		text, err := json.Marshal(plan)
		if err != nil {
			t.Fatal(err)
		}
		back, err := planfile.Read(bytes.NewReader(text))
		if err != nil {
			t.Fatalf("%s: %v", op.Name(), err)
		}
		if fresh, err := back.Operation.Plan(before, plan.At); err != nil || len(plan.Stale(fresh)) > 0 {
			t.Errorf("%s: %v, stale: %q", op.Name(), err, plan.Stale(fresh))
		}
	}
}
