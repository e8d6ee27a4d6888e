package review

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/ops"
)

// staysCode is the code of an allowance that remains.
const staysCode = "approval.stays"

// judgeSpent removes the finding of a remaining allowance if the batch's trades spend it in the
// simulation. If they spend only a part, the finding says how much remains.
func (c *Checker) judgeSpent(logs []chain.Log) {
	m := c.newOutflows(logs)
	for i := range c.View.Calls {
		call := &c.View.Calls[i]
		a, is := call.does.(Approve)
		at := slices.IndexFunc(call.Findings, func(f ops.Finding) bool { return f.Code == staysCode })
		if !is || at < 0 || !slices.Contains(c.vaults, a.Spender) || !slices.ContainsFunc(c.View.Calls[call.Number:], c.trade) {
			continue
		}
		taken := m.moved(call.To, a.Spender)
		left := new(big.Int).Sub(a.Amount.ToBig(), taken)
		if left.Sign() <= 0 {
			call.Findings = slices.Delete(call.Findings, at, at+1)
			continue
		}
		call.Findings[at].Summary = fmt.Sprintf("an allowance of %s remains: the batch spends %s of it", amountText(c.Book, call.To, *uint256.MustFromBig(left)), amountText(c.Book, call.To, *uint256.MustFromBig(taken)))
	}
}

// replaced says whether a later call sets the same allowance again.
func (k knownAddresses) replaced(c Call, a Approve) bool {
	return slices.ContainsFunc(k.calls[c.Number:], func(later Call) bool {
		again, is := later.does.(Approve)
		return is && later.name() == "approve" && later.To == c.To && again.Spender == a.Spender
	})
}
