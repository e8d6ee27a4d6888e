package execution

import (
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/holiman/uint256"

	"mpool/internal/journal"
	"mpool/internal/ops"
)

// TestUnreadableBytes: bytes that are no transaction are not the plan's call.
func TestUnreadableBytes(t *testing.T) {
	t.Parallel()
	call := ops.Call{From: common.Address{1}, To: common.Address{2}}
	recorded := journal.Call{Intent: journal.Intent{From: call.From, To: call.To}, Attempts: []journal.Signed{{Raw: []byte{1}}}}
	if madeOf(recorded, &ops.Plan{Calls: []ops.Call{call}}) {
		t.Error("bytes that cannot be read count as the plan's call")
	}
}

// TestRecordedCallsAreThePlans: the calls of a record must equal its plan's calls at the same
// place.
func TestRecordedCallsAreThePlans(t *testing.T) {
	call := ops.Call{From: common.Address{1}, To: common.Address{2}, Value: *uint256.NewInt(3), Data: []byte{4}, Method: "a()"}
	plan := &ops.Plan{Operation: ops.SetSwaps{}, Calls: []ops.Call{call, call}}
	for name, test := range map[string]struct {
		edit func(*journal.Call, *types.DynamicFeeTx)
		fine bool
	}{
		"as it was":          {func(*journal.Call, *types.DynamicFeeTx) {}, true},
		"its other call":     {func(c *journal.Call, _ *types.DynamicFeeTx) { c.Intent.Step = 1 }, true},
		"another sender":     {func(c *journal.Call, _ *types.DynamicFeeTx) { c.Intent.From[0]++ }, false},
		"another receiver":   {func(c *journal.Call, _ *types.DynamicFeeTx) { c.Intent.To[0]++ }, false},
		"a call too many":    {func(c *journal.Call, _ *types.DynamicFeeTx) { c.Intent.Step = 2 }, false},
		"other bytes":        {func(_ *journal.Call, tx *types.DynamicFeeTx) { tx.Data = []byte{5} }, false},
		"another value":      {func(_ *journal.Call, tx *types.DynamicFeeTx) { tx.Value = big.NewInt(4) }, false},
		"one that cancels":   {func(c *journal.Call, tx *types.DynamicFeeTx) { c.Attempts[0].Cancels, tx.Data = true, nil }, true},
		"the node's to sign": {func(c *journal.Call, _ *types.DynamicFeeTx) { c.Attempts = nil }, true},
	} {
		recorded := journal.Call{Intent: journal.Intent{From: call.From, To: call.To}, Attempts: make([]journal.Signed, 1)}
		tx := &types.DynamicFeeTx{ChainID: big.NewInt(1), To: &call.To, Value: big.NewInt(3), Data: []byte{4}}
		test.edit(&recorded, tx)
		raw, err := types.NewTx(tx).MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		for i := range recorded.Attempts {
			recorded.Attempts[i].Raw = raw
		}
		err = ofPlan(journal.Entry{Path: "record", Status: journal.Status{Calls: []journal.Call{recorded}}}, plan)
		if (err == nil) != test.fine || err != nil && !strings.Contains(err.Error(), "was changed") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
