package assetmanager

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/vault"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// Kind is IVault.PoolBalanceOpKind.
type Kind uint8

const (
	Withdraw Kind = 0 // cash becomes managed and goes to the asset manager
	Deposit  Kind = 1 // managed becomes cash and comes from the asset manager
	Update   Kind = 2 // managed is set to the amount
)

func (k Kind) String() string {
	return [...]string{"WITHDRAW", "DEPOSIT", "UPDATE"}[k]
}

// Item is one item of Vault.managePoolBalance.
type Item struct {
	Kind   Kind
	Token  common.Address
	Name   string
	Amount units.Amount
}

// Method is the signature of Vault.managePoolBalance.
const Method = "managePoolBalance((uint8,bytes32,address,uint256)[])"

// Manage lets the asset manager do several items in one call.
func Manage(pool *ops.Snapshot, manager common.Address, list ...Item) ops.Step {
	call := ops.Call{
		From: manager, To: pool.Pool.Vault, Why: "only the asset manager may move or report these balances",
		Method: Method,
	}
	var items []vault.IVaultPoolBalanceOp
	for _, op := range list {
		items = append(items, vault.IVaultPoolBalanceOp{Kind: uint8(op.Kind), PoolId: pool.Pool.ID, Token: op.Token, Amount: op.Amount.Raw.ToBig()})
		call.Args = append(call.Args, ops.Arg{Name: fmt.Sprintf("%s %s %s", op.Kind, op.Name, op.Token), Value: ops.AmountArg(op.Amount)})
	}
	call.Data = vault.NewVault().PackManagePoolBalance(items)
	return ops.Step{Call: call, Does: func(s *ops.Snapshot) error {
		for _, op := range list {
			if err := manage(s, op, manager); err != nil {
				return err
			}
		}
		return nil
	}}
}

// manage mirrors AssetManagers._performPoolManagementOperation. The refusals have checked that the
// balances suffice.
func manage(s *ops.Snapshot, op Item, manager common.Address) error {
	token, err := s.Token(op.Token)
	if err != nil {
		return err
	}
	amount := op.Amount.Raw
	cash, managed := &token.Cash.Raw, &token.Managed.Raw
	switch op.Kind {
	case Withdraw:
		cash.Sub(cash, &amount)
		managed.Add(managed, &amount)
		s.Debit(op.Token, s.Pool.Vault, amount)
		s.Credit(op.Token, manager, amount)
	case Deposit:
		managed.Sub(managed, &amount)
		cash.Add(cash, &amount)
		ops.Spend(s, op.Token, manager, amount)
		s.Credit(op.Token, s.Pool.Vault, amount)
	case Update:
		*managed = amount
	}
	return nil
}

// Holdings are the holdings that change when a token moves between the asset manager and the
// Vault.
func Holdings(pool *ops.Snapshot, token, manager common.Address) []ops.HoldingKey {
	return []ops.HoldingKey{{Token: token, Account: manager}, {Token: token, Account: pool.Pool.Vault}}
}

// RefusePaused mirrors the Vault's whenNotPaused modifier.
func RefusePaused(now *ops.Snapshot) []ops.Finding {
	if !now.Pool.VaultPaused {
		return nil
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: "BAL#402", Summary: "the Vault is paused: tokens cannot be added, removed or moved until it is unpaused"}}
}
