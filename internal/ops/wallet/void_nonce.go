package wallet

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// VoidNonce makes a Safe call itself without data. This uses its nonce, so that no other
// transaction signed with it can be executed. No pool changes.
type VoidNonce struct {
	Safe  common.Address `json:"safe"`
	Calls int            `json:"calls"`
}

// mostVoids limits Calls. One call is enough.
const mostVoids = 100

// Name is its name in a plan file. No command makes a VoidNonce alone.
func (VoidNonce) Name() string { return "safe void" }

// Plan predicts that nothing changes.
func (op VoidNonce) Plan(before *ops.Snapshot, at units.Time) (*ops.Plan, error) {
	if op.Calls < 1 || op.Calls > mostVoids {
		return nil, fmt.Errorf("%d calls that do nothing", op.Calls)
	}
	now, err := before.At(at)
	if err != nil {
		return nil, err
	}
	plan := &ops.Plan{Operation: op, Base: before.Block, At: at, Predicted: now}
	for range op.Calls {
		plan.Then(ops.Call{From: op.Safe, To: op.Safe, Method: "no function", Why: "it uses up the nonce, so nothing else signed with it can be executed"}, now)
	}
	return plan, nil
}
