package wallet

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// RevokeAllowance sets an account's allowance for the Vault to zero. A deposit that stops after its
// approval leaves such an allowance.
type RevokeAllowance struct {
	Token   common.Address `json:"token"`
	Account common.Address `json:"account"` // usually the asset manager
}

// Name is the command's name.
func (RevokeAllowance) Name() string { return "manage-balance revoke" }

// Watch reads the allowance.
func (op RevokeAllowance) Watch(*ops.Snapshot) ops.Watch {
	return ops.Watch{Holdings: []ops.HoldingKey{{Token: op.Token, Account: op.Account}}}
}

// Plan predicts the call. It has no call if the allowance is zero.
func (op RevokeAllowance) Plan(before *ops.Snapshot, at units.Time) (*ops.Plan, error) {
	now, err := before.At(at)
	if err != nil {
		return nil, err
	}
	held := now.Holding(op.Token, op.Account)
	if held == nil {
		return nil, fmt.Errorf("mpool did not read the balance of %[2]s of %[1]s", op.Account, op.Token)
	}
	var steps []ops.Step
	if !held.Allowance.Raw.IsZero() {
		steps = []ops.Step{ops.ApproveStep(now, *held, units.Amount{Decimals: held.Decimals}, "only the account that gave the allowance can revoke it")}
	}
	return ops.PlanSteps(op, before, now, steps, nil)
}

// Apply sets the allowance to zero.
func (op RevokeAllowance) Apply(s *ops.Snapshot) error {
	ops.SetAllowance(s, op.Token, op.Account, uint256.Int{})
	return nil
}
