package assetmanager

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// Payment is a deposit that the Vault takes from an account, by an allowance. Amount has the token's
// decimals.
type Payment struct {
	Token, Account common.Address
	Amount         units.Amount
}

// Approve approves the Vault for exactly this amount. An existing allowance is reset first, because
// some tokens accept no change from a non-zero allowance, and so that none is left afterwards.
func (p Payment) Approve(pool *ops.Snapshot) []ops.Step {
	held := pool.Holding(p.Token, p.Account)
	if held == nil || held.Allowance.Raw == p.Amount.Raw {
		return nil
	}
	var steps []ops.Step
	if !held.Allowance.Raw.IsZero() {
		steps = append(steps, ops.ApproveStep(pool, *held, units.Amount{Decimals: held.Decimals}, "the existing allowance is reset first"))
	}
	return append(steps, ops.ApproveStep(pool, *held, units.Amount{Raw: p.Amount.Raw, Decimals: held.Decimals}, "lets the Vault take exactly the deposit from the asset manager"))
}

// AdviseReset reports that the Vault's existing allowance will be reset.
func (p Payment) AdviseReset(now *ops.Snapshot) []ops.Finding {
	held := now.Holding(p.Token, p.Account)
	if held == nil || held.Allowance.Raw.IsZero() || held.Allowance.Raw == p.Amount.Raw {
		return nil
	}
	return []ops.Finding{{Severity: ops.Note, Code: "allowance.reset", Summary: fmt.Sprintf("the Vault may take %s of %s now: this allowance is reset and will be zero", held.Symbol, p.Account)}}
}

// AdviseLeft reports an allowance that the deposit leaves.
func (p Payment) AdviseLeft(after *ops.Snapshot) []ops.Finding {
	held := after.Holding(p.Token, p.Account)
	if held == nil || held.Allowance.Raw.IsZero() {
		return nil
	}
	amount := held.Allowance.String()
	if held.Unlimited() {
		amount = "any amount of"
	}
	return []ops.Finding{{Severity: ops.Note, Code: "allowance.left", Summary: fmt.Sprintf("the Vault can still take %s %s of %s after this deposit", amount, held.Symbol, p.Account),
		Hint: fmt.Sprintf("if it should not: mpool manage-balance revoke %s %s --of %s", after.Pool.Address.Hex(), p.Token.Hex(), p.Account.Hex())}}
}

// RefuseShort refuses a deposit that exceeds the account's balance, which must have been read.
func (p Payment) RefuseShort(now *ops.Snapshot) []ops.Finding {
	held := now.Holding(p.Token, p.Account)
	if !held.Balance.Raw.Lt(&p.Amount.Raw) {
		return nil
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: "balance", Summary: fmt.Sprintf("the asset manager %s has %s %s, but the deposit is %s", held.Account, held.Balance, held.Symbol, p.Amount),
		Hint: "send it the missing amount first, or use a smaller deposit"}}
}
