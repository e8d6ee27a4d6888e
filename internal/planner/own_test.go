package planner

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/journal"
	"mpool/internal/ops"
)

// TestRecordIsOfItsPlan: the first line of a record must agree with the plan in it.
func TestRecordIsOfItsPlan(t *testing.T) {
	pool := &ops.Snapshot{ChainID: 1, Block: ops.Block{Number: 7, Time: 1_000_000}, Pool: ops.Pool{
		Address: common.Address{0xb0}, Owner: common.Address{0x0e}, Vault: common.Address{0xba}, OwnerKind: ops.OwnerAccount, Generation: ops.V2,
		SwapEnabled: true, JoinExitEnabled: true,
	}}
	plan, err := ops.SetSwaps{}.Plan(pool, pool.Block.Time+12)
	if err != nil {
		t.Fatal(err)
	}
	document, err := json.Marshal(plan)
	if err != nil {
		t.Fatal(err)
	}
	digest, err := plan.Digest()
	if err != nil {
		t.Fatal(err)
	}
	for name, edit := range map[string]func(*journal.Begin){
		"": func(*journal.Begin) {}, "digest": func(b *journal.Begin) { b.Plan[0]++ }, "operation": func(b *journal.Begin) { b.Operation = "swaps enable" },
		"pool": func(b *journal.Begin) { b.Subject[0]++ }, "chain": func(b *journal.Begin) { b.ChainID++ }, "number of calls": func(b *journal.Begin) { b.Calls++ },
	} {
		begin := journal.Begin{Plan: digest, Operation: "swaps disable", Subject: pool.Pool.Address, ChainID: 1, Calls: 1, Document: document}
		edit(&begin)
		_, err := ReadRecorded(begin)
		if name == "" && err != nil || name != "" && (err == nil || !strings.Contains(err.Error(), "its "+name+" differs from that of its plan")) {
			t.Errorf("%q: %v", name, err)
		}
	}
}
