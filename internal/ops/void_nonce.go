package ops

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/units"
)

// VoidNonce has a Safe call itself with nothing: its nonce is used, so that nothing
// else that was signed with it can be executed, and no pool changes.
type VoidNonce struct {
	Safe  common.Address `json:"safe"`
	Calls int            `json:"calls"`
}

// mostVoids is more than anybody needs, one being enough.
const mostVoids = 100

// Name is what a plan file calls it; no command makes one alone.
func (VoidNonce) Name() string { return "safe void" }

// Plan predicts that nothing changes.
func (op VoidNonce) Plan(before *Snapshot, at units.Time) (*Plan, error) {
	if op.Calls < 1 || op.Calls > mostVoids {
		return nil, fmt.Errorf("%d calls that do nothing", op.Calls)
	}
	now, err := before.At(at)
	if err != nil {
		return nil, err
	}
	plan := &Plan{Operation: op, Base: before.Block, At: at, Predicted: now}
	for range op.Calls {
		plan.then(Call{From: op.Safe, To: op.Safe, Method: "no function", Why: "it uses up the nonce, so nothing else signed with it can be executed"}, now)
	}
	return plan, nil
}
