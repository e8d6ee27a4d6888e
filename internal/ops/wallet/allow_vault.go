package wallet

import (
	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/erc20"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// AllowVault is an approval of the Vault that no other call in the list uses.
type AllowVault struct {
	Token   common.Address `json:"token"`
	Account common.Address `json:"account"`
	Amount  units.Amount   `json:"amount"`
}

// Name differs from the names of operations that use the allowance.
func (AllowVault) Name() string { return "approve the Vault" }

// Watch reads the allowance.
func (op AllowVault) Watch(*ops.Snapshot) ops.Watch {
	return ops.Watch{Holdings: []ops.HoldingKey{{Token: op.Token, Account: op.Account}}}
}

// Plan plans the one call.
func (op AllowVault) Plan(before *ops.Snapshot, at units.Time) (*ops.Plan, error) {
	now, err := before.At(at)
	if err != nil {
		return nil, err
	}
	call := ops.Call{
		From: op.Account, To: op.Token, Method: "approve(address,uint256)", Why: "the Vault may take these tokens",
		Data: erc20.NewERC20().PackApprove(now.Pool.Vault, op.Amount.Raw.ToBig()),
		Args: []ops.Arg{{Name: "spender", Value: now.Pool.Vault.Hex() + " (the Vault)"}, {Name: "amount", Value: ops.AmountArg(op.Amount)}},
	}
	return ops.PlanSteps(op, before, now, []ops.Step{{Call: call, Does: func(s *ops.Snapshot) error {
		if h := s.Holding(op.Token, op.Account); h != nil {
			h.SetAllowance(op.Amount.Raw)
		}
		return nil
	}}}, nil)
}

// Apply sets the allowance.
func (op AllowVault) Apply(s *ops.Snapshot) error {
	ops.SetAllowance(s, op.Token, op.Account, op.Amount.Raw)
	return nil
}
