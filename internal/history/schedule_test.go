package history

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// A freeze begins and ends in the same second. Its times are shown, because they end an earlier change.
func TestTimesOfAFreeze(t *testing.T) {
	half := big.NewInt(5e17)
	both := []*big.Int{half, half}
	week := logged(t, "GradualWeightUpdateScheduled", big.NewInt(1_000_000_000), big.NewInt(1_600_000_000), both, both)
	freeze := logged(t, "GradualWeightUpdateScheduled", big.NewInt(1_000_000_600), big.NewInt(1_000_000_600), both, both)
	freeze.BlockNumber, freeze.TxHash = 8, common.Hash{10}
	atOnce := logged(t, "GradualSwapFeeUpdateScheduled", big.NewInt(1_000_000_000), big.NewInt(1_000_000_000), half, half)
	facts := Facts{Pool: testPoolAddress(), Vault: testVaultAddress(), Order: []common.Address{{3}, {5}}, Times: map[uint64]units.Time{7: 1_000_000_000, 8: 1_000_000_012}}
	entries, _, err := Timeline([]types.Log{week, freeze, atOnce}, facts)
	if err != nil || len(entries) != 3 {
		t.Fatalf("%+v, %v", entries, err)
	}
	changes := entries[1].Changes
	if len(changes) != 4 || changes[3].Label != "weight change end" || changes[3].Before != units.Time(1_600_000_000).RFC3339() || changes[3].After != units.Time(1_000_000_600).RFC3339() {
		t.Errorf("a freeze: %+v", changes)
	}
	if changes := entries[2].Changes; len(changes) != 1 {
		t.Errorf("a fee that is set at once: %+v", changes)
	}
}

// A mint or burn belongs to the event that follows it in the same transaction.
func TestBptOfTokensAndFees(t *testing.T) {
	pool, who := testPoolAddress(), common.Address{8}
	script := []types.Log{
		logged(t, "Transfer", common.Address{}, common.Address{0xfc}, big.NewInt(1)), // the protocol's part
		logged(t, "ManagementAumFeeCollected", big.NewInt(3)),
		logged(t, "Transfer", common.Address{}, who, big.NewInt(3)),
		logged(t, "GradualWeightUpdateScheduled", big.NewInt(1e9), big.NewInt(1e9), []*big.Int{}, []*big.Int{}),
		logged(t, "Transfer", common.Address{}, who, big.NewInt(5e17)),
		logged(t, "TokenAdded", common.Address{3}, big.NewInt(1e17)),
		logged(t, "Transfer", who, common.Address{}, big.NewInt(7)),
		logged(t, "TokenRemoved", common.Address{3}),
		logged(t, "TokenRemoved", common.Address{5}),
	}
	join := logged(t, "Transfer", common.Address{}, who, big.NewInt(9))
	join.TxHash, join.Index = common.Hash{99}, 77
	for i := range script {
		script[i].Index = uint(i)
	}
	logs := InOrder(append([]types.Log{join, script[4]}, script...))
	if len(logs) != len(script) {
		t.Fatalf("%d logs of %d", len(logs), len(script))
	}
	entries, _, err := Timeline(logs, Facts{Pool: pool, Vault: testVaultAddress(), Times: map[uint64]units.Time{7: 1e9}})
	if err != nil || len(entries) != 5 {
		t.Fatalf("%+v, %v", entries, err)
	}
	last := func(i int) ops.Change {
		return append([]ops.Change{{}}, entries[i].Changes...)[len(entries[i].Changes)]
	}
	if c := last(0); c.Label != "BPT to the protocol" || c.After != "0.000000000000000001" {
		t.Errorf("the fee: %+v", entries[0].Changes)
	}
	if c := last(2); c.Label != "BPT minted to "+who.Hex() || c.After != "+0.5" {
		t.Errorf("added: %+v", entries[2].Changes)
	}
	if c := last(3); c.Label != "BPT burned of "+who.Hex() || c.After != "-0.000000000000000007" {
		t.Errorf("removed: %+v", entries[3].Changes)
	}
	if c := last(4); c.Path == "supply.burned_delta" {
		t.Errorf("removed without a burn: %+v", c)
	}
}
