package main

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// chooseSafe is the Safe whose part of a proposal comes first: the calls up to
// the first one of somebody else are what it can do now. Another one that is
// asked for has to wait, and who it waits for is said. path is the plan's file,
// empty where it is not written.
func chooseSafe(p *proposal, which common.Address, path string) (common.Address, error) {
	var safes []common.Address
	for _, s := range p.view.Safes {
		safes = append(safes, s.Address)
	}
	first := p.plan.Calls[0].From
	switch {
	case len(safes) == 0:
		return which, failure.New(failure.Refused, "safe.none", "no Safe sends any of this: %s sends it", whoSends(p.plan, 0)).
			WithHint("mpool send is for accounts that have a key")
	case which != (common.Address{}) && !slices.Contains(safes, which):
		return which, failure.Usage("%s is no Safe that sends any of this", which).WithHint("leave --safe out")
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
		hint = "write the plan with --out plan.json, and then: " + hint
	}
	return which, failure.New(failure.Refused, "safe.order", "the part of the Safe %s comes later: %s has to send %s first", which, whoSends(p.plan, 0), p.plan.Calls[0].Method).
		WithHint("%s", hint).WithDetail("first", first)
}

// othersAfter warns where the first n calls, a Safe's part, are not all of a plan.
// path is the plan's file, empty where it is not written.
func othersAfter(p *proposal, n int, path string) (ops.Finding, bool) {
	if n >= len(p.plan.Calls) {
		return ops.Finding{}, false
	}
	left := p.plan.Calls[n:]
	next := "mpool send"
	if p.ofSafe(n) {
		next = "mpool safe hash"
	}
	f := ops.Finding{Severity: ops.Warn, Code: "safe.others",
		Summary: fmt.Sprintf("this is the part of the Safe %s: %s of the plan %s after it, from %s", p.plan.Calls[0].From, text.Plural(len(left), "call"), comeComes(len(left)), text.Addresses(senders(left))),
		Detail:  "until then the pool stays as this part leaves it"}
	if path != "" {
		f.Hint = "when it is executed: " + next + " " + text.ShellWord(path)
	}
	return f, true
}

func comeComes(n int) string {
	if n == 1 {
		return "comes"
	}
	return "come"
}

// isSigned takes back what is said where a Safe has still to be led to signing:
// what it is stands above what is signed.
func (p *proposal) isSigned(by common.Address) {
	for _, s := range p.view.Safes {
		code, _ := safeRole(s)
		if s.Address == by {
			p.drop(code)
			continue
		}
		for _, list := range [][]ops.Finding{p.plan.Findings, p.view.Findings} {
			if at := slices.IndexFunc(list, func(f ops.Finding) bool { return f.Code == code }); at >= 0 {
				list[at].Hint = ""
			}
		}
	}
}
