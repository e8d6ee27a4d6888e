package rehearsal

import (
	"strconv"

	"mpool/internal/fork"
	"mpool/internal/planner"
	"mpool/internal/report"
	"mpool/internal/request"
	"mpool/internal/text"
)

// nextOf are the commands that send what was tried out, where all of it holds: nothing sends a
// whole batch, since each operation is planned on the pool as it is then.
func (s *Stage) nextOf(list []*candidate, v *report.View) (next []report.Next) {
	if v.Failure() != nil || v.Verdict != fork.OK || len(v.Steps) != len(list) {
		return nil
	}
	waits := ""
	for i, c := range list {
		if c.wait.text != "" {
			waits = text.Clean(c.wait.text, text.NameWidth)
		}
		step := &v.Steps[i]
		if len(step.Calls) == 0 {
			continue
		}
		next = append(next, report.Next{After: waits, Command: s.sends(c, step, i < len(v.Costs) && v.Costs[i] != nil && v.Costs[i].BySafe != nil, i+1)})
		waits = ""
	}
	return next
}

// sends is the command that sends an operation. A Safe's owners sign a plan that is written
// first.
func (s *Stage) sends(c *candidate, step *fork.Step, bySafe bool, n int) string {
	if bySafe && c.plan != nil {
		return "mpool safe hash " + text.ShellWord(c.file)
	}
	if bySafe {
		return request.CommandLine(c.item) + " --out plan-" + strconv.Itoa(n) + ".json"
	}
	line := "mpool send " + text.ShellWord(c.file)
	if c.plan == nil {
		line = request.CommandLine(c.item) + " --broadcast"
	}
	for i, account := range planner.Senders(step.Plan.Calls) {
		whose := ""
		if i > 0 {
			whose = "manager-"
		}
		line += s.KeyFlag(step.Plan.Predicted.ChainID, whose, account)
	}
	return line
}
