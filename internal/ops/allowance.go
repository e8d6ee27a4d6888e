package ops

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"
)

// An unlimited allowance is 2^256-1. Some tokens, such as WETH9, leave it as it is when the spender
// takes tokens. Others, such as USDC, reduce it like any other allowance. No getter says which, so
// a prediction allows both.

func unlimited() uint256.Int { return *new(uint256.Int).SetAllOne() }

// SetAllowance is the effect of an approval.
func (h *Holding) SetAllowance(amount uint256.Int) {
	h.Allowance.Raw, h.taken = amount, uint256.Int{}
}

// TakeAllowance is the effect of a payment that the Vault takes. The allowance must be at least the
// amount.
func (h *Holding) TakeAllowance(amount uint256.Int) {
	if h.Allowance.Raw == unlimited() {
		h.taken.Add(&h.taken, &amount)
		return
	}
	h.Allowance.Raw.Sub(&h.Allowance.Raw, &amount)
}

// PossibleAllowances are the predicted allowance and, if it is unlimited, the reduced one.
func (h *Holding) PossibleAllowances() []uint256.Int {
	possible := []uint256.Int{h.Allowance.Raw}
	if !h.taken.IsZero() {
		possible = append(possible, *new(uint256.Int).Sub(&h.Allowance.Raw, &h.taken))
	}
	return possible
}

// withAllowancesOf is a prediction with those reduced allowances that the found state has.
func withAllowancesOf(s *Snapshot, found *Snapshot) *Snapshot {
	next := s
	for i, held := range s.Holdings {
		is := found.Holding(held.Token, held.Account)
		if held.taken.IsZero() || is == nil || is.Allowance.Raw != held.PossibleAllowances()[1] {
			continue
		}
		if next == s {
			next = s.Clone()
		}
		next.Holdings[i].Allowance = is.Allowance
	}
	return next
}

// adviseReset reports that the Vault's existing allowance will be reset.
func adviseReset(now *Snapshot, token, account common.Address, pays uint256.Int) []Finding {
	held := now.Holding(token, account)
	if held == nil || held.Allowance.Raw.IsZero() || held.Allowance.Raw == pays {
		return nil
	}
	return []Finding{{Note, "allowance.reset", fmt.Sprintf("the Vault may take %s of %s now: this allowance is reset and will be zero", held.Symbol, account), "", ""}}
}

// adviseLeftAllowance reports an allowance that a deposit leaves.
func adviseLeftAllowance(after *Snapshot, token, account common.Address) []Finding {
	held := after.Holding(token, account)
	if held == nil || held.Allowance.Raw.IsZero() {
		return nil
	}
	amount := held.Allowance.String()
	if held.Allowance.Raw == unlimited() {
		amount = "any amount of"
	}
	return []Finding{{Note, "allowance.left", fmt.Sprintf("the Vault can still take %s %s of %s after this deposit", amount, held.Symbol, account), "",
		fmt.Sprintf("if it should not: mpool manage-balance revoke %s %s --of %s", after.Pool.Address.Hex(), token.Hex(), account.Hex())}}
}
