package review

import (
	"fmt"
	"slices"
	"strings"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/safe"
)

// Unvouched says what nothing forbids and mpool cannot vouch for: a call that it does not know, of
// a contract that nobody names, and a file that was changed after it was written. It is nil where
// there is no such thing, and for a plan, which mpool makes again. A person who reads it may sign; a script
// may not take it for "all is well".
func (c *Checker) Unvouched() *failure.Failure {
	if c.planned {
		return nil
	}
	var found, hints []string
	if c.View.Checksum == safe.ChecksumWrong && !c.Flags.AnyChecksum {
		found = append(found, "the checksum is wrong: the file was changed after it was written")
		hints = append(hints, "get the file again from its author, or use --ignore-checksum")
	}
	var numbers []string
	for _, call := range c.View.Calls {
		if c.vouched(call) {
			continue
		}
		numbers = append(numbers, itoa(call.Number))
		if hint := "if you know the contract, use --recipient " + call.To.Hex(); !slices.Contains(hints, hint) {
			hints = append(hints, hint)
		}
	}
	if n := len(numbers); n > 0 {
		what := "transaction " + numbers[0]
		if n > 1 {
			what = "transactions " + strings.Join(numbers[:min(n, mostNumbers)], ", ")
		}
		found = append(found, fmt.Sprintf("mpool does not know what %s of %d will do", what, len(c.View.Calls)))
	}
	if len(found) == 0 {
		return nil
	}
	words := strings.Join(found, "; ")
	c.View.Advice = c.View.effect() + "mpool cannot vouch for it: " + words + "; sign only what you can verify yourself"
	if c.View.Execution != nil && c.View.Execution.Why != "" {
		c.View.Advice += notSimulated
	}
	return failure.New(failure.Refused, "check.unvouched", "mpool cannot vouch for the batch: %s", words).WithHint("%s", strings.Join(hints[:min(len(hints), 2)], "; "))
}

// mostNumbers is how many transactions are named by their number.
const mostNumbers = 10

// notSimulated ends the verdict where the Safe's own transaction was not tried.
const notSimulated = "; Safe execution was not simulated"

// vouched says that mpool knows what a call is for, or that the user has named whom it calls.
// Of tokens of trusted pools, what a transfer or an allowance does is known.
func (c *Checker) vouched(call Call) bool {
	switch {
	case slices.Contains(c.Flags.Recipients, call.To):
		return true
	case slices.ContainsFunc(call.Findings, func(f ops.Finding) bool { return f.Code == noCode }):
		return false
	}
	return call.known() || call.plainToken() && slices.Contains(c.tokens, call.To)
}

// noCode is of a call that does nothing, as no contract is there.
const noCode = "call.no_code"

// effect begins the verdict on a batch none of whose calls has an effect.
func (v *View) effect() string {
	if len(v.Calls) > 0 && !slices.ContainsFunc(v.Calls, func(call Call) bool {
		return !slices.ContainsFunc(call.Findings, func(f ops.Finding) bool { return f.Code == noCode || f.Code == "call.needless" })
	}) {
		return "no effect: "
	}
	return ""
}
