package mined_test

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/mined"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// less is an unlimited allowance minus this.
func less(amount uint64) uint256.Int {
	all := new(uint256.Int).SetAllOne()
	return *all.SubUint64(all, amount)
}

// TestUnlimitedAllowanceByEvents reads what others paid to the Vault, of tokens without an Approval
// event. It is unknown which transfers the Vault took.
func TestUnlimitedAllowanceByEvents(t *testing.T) {
	token, payer := common.HexToAddress("0x1"), common.HexToAddress("0xaa")
	before := &ops.Snapshot{Block: ops.Block{Time: 1_800_000_000}, Pool: ops.Pool{Address: common.HexToAddress("0xb97"), Vault: common.HexToAddress("0xba1")}}
	before.Holdings = []ops.Holding{{Token: token, Account: payer, Decimals: 6, Balance: units.Amount{Raw: *uint256.NewInt(100), Decimals: 6},
		Allowance: units.Amount{Raw: less(0), Decimals: 6}}}
	paid := func(amount uint64) mined.Event {
		return mined.Transferred{Token: token, From: payer, To: before.Pool.Vault, Amount: *uint256.NewInt(amount), Spent: true}
	}
	deeds := []mined.Deed{{Events: []mined.Event{paid(3), paid(10)}}}
	predicted, err := mined.Apply(before, deeds, before)
	if err != nil {
		t.Fatal(err)
	}
	for left, differs := range map[uint64]bool{0: false, 3: false, 10: false, 13: false, 7: true, 14: true} {
		expected, found := predicted.Clone(), predicted.Clone()
		found.Holding(token, payer).SetAllowance(less(left))
		mined.Accept(expected, found, deeds)
		if changes := ops.Diff(expected, found); (len(changes) > 0) != differs {
			t.Errorf("reduced by %d: %+v", left, changes)
		}
	}
	again, err := mined.Apply(predicted, []mined.Deed{{Events: []mined.Event{mined.Approved{Token: token, Owner: payer, Amount: *uint256.NewInt(4)}}}}, before)
	if err != nil {
		t.Fatal(err)
	}
	if held := again.Holding(token, payer); held.Allowance.Raw != *uint256.NewInt(4) || len(held.PossibleAllowances()) != 1 {
		t.Errorf("after an approval: %+v", held)
	}
}
