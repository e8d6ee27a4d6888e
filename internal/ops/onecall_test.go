package ops

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
)

// partsOfOthers are the operations that only other programs' batches contain.
func partsOfOthers(pool *Snapshot) map[Operation][]string {
	token, manager := pool.Tokens[0].Address, pool.Tokens[0].AssetManager
	added := anAddition()
	added.Mint = amountOf(1e18, 18)
	stranger := added
	stranger.AssetManager = common.HexToAddress("0xe1")
	half := amountOf(25_000*1e6, 6)
	emptied := pool.Tokens[2]
	return map[Operation][]string{
		new(AddOnly(added)):    {"mint.dilutes", "mint.much", "deposit.later"},
		new(AddOnly(stranger)): {"manager.other"},
		&RemoveOnly{Token: emptied.Address, Burn: amountOf(0, 18)}:                                                             {"burn.none"},
		&MoveBalances{manager, []BalanceMove{{WithdrawBalance, token, half}, {UpdateBalance, token, amountOf(0, 6)}}}:          {"withdraw.to", "managed.loss"},
		&MoveBalances{manager, []BalanceMove{{UpdateBalance, token, half}, {WithdrawBalance, pool.Tokens[1].Address, half}}}:   {"managed.gain"},
		&MoveBalances{manager, []BalanceMove{{UpdateBalance, token, half}, {WithdrawBalance, token, amountOf(50_000*1e6, 6)}}}: {"managed.gain", "cash.none"},
		&MoveBalances{manager, []BalanceMove{{UpdateBalance, token, amountOf(50_000*1e6, 6)}, {WithdrawBalance, token, half}}}: {"managed.gain"},
	}
}

// A part of an operation has the warnings of the whole. Its plan is read back as it was written,
// because a signed plan that cannot be read is lost.
func TestPartsOfOthers(t *testing.T) {
	pool := somePool(50, 30, 20)
	pool.Tokens[2].Cash = amountOf(0, 6)
	for op, codes := range partsOfOthers(pool) {
		before := watchedFor(t, pool, op)
		if shares := (Holding{Token: pool.Pool.Address, Account: pool.Pool.Owner, Decimals: 18}); !slices.ContainsFunc(before.Holdings, func(h Holding) bool {
			return h.Token == shares.Token && h.Account == shares.Account
		}) {
			before.Holdings = append(before.Holdings, shares)
		}
		plan, err := op.Plan(before, before.Block.Time+12)
		if err != nil || plan.Refused() || len(plan.Calls) != 1 {
			t.Fatalf("%s: %v %+v", op.Name(), err, plan)
		}
		for _, code := range codes {
			if !slices.ContainsFunc(plan.Findings, func(f Finding) bool { return f.Code == code }) {
				t.Errorf("%s: no finding %s: %+v", op.Name(), code, plan.Findings)
			}
		}
		text, err := json.Marshal(plan)
		if err != nil {
			t.Fatal(err)
		}
		back, err := ReadPlan(bytes.NewReader(text))
		if err != nil {
			t.Fatalf("%s: %v", op.Name(), err)
		}
		if fresh, err := back.Operation.Plan(before, plan.At); err != nil || len(plan.Stale(fresh)) > 0 {
			t.Errorf("%s: %v, stale: %q", op.Name(), err, plan.Stale(fresh))
		}
	}
}
