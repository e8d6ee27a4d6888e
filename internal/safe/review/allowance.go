package review

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
)

// mostBits is more than any token has units: beyond it an amount stands for all.
const mostBits = 120

// allowance finds what remains of an allowance after the later calls. A remaining allowance
// for an account that the user did not name is a transfer that the other side can make.
func (k knownAddresses) allowance(c Call) []ops.Finding {
	a, is := c.does.(Approve)
	if !is || a.Amount.IsZero() {
		return nil
	}
	supply, known := k.supplies[c.To]
	if a.Amount.BitLen() > mostBits || known && a.Amount.Gt(&supply.Total) {
		f := one(ops.Refuse, "approval.unlimited", "%s could take all of this token that the Safe has now or later", a.Spender)
		f[0].Hint = "approve exactly the amount that is spent"
		return f
	}
	ofVault := slices.Contains(k.vaults, a.Spender)
	if ofVault && (k.replaced(c, a) || k.deposited(k.calls[c.Number:], a.Spender, c.To, a.Amount)) {
		return nil
	}
	f := unless(ofVault || a.Spender == k.of || slices.Contains(k.recipients, a.Spender), a.Spender, ops.Finding{Code: staysCode,
		Summary: "the allowance remains: nothing in the batch spends it, so " + a.Spender.Hex() + " can take the tokens at any time"})
	if f.Severity == ops.Warn {
		f.Hint = "approve exactly the amount that is spent, in the batch that spends it"
	}
	if known && k.of != (common.Address{}) && a.Amount.Gt(&supply.Held) {
		f.Detail = "it exceeds the Safe's balance: later deposits can be taken too"
	}
	return []ops.Finding{f}
}

// deposited says whether a later call of the Vault deposits exactly that much of a
// token, into a pool that the batch is known to be about.
func (k knownAddresses) deposited(next []Call, vault, token common.Address, amount uint256.Int) bool {
	return slices.ContainsFunc(next, func(c Call) bool {
		m, is := c.does.(ManageBalance)
		return is && c.To == vault && slices.ContainsFunc(m.Moves, func(move PoolMove) bool {
			return move.Deposit && slices.Contains(k.pools, move.Pool) && move.Token == token && move.Amount == amount
		})
	})
}

// spender refuses that a plan lets somebody else take tokens than the Vault of a pool
// that is trusted. Of batches the allowance's own finding says it.
func (k knownAddresses) spender(c Call) []ops.Finding {
	a, is := c.does.(Approve)
	if !is || !k.planned || a.Amount.IsZero() || slices.Contains(k.vaults, a.Spender) {
		return nil
	}
	return k.sends("approval.other", "an allowance of "+amountText(k.book, c.To, a.Amount), a.Spender)
}
