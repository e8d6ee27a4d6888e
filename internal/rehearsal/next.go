package rehearsal

import (
	"strconv"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/batch"
	"mpool/internal/fork"
	"mpool/internal/planner"
	"mpool/internal/report"
	"mpool/internal/request"
	"mpool/internal/text"
)

// nextOf are the commands that send what was tried out, where all of it holds: nothing sends a
// whole batch, since each operation is planned on the pool as it is then.
func (s *Stage) nextOf(list []*candidate, v *report.View) []report.Next {
	if v.Failure() != nil || v.Verdict != fork.OK || len(v.Steps) != len(list) {
		return nil
	}
	var all []toSend
	var wait waiting
	for i, c := range list {
		wait = wait.and(c.wait)
		step := &v.Steps[i]
		if len(step.Calls) == 0 {
			continue
		}
		one := toSend{item: c.item, number: i + 1, wait: wait, keys: s.keys(step)}
		if c.plan != nil {
			one.plan = c.file
		}
		if i < len(v.Costs) && v.Costs[i] != nil && v.Costs[i].BySafe != nil {
			one.safe = step.Plan.Calls[0].From
		}
		all, wait = append(all, one), waiting{}
	}
	return commands(all)
}

// keys are the flags of the keys that send a step.
func (s *Stage) keys(step *fork.Step) (flags string) {
	for i, account := range planner.Senders(step.Plan.Calls) {
		whose := ""
		if i > 0 {
			whose = "manager-"
		}
		flags += s.KeyFlag(step.Plan.Predicted.ChainID, whose, account)
	}
	return flags
}

// toSend is an operation that is to be sent.
type toSend struct {
	item   batch.Item
	plan   string // file of the plan; empty: an operation of a batch
	number int    // its number in the batch, from 1
	wait   waiting
	safe   common.Address // Safe that makes its calls; zero: an account with a key
	keys   string         // flags of the keys
}

// commands are the commands that send operations one after the other.
func commands(all []toSend) (next []report.Next) {
	for i, one := range all {
		var previous *toSend
		if i > 0 {
			previous = &all[i-1]
		}
		after := one.after(previous)
		for _, line := range one.lines() {
			next = append(next, report.Next{After: after, Command: line})
			after = ""
		}
	}
	return next
}

// lines are the commands for one operation. A Safe's owners sign a plan, which is written first.
func (t toSend) lines() []string {
	switch {
	case t.safe != (common.Address{}) && t.plan != "":
		return []string{"mpool safe hash " + text.ShellWord(t.plan)}
	case t.safe != (common.Address{}):
		file := "plan-" + strconv.Itoa(t.number) + ".json"
		return []string{request.CommandLine(t.item) + " --out " + file, "mpool safe hash " + file}
	case t.plan != "":
		return []string{"mpool send " + text.ShellWord(t.plan) + t.keys}
	}
	return []string{request.CommandLine(t.item) + " --broadcast" + t.keys}
}

// after says what comes before an operation; empty: only the previous one. A Safe has to execute the
// previous transaction first: otherwise both are planned for the same nonce.
func (t toSend) after(previous *toSend) string {
	what := ""
	switch {
	case previous == nil:
	case t.safe != (common.Address{}) && t.safe == previous.safe:
		what = "the Safe has executed the previous transaction"
	case t.wait.long > 0:
		what = "the previous operation"
	}
	switch {
	case t.wait.until != 0 && what != "":
		return "at or after " + t.wait.until.String() + ", and after " + what
	case t.wait.until != 0:
		return "at or after " + t.wait.until.String()
	case t.wait.long > 0 && what != "":
		return t.wait.long.Span() + " after " + what
	case t.wait.long > 0:
		return t.wait.long.Span() + " from now"
	case what != "":
		return "after " + what
	}
	return ""
}
