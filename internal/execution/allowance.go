package execution

import (
	"fmt"
	"slices"
	"strings"

	"github.com/holiman/uint256"

	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// leftAllowances are the approvals that an operation has stopped after and that nothing
// has used: the calls to the Vault are what uses them.
func leftAllowances(plan *ops.Plan, status journal.Status) []ops.Call {
	done := DoneCalls(status)
	if done >= len(plan.Calls) {
		return nil
	}
	var left []ops.Call
	for _, call := range plan.Calls[:done] {
		switch amount, is := approved(call); {
		case call.To == plan.Predicted.Pool.Vault:
			left = nil
		case is:
			left = slices.DeleteFunc(left, func(c ops.Call) bool { return c.To == call.To && c.From == call.From })
			if !amount.IsZero() {
				left = append(left, call)
			}
		}
	}
	return left
}

// approved is the amount of an approval.
func approved(call ops.Call) (amount uint256.Int, is bool) {
	const words = 4 + 2*32
	if !strings.HasPrefix(call.Method, "approve(") || len(call.Data) != words {
		return amount, false
	}
	amount.SetBytes(call.Data[words-32:])
	return amount, true
}

// DoneCalls counts the plan's calls that are mined and did not revert, whatever the
// pool was like behind them.
func DoneCalls(status journal.Status) int {
	n := 0
	for _, call := range status.Calls {
		if call.State == journal.Done || call.State == journal.Differs {
			n = call.Intent.Step + 1
		}
	}
	return n
}

// RevokeLine is the command that revokes the allowances that an operation has left, for
// each token; empty if there are none.
func RevokeLine(plan *ops.Plan, status journal.Status) string {
	var lines []string
	for _, call := range leftAllowances(plan, status) {
		lines = append(lines, fmt.Sprintf("mpool manage-balance revoke %s %s --of %s --broadcast --account NAME", plan.Predicted.Pool.Address, call.To, call.From))
	}
	return strings.Join(lines, " && ")
}

// giveUp says how an operation is ended that has left an allowance: what would go
// on with it is closed first.
func giveUp(plan *ops.Plan, record *journal.Journal) string {
	line := RevokeLine(plan, record.Status())
	if line == "" || !record.Status().Unfinished() {
		return line
	}
	return fmt.Sprintf("mpool tx close %s --reason TEXT, and then %s", record.ID(), line)
}

// withRevoke adds to an error what the Vault may still take, and how that ends.
func (s *Sender) withRevoke(f *failure.Failure) *failure.Failure {
	how := giveUp(s.Plan, s.Record)
	if how == "" {
		return f
	}
	f.Message += "; the Vault can still take the approved amounts"
	if f.Hint != "" {
		f.Hint += "; "
	}
	f.Hint += "to abandon the operation and revoke the allowance: " + how
	return f.WithDetail("revoke", RevokeLine(s.Plan, s.Record.Status()))
}

// RevokeText is for those who read a record.
func RevokeText(p *text.Page, line string) {
	if line == "" {
		return
	}
	p.Line("it stopped after its approval: the Vault can still take that amount. To revoke the allowance:")
	p.Command(line)
}
