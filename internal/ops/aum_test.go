package ops

import (
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// feePool has an AUM fee of 10 % a year, due for 36.5 days. The protocol gets a fifth of it.
func feePool() *Snapshot {
	pool := testPool()
	pool.Pool.FeesCollector = common.HexToAddress("0x0def")
	pool.Fees.AumFee, pool.Fees.ProtocolShare = units.FixedFrom(1e17), units.FixedFrom(2e17)
	pool.Fees.LastCollection = testNow + 10 - 3_153_600
	for _, key := range (CollectAumFees{}).Watch(pool).Holdings {
		pool.Holdings = append(pool.Holdings, Holding{Token: key.Token, Account: key.Account, Balance: units.Amount{Raw: *uint256.NewInt(5), Decimals: 18}})
	}
	return pool
}

// 1e9 wei of BPT owe 1e9 * 0.1 / 0.9 a year. For 36.5 days a tenth of that is due: 11,111,111 wei.
// The protocol gets 2,222,223 of it, rounded up.
func TestAumFeesAreCollected(t *testing.T) {
	pool := feePool()
	for _, op := range []Operation{CollectAumFees{pool.Pool.Owner}, SetAumFee{units.FixedFrom(2e16)}} {
		plan := planned(t, op, pool)
		after := plan.Predicted
		if after == nil || len(plan.After) != 1 {
			t.Fatalf("%s: %+v", op.Name(), plan)
		}
		for name, got := range map[string]struct{ have, want uint64 }{
			"supply":     {after.Supply.Virtual.Raw.Uint64(), 1_011_111_111},
			"all supply": {after.Supply.Actual.Raw.Uint64(), 1_011_111_111},
			"due":        {after.Fees.AumFeeDue.Raw.Uint64(), 0},
			"owner":      {after.Holdings[0].Balance.Raw.Uint64(), 8_888_893},
			"protocol":   {after.Holdings[1].Balance.Raw.Uint64(), 2_222_228},
			"time":       {uint64(after.Fees.LastCollection), uint64(testNow + 10)},
		} {
			if got.have != got.want {
				t.Errorf("%s: %s is %d, want %d", op.Name(), name, got.have, got.want)
			}
		}
		if said := plan.Findings[0].Summary; !strings.Contains(said, "0.000000000011111111 BPT are due") {
			t.Error(said)
		}
	}
}

func TestAumFeesRefused(t *testing.T) {
	empty, paused := feePool(), feePool()
	empty.Supply.Virtual, empty.Fees.LastCollection = units.Amount{Decimals: 18}, 0
	paused.Pool.Paused = true
	recovery := feePool()
	recovery.Pool.RecoveryMode, recovery.Fees.AumFee = true, units.Fixed{}
	fine := feePool()
	fine.Fees.LastCollection = testNow + 10
	for _, c := range []struct {
		name  string
		op    Operation
		pool  *Snapshot
		calls int
		codes []string
	}{
		{"collect of an empty pool", CollectAumFees{}, empty, 1, []string{"BAL#206"}},
		{"collect of a paused pool", CollectAumFees{}, paused, 1, []string{"BAL#402"}},
		{"collect in recovery mode", CollectAumFees{}, recovery, 0, nil},
		{"collect twice", CollectAumFees{}, fine, 0, nil},
		{"collect", CollectAumFees{}, feePool(), 1, []string{"aum.due", "aum.anyone"}},
		{"set for an empty pool", SetAumFee{units.FixedFrom(2e16)}, empty, 1, nil},
		{"set in recovery mode", SetAumFee{units.FixedFrom(2e16)}, recovery, 1, []string{"aum.recovery"}},
		{"set too much", SetAumFee{units.FixedFrom(950000000000000001)}, feePool(), 1, []string{"BAL#352"}},
		{"set the most", SetAumFee{units.FixedFrom(950000000000000000)}, feePool(), 1, []string{"aum.due", "aum.high"}},
		{"set what it is", SetAumFee{units.FixedFrom(1e17)}, feePool(), 0, nil},
	} {
		plan := planned(t, c.op, c.pool)
		if got := findingCodes(plan); len(plan.Calls) != c.calls || !slices.Equal(got, c.codes) {
			t.Errorf("%s: %d calls, findings %v; want %d, %v", c.name, len(plan.Calls), got, c.calls, c.codes)
		}
	}
	if plan := planned(t, SetAumFee{units.FixedFrom(2e16)}, empty); plan.Predicted.Fees.LastCollection != 0 {
		t.Error("an empty pool collects")
	}
	if plan := planned(t, SetAumFee{units.FixedFrom(2e16)}, recovery); !plan.Predicted.Fees.AumFee.Int().IsZero() {
		t.Error("a pool in recovery mode answers its fee")
	}
}
