package review

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
)

// mostBits is the longest amount, in bits, that any token needs. A larger allowance is unlimited.
const mostBits = 120

// allowance finds what remains of an allowance after the later calls. With a remaining allowance, an
// account that the user did not name can take the tokens.
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

// deposited says whether a later call of the Vault deposits exactly this amount of the token into a
// trusted pool.
func (k knownAddresses) deposited(next []Call, vault, token common.Address, amount uint256.Int) bool {
	return slices.ContainsFunc(next, func(c Call) bool {
		m, is := c.does.(ManageBalance)
		return is && c.To == vault && slices.ContainsFunc(m.Moves, func(move PoolMove) bool {
			return move.Deposit && slices.Contains(k.pools, move.Pool) && move.Token == token && move.Amount == amount
		})
	})
}

// spender refuses an allowance in a plan for anyone but the Vault of a trusted pool. For batches, the
// rule allowance reports it.
func (k knownAddresses) spender(c Call) []ops.Finding {
	a, is := c.does.(Approve)
	if !is || !k.planned || a.Amount.IsZero() || slices.Contains(k.vaults, a.Spender) {
		return nil
	}
	return k.sends("approval.other", "an allowance of "+amountText(k.book, c.To, a.Amount), a.Spender)
}
