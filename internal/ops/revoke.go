package ops

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/units"
)

// RevokeAllowance takes back what an account lets the Vault take of a token: what
// a deposit leaves that stops after its approval.
type RevokeAllowance struct {
	Token   common.Address `json:"token"`
	Account common.Address `json:"account"` // the asset manager, as a rule
}

// Name is the command's name.
func (RevokeAllowance) Name() string { return "manage-balance revoke" }

// Watch names the allowance.
func (op RevokeAllowance) Watch(*Snapshot) Watch {
	return Watch{Holdings: []HoldingKey{{op.Token, op.Account}}}
}

// Plan predicts the one call, and none where nothing is allowed.
func (op RevokeAllowance) Plan(before *Snapshot, at units.Time) (*Plan, error) {
	now, err := before.At(at)
	if err != nil {
		return nil, err
	}
	held := now.Holding(op.Token, op.Account)
	if held == nil {
		return nil, fmt.Errorf("mpool did not read the balance of %[2]s of %[1]s", op.Account, op.Token)
	}
	var steps []step
	if !held.Allowance.Raw.IsZero() {
		steps = []step{approveStep(now, *held, units.Amount{Decimals: held.Decimals}, "only the account that gave the allowance can revoke it")}
	}
	return planSteps(op, before, now, steps, nil)
}
