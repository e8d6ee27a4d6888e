package signing

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/text"
)

// chooseSafe returns the Safe that sends the first call of a proposal. If the first call has another
// sender, or the user asks for another Safe, it fails and names the sender that must come first. path
// is the plan's file, empty if there is none.
func chooseSafe(p *planner.Proposal, which common.Address, path string) (common.Address, error) {
	var safes []common.Address
	for _, s := range p.View.Safes {
		safes = append(safes, s.Address)
	}
	first := p.Plan.Calls[0].From
	switch {
	case len(safes) == 0:
		return which, failure.New(failure.Refused, "safe.none", "no call of this plan comes from a Safe: %s sends it", planner.WhoSends(p.Plan, 0)).
			WithHint("mpool send is for EOAs")
	case which != (common.Address{}) && !slices.Contains(safes, which):
		return which, failure.Usage("%s is not a Safe that sends a call of this plan", which).WithHint("omit --safe")
	case slices.Contains(safes, first) && (which == (common.Address{}) || which == first):
		return first, nil
	case which == (common.Address{}):
		which = safes[0]
	}
	file := text.ShellWord(cmp.Or(path, "plan.json"))
	hint := fmt.Sprintf("mpool send %s --partial --account NAME", file)
	if slices.Contains(safes, first) {
		hint = "mpool safe hash " + file
	}
	if path == "" {
		hint = "write the plan with --out plan.json, then: " + hint
	}
	return which, failure.New(failure.Refused, "safe.order", "the calls of the Safe %s come later: %s must send %s first", which, planner.WhoSends(p.Plan, 0), p.Plan.Calls[0].Method).
		WithHint("%s", hint).WithDetail("first", first)
}

// OthersAfter warns if a plan has calls after the first n, which are the part of a Safe. path is the
// plan's file, empty if it was not written.
func OthersAfter(p *planner.Proposal, n int, path string) (ops.Finding, bool) {
	if n >= len(p.Plan.Calls) {
		return ops.Finding{}, false
	}
	left := p.Plan.Calls[n:]
	next := "mpool send"
	if p.OfSafe(n) {
		next = "mpool safe hash"
	}
	f := ops.Finding{Severity: ops.Warn, Code: "safe.others",
		Summary: fmt.Sprintf("this is the part of the Safe %s; %s of the plan %s after it, from %s", p.Plan.Calls[0].From, text.Plural(len(left), "call"), verb(len(left), "come"), text.Addresses(planner.Senders(left))),
		Detail:  "until then the pool stays as this part leaves it"}
	if path != "" {
		f.Hint = "once it is executed: " + next + " " + text.ShellWord(path)
	}
	return f, true
}

// verb is a verb after so many things: 1 call comes, 2 calls come.
func verb(n int, word string) string {
	if n == 1 {
		return word + "s"
	}
	return word
}
