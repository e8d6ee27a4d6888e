package review

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/decode"
	"mpool/internal/explain"
	"mpool/internal/ops"
	"mpool/internal/safe/deed"
)

// staysCode is the code of an allowance that remains.
const staysCode = "approval.stays"

// judgeSpent judges the allowances that the batch gives a trusted Vault by what remains of them after
// the simulation, as the tokens say. If the node did not read an allowance, the findings about the
// calls stay.
func (v *View) judgeSpent(read []chain.SafeRight, vaults []common.Address, book decode.Book) {
	for _, right := range read {
		if slices.Contains(vaults, right.Holder) {
			v.judgeLeft(right, leftText(book, right.Contract, right.Holder, right.After))
		}
	}
}

// judgeLeft leaves one finding about an allowance, at the last call that gives it; none if nothing
// remains or no call gives it.
func (v *View) judgeLeft(right chain.SafeRight, says string) {
	for i := range v.Calls {
		call := &v.Calls[i]
		a, is := call.does.(deed.Approve)
		if !is || call.To != right.Contract || a.Spender != right.Holder {
			continue
		}
		stays := slices.IndexFunc(call.Findings, func(f ops.Finding) bool { return f.Code == staysCode })
		switch remains := !right.After.IsZero() && lastApproval(v.Calls, call.To, a.Spender, call.Number); {
		case stays >= 0 && !remains:
			call.Findings = slices.Delete(call.Findings, stays, stays+1)
		case stays >= 0:
			call.Findings[stays].Summary = says
		case remains && !call.has("approval.unlimited"):
			call.Findings = append(call.Findings, ops.Finding{Severity: ops.Warn, Code: staysCode, Summary: says, Hint: exactHint})
		}
	}
}

// leftText says what a spender can take after the batch.
func leftText(book decode.Book, token, spender common.Address, left uint256.Int) string {
	return fmt.Sprintf("the allowance remains: after the batch %s can take %s at any time", spender, explain.AmountText(book, token, left))
}

func (c *Call) has(code string) bool {
	return slices.ContainsFunc(c.Findings, func(f ops.Finding) bool { return f.Code == code })
}
