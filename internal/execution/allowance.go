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

// leftAllowances returns the approvals that nothing has used when an operation stops. The plan's
// calls to the Vault use them.
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

// approved returns the amount of an approval; is is false for other calls.
func approved(call ops.Call) (amount uint256.Int, is bool) {
	const words = 4 + 2*32
	if !strings.HasPrefix(call.Method, "approve(") || len(call.Data) != words {
		return amount, false
	}
	amount.SetBytes(call.Data[words-32:])
	return amount, true
}

// DoneCalls counts the plan's calls that are mined and did not revert, even if the pool is not as
// predicted after them.
func DoneCalls(status journal.Status) int {
	n := 0
	for _, call := range status.Calls {
		if call.State == journal.Done || call.State == journal.Differs {
			n = call.Intent.Step + 1
		}
	}
	return n
}

// RevokeLine is the command that revokes the allowances that an operation has left; empty if there
// are none.
func RevokeLine(plan *ops.Plan, status journal.Status) string {
	var lines []string
	for _, call := range leftAllowances(plan, status) {
		lines = append(lines, fmt.Sprintf("mpool manage-balance revoke %s %s --of %s --broadcast --account NAME", plan.Predicted.Pool.Address, call.To, call.From))
	}
	return strings.Join(lines, " && ")
}

// giveUp is the command that abandons an operation with an unused allowance: it cancels what is pending
// and closes the record first, so that resume cannot use the allowance.
func giveUp(plan *ops.Plan, record *journal.Journal) string {
	status := record.Status()
	line := RevokeLine(plan, status)
	if line == "" || !status.Unfinished() {
		return line
	}
	line = fmt.Sprintf("mpool tx close %s --reason TEXT, and then %s", record.ID(), line)
	if status.InFlight() != nil {
		line = fmt.Sprintf("mpool tx cancel %s, then %s", record.ID(), line)
	}
	return line
}

// withRevoke adds to an error that the Vault may still take an amount, and how to revoke that.
func withRevoke(plan *ops.Plan, record *journal.Journal, f *failure.Failure) *failure.Failure {
	how := giveUp(plan, record)
	if how == "" {
		return f
	}
	f.Message += "; the Vault can still take the approved amounts"
	if f.Hint != "" {
		f.Hint += "; "
	}
	f.Hint += "to abandon the operation and revoke the allowance: " + how
	return f.WithDetail("revoke", RevokeLine(plan, record.Status()))
}

// RevokeText prints the command that revokes an allowance, if there is one.
func RevokeText(p *text.Page, line string) {
	if line == "" {
		return
	}
	p.Line("it stopped after its approval: the Vault can still take that amount. To revoke the allowance:")
	p.Command(line)
}
