package ops

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/bindings/erc20"
	"mpool/bindings/vault"
	"mpool/internal/units"
)

// balanceKind is IVault.PoolBalanceOpKind.
type balanceKind uint8

const (
	withdrawKind balanceKind = 0 // cash becomes managed and goes to the asset manager
	depositKind  balanceKind = 1 // managed becomes cash and comes from the asset manager
	updateKind   balanceKind = 2 // managed is set to the amount
)

func (k balanceKind) String() string {
	return [...]string{"WITHDRAW", "DEPOSIT", "UPDATE"}[k]
}

// balanceOp is one item of Vault.managePoolBalance.
type balanceOp struct {
	kind   balanceKind
	token  common.Address
	symbol string
	amount units.Amount
}

// manageMethod is the signature of Vault.managePoolBalance.
const manageMethod = "managePoolBalance((uint8,bytes32,address,uint256)[])"

// manageStep lets the asset manager do several items in one call.
func manageStep(pool *Snapshot, manager common.Address, ops ...balanceOp) Step {
	call := Call{
		From: manager, To: pool.Pool.Vault, Why: "only the asset manager may move or report these balances",
		Method: manageMethod,
	}
	var items []vault.IVaultPoolBalanceOp
	for _, op := range ops {
		items = append(items, vault.IVaultPoolBalanceOp{Kind: uint8(op.kind), PoolId: pool.Pool.ID, Token: op.token, Amount: op.amount.Raw.ToBig()})
		call.Args = append(call.Args, Arg{fmt.Sprintf("%s %s %s", op.kind, op.symbol, op.token), AmountArg(op.amount)})
	}
	call.Data = vault.NewVault().PackManagePoolBalance(items)
	return Step{Call: call, Does: func(s *Snapshot) error {
		for _, op := range ops {
			if err := manage(s, op, manager); err != nil {
				return err
			}
		}
		return nil
	}}
}

// manage mirrors AssetManagers._performPoolManagementOperation. The refusals have checked that the
// balances suffice.
func manage(s *Snapshot, op balanceOp, manager common.Address) error {
	token, err := s.Token(op.token)
	if err != nil {
		return err
	}
	amount := op.amount.Raw
	cash, managed := &token.Cash.Raw, &token.Managed.Raw
	switch op.kind {
	case withdrawKind:
		cash.Sub(cash, &amount)
		managed.Add(managed, &amount)
		s.Debit(op.token, s.Pool.Vault, amount)
		s.Credit(op.token, manager, amount)
	case depositKind:
		managed.Sub(managed, &amount)
		cash.Add(cash, &amount)
		Spend(s, op.token, manager, amount)
		s.Credit(op.token, s.Pool.Vault, amount)
	case updateKind:
		*managed = amount
	}
	return nil
}

// Spend moves tokens out of an account and reduces its allowance for the Vault. The allowance must
// be at least the amount: see approveSteps.
func Spend(s *Snapshot, token, account common.Address, amount uint256.Int) {
	s.Debit(token, account, amount)
	if h := s.Holding(token, account); h != nil {
		h.TakeAllowance(amount)
	}
}

// ApproveSteps approves the Vault for exactly this amount. An existing allowance is reset first,
// because some tokens accept no change from a non-zero allowance, and so that none is left
// afterwards.
func ApproveSteps(pool *Snapshot, token, account common.Address, amount uint256.Int) []Step {
	held := pool.Holding(token, account)
	if held == nil || held.Allowance.Raw == amount {
		return nil
	}
	var steps []Step
	if !held.Allowance.Raw.IsZero() {
		steps = append(steps, ApproveStep(pool, *held, units.Amount{Decimals: held.Decimals}, "the existing allowance is reset first"))
	}
	return append(steps, ApproveStep(pool, *held, units.Amount{Raw: amount, Decimals: held.Decimals}, "lets the Vault take exactly the deposit from the asset manager"))
}

// ApproveStep approves the Vault for an amount of a held token. The amount has the token's decimals.
func ApproveStep(pool *Snapshot, held Holding, amount units.Amount, why string) Step {
	return Step{
		Call: Call{
			From: held.Account, To: held.Token, Why: why,
			Data:   erc20.NewERC20().PackApprove(pool.Pool.Vault, amount.Raw.ToBig()),
			Method: "approve(address,uint256)",
			Args:   []Arg{{"spender", pool.Pool.Vault.Hex() + " (the Vault)"}, {"amount", AmountArg(amount)}},
		},
		Does: func(s *Snapshot) error {
			if h := s.Holding(held.Token, held.Account); h != nil {
				h.SetAllowance(amount.Raw)
			}
			return nil
		},
	}
}

// AmountArg is an amount as arguments of calls show it: in smallest units, then in whole tokens.
func AmountArg(a units.Amount) string { return fmt.Sprintf("%s (%s)", a.Raw.Dec(), a) }

// movedHoldings are the holdings that change when a token moves between the asset manager and the
// Vault.
func movedHoldings(pool *Snapshot, token, manager common.Address) []HoldingKey {
	return []HoldingKey{{token, manager}, {token, pool.Pool.Vault}}
}

// Each returns every key once, in order.
func Each[T comparable](keys []T) []T {
	seen := map[T]bool{}
	var once []T
	for _, key := range keys {
		if !seen[key] {
			once = append(once, key)
		}
		seen[key] = true
	}
	return once
}

// SetAllowance is the effect of an approval of the Vault, in a token's smallest units, if the state has
// the holding. The Vault may always take BPT.
func SetAllowance(s *Snapshot, token, owner common.Address, amount uint256.Int) {
	if held := s.Holding(token, owner); held != nil && token != s.Pool.Address {
		held.SetAllowance(amount)
	}
}
