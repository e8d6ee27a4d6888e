package main

import (
	"cmp"
	"fmt"

	"github.com/spf13/cobra"

	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/text"
)

// restLine is the command for what a plan still needs when a Safe has done its
// part of it.
func restLine(cmd *cobra.Command, job *safeJob) string {
	if job.proposal.OfSafe(len(job.calls)) {
		return safeLine(cmd, "safe hash", text.ShellWord(job.path))
	}
	return safeLine(cmd, "send", text.ShellWord(job.path), "--partial --account NAME")
}

// tellRest says what is left of the plan of which a Safe has now executed a part:
// the pool stays half way until somebody does it.
func (s *sender) tellRest(v *sentView) {
	whole, made, known := s.wholeOfPart()
	if !known || len(whole.Calls) <= made {
		return
	}
	line := "mpool safe hash PLAN, or mpool send PLAN"
	if s.shown != nil {
		line = cmp.Or(s.shown.Rest, line)
	}
	v.Remaining = len(whole.Calls) - made
	v.Next = fmt.Sprintf("the plan is NOT FINISHED: %s left, the next from %s: %s", text.AreLeft(v.Remaining), planner.WhoSends(whole, made), line)
}

// wholeOfPart is the plan of which a Safe has executed a part, as it was before
// that, and how many of its calls the part has made.
func (s *sender) wholeOfPart() (whole *ops.Plan, made int, known bool) {
	op, is := s.plan.Operation.(ops.ExecSafe)
	if !is || s.first == nil || s.last == nil {
		return nil, 0, false
	}
	whole, err := op.Of.Plan(s.first, s.last.At)
	return whole, len(op.Makes), err == nil
}

// isPart says whether this is a Safe's part of a plan, and not known to be all of it.
func (s *sender) isPart() bool {
	if _, is := s.plan.Operation.(ops.ExecSafe); !is {
		return false
	}
	whole, made, known := s.wholeOfPart()
	return !known || len(whole.Calls) > made
}
