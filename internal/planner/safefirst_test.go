package planner

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
)

// The first call is a Safe's if its sender is the owner and a Safe, or one of the plan's Safes.
func TestSafeFirst(t *testing.T) {
	owner, manager := common.Address{1}, common.Address{2}
	for _, c := range []struct {
		name  string
		kind  ops.OwnerKind
		from  common.Address
		safes []common.Address
		want  bool
	}{
		{"an account's", ops.OwnerAccount, owner, nil, false},
		{"the owner's, which is a Safe", ops.OwnerSafe, owner, nil, true},
		{"the manager's, and the owner is a Safe", ops.OwnerSafe, manager, nil, false},
		{"the manager's, which is a Safe", ops.OwnerAccount, manager, []common.Address{manager}, true},
	} {
		plan := &ops.Plan{Predicted: &ops.Snapshot{}, Safes: c.safes, Calls: []ops.Call{{From: c.from}}}
		plan.Predicted.Pool.Owner, plan.Predicted.Pool.OwnerKind = owner, c.kind
		if got := SafeFirst(plan); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	if SafeFirst(&ops.Plan{}) {
		t.Error("a plan without calls")
	}
}
