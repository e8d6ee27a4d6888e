package review

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/safe/deed"
)

// mostBits is the longest amount, in bits, that any token needs. A larger allowance is unlimited.
const mostBits = 120

// allowance finds what remains of an allowance after the later calls. With a remaining allowance, an
// account that the user did not name can take the tokens.
func (k knownAddresses) allowance(c Call) []ops.Finding {
	a, is := c.does.(deed.Approve)
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
	says := "the allowance remains: nothing in the batch spends it, so " + a.Spender.Hex() + " can take the tokens at any time"
	if ofVault {
		left := k.granted(c.To, a.Spender)
		if left.IsZero() || !lastApproval(k.calls, c.To, a.Spender, c.Number) {
			return nil
		}
		says = leftText(k.book, c.To, a.Spender, left)
	}
	f := softened(ofVault || a.Spender == k.of || k.accepted.accepts(toSpend, a.Spender), toSpend, a.Spender, ops.Finding{Code: staysCode, Summary: says})
	if f.Severity == ops.Warn {
		f.Hint = exactHint
	}
	if known && k.of != (common.Address{}) && a.Amount.Gt(&supply.Held) {
		f.Detail = "it exceeds the Safe's balance: later deposits can be taken too"
	}
	return []ops.Finding{f}
}

// exactHint is the hint for an allowance of a Vault, or of a named account, that remains.
const exactHint = "approve exactly the amount that is spent, in the batch that spends it"

// granted is what the calls say that remains of an allowance: approvals set it or add to it, and
// deposits into trusted pools spend it.
func (k knownAddresses) granted(token, spender common.Address) (left uint256.Int) {
	for _, call := range k.calls {
		switch does := call.does.(type) {
		case deed.Approve:
			if call.To == token && does.Spender == spender {
				left = afterApproval(does, left, call.name())
			}
		case deed.ManageBalance:
			if call.To == spender {
				left = less(left, k.spends(does, token))
			}
		}
	}
	return left
}

// afterApproval is an allowance after the approval.
func afterApproval(a deed.Approve, before uint256.Int, function string) uint256.Int {
	if function == "approve" {
		return a.Amount
	}
	if _, over := before.AddOverflow(&before, &a.Amount); over {
		before.SetAllOne()
	}
	return before
}

// spends is what the moves put into trusted pools.
func (k knownAddresses) spends(m deed.ManageBalance, token common.Address) (sum uint256.Int) {
	for _, move := range m.Moves {
		if move.Deposit && move.Token == token && slices.Contains(k.pools, move.Pool) {
			sum.Add(&sum, &move.Amount) // the Vault reverts if the sum is too large for a number
		}
	}
	return sum
}

func less(a, b uint256.Int) uint256.Int {
	if a.Lt(&b) {
		return uint256.Int{}
	}
	return *a.Sub(&a, &b)
}

// lastApproval says that the call with this number is the last one that lets the spender take more
// than nothing of the token.
func lastApproval(calls []Call, token, spender common.Address, number int) bool {
	last := 0
	for _, call := range calls {
		if a, is := call.does.(deed.Approve); is && call.To == token && a.Spender == spender && !a.Amount.IsZero() {
			last = call.Number
		}
	}
	return last == number
}
