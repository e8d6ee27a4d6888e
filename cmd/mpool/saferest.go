package main

import (
	"cmp"
	"fmt"

	"github.com/spf13/cobra"

	"mpool/internal/ops"
)

// restLine is the command for what a plan still needs when a Safe has done its
// part of it.
func restLine(cmd *cobra.Command, job *safeJob) string {
	if job.proposal.ofSafe(len(job.calls)) {
		return safeLine(cmd, "safe hash", quote(job.path))
	}
	return safeLine(cmd, "send", quote(job.path), "--partial --account NAME")
}

// tellRest says what is left of the plan of which a Safe has now executed a part:
// the pool stays half way until somebody does it.
func (s *sender) tellRest(v *sentView) {
	op, is := s.plan.Operation.(ops.ExecSafe)
	if !is || s.first == nil || s.last == nil {
		return
	}
	whole, err := op.Of.Plan(s.first, s.last.At)
	if err != nil || len(whole.Calls) <= len(op.Makes) {
		return
	}
	line := "mpool safe hash PLAN, or mpool send PLAN"
	if s.shown != nil {
		line = cmp.Or(s.shown.rest, line)
	}
	v.Remaining = len(whole.Calls) - len(op.Makes)
	v.Next = fmt.Sprintf("the plan is NOT FINISHED: %s left, the next from %s: %s", areLeft(v.Remaining), whoSends(whole, len(op.Makes)), line)
}
