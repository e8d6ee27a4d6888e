package ops

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/bindings/erc20"
	"mpool/internal/units"
)

// An unlimited allowance is 2^256-1. Some tokens, such as WETH9, leave it as it is when the spender
// takes tokens. Others, such as USDC, reduce it like any other allowance. No getter says which, so
// a prediction allows both.

func unlimited() uint256.Int { return *new(uint256.Int).SetAllOne() }

// Unlimited says whether the Vault may take any amount.
func (h *Holding) Unlimited() bool { return h.Allowance.Raw == unlimited() }

// SetAllowance is the effect of an approval.
func (h *Holding) SetAllowance(amount uint256.Int) {
	h.Allowance.Raw, h.taken = amount, uint256.Int{}
}

// TakeAllowance is the effect of a payment that the Vault takes. The allowance must be at least the
// amount.
func (h *Holding) TakeAllowance(amount uint256.Int) {
	if h.Unlimited() {
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

// Spend moves tokens out of an account and reduces its allowance for the Vault. The allowance must
// be at least the amount: see Payment.
func Spend(s *Snapshot, token, account common.Address, amount uint256.Int) {
	s.Debit(token, account, amount)
	if h := s.Holding(token, account); h != nil {
		h.TakeAllowance(amount)
	}
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

// SetAllowance is the effect of an approval of the Vault, in a token's smallest units, if the state has
// the holding. The Vault may always take BPT.
func SetAllowance(s *Snapshot, token, owner common.Address, amount uint256.Int) {
	if held := s.Holding(token, owner); held != nil && token != s.Pool.Address {
		held.SetAllowance(amount)
	}
}
