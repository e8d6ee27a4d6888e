package execution

import (
	"bytes"
	"fmt"
	"strings"

	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// leftAllowance is the approval that an operation has stopped after, which nothing
// has used; nil where there is none.
func leftAllowance(plan *ops.Plan, status journal.Status) *ops.Call {
	done := DoneCalls(status)
	if done == 0 || done >= len(plan.Calls) {
		return nil
	}
	call := &plan.Calls[done-1]
	if !strings.HasPrefix(call.Method, "approve(") || len(call.Data) < 32 {
		return nil
	}
	amount := call.Data[len(call.Data)-32:]
	if bytes.Equal(amount, make([]byte, 32)) {
		return nil // it only made room for another
	}
	return call
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

// RevokeLine is the command that takes back what an operation has left allowed;
// empty where that is nothing.
func RevokeLine(plan *ops.Plan, status journal.Status) string {
	call := leftAllowance(plan, status)
	if call == nil {
		return ""
	}
	return fmt.Sprintf("mpool manage-balance revoke %s %s --of %s --broadcast --account NAME", plan.Predicted.Pool.Address, call.To, call.From)
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
	f.Message += "; the Vault can still take the approved amount from the asset manager"
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
	p.Line("it stopped after its approval: the Vault can still take that amount from the asset manager. To revoke the allowance:")
	p.Command(line)
}
