package planner

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/ops"
)

// IsSigned removes the hint to have a Safe sign: the signing view shows the Safe itself.
func (p *Proposal) IsSigned(by common.Address) {
	for _, s := range p.View.Safes {
		code, _ := safeRole(s)
		if s.Address == by {
			p.drop(code)
			continue
		}
		for _, list := range [][]ops.Finding{p.Plan.Findings, p.View.Findings} {
			if at := slices.IndexFunc(list, func(f ops.Finding) bool { return f.Code == code }); at >= 0 {
				list[at].Hint = ""
			}
		}
	}
}

// RefuseSafe refuses to send a Safe's call, or to sign it for one account, because a Safe has no
// key. next is a hint about how its owners sign.
func (p *Proposal) RefuseSafe(next string) error {
	if len(p.Plan.Calls) == 0 || !p.OfSafe(0) {
		return nil
	}
	return OfSafe(p.Plan, next).WithResult(p.View.NotSent(p.roleOf(p.Plan.Calls[0].From) + " is a Safe"))
}

// roleOf is what a Safe that sends is: the owner, the sender or the asset manager. It also removes the
// hint of the finding about it, because the error says what to do.
func (p *Proposal) roleOf(sender common.Address) (is string) {
	for _, s := range p.View.Safes {
		if s.Address != sender {
			continue
		}
		code, role := safeRole(s)
		is = role
		for i := range p.View.Findings {
			if p.View.Findings[i].Code == code {
				p.View.Findings[i].Hint = ""
			}
		}
	}
	return is
}

// SafeFirst says whether the first call of a plan's file must come from a Safe: the owner, or an
// asset manager that is a Safe according to the plan.
func SafeFirst(plan *ops.Plan) bool {
	if len(plan.Calls) == 0 {
		return false
	}
	first, pool := plan.Calls[0].From, plan.Predicted.Pool
	return first == pool.Owner && pool.OwnerKind == ops.OwnerSafe || slices.Contains(plan.Safes, first)
}

func OfSafe(plan *ops.Plan, next string) *failure.Failure {
	return failure.New(failure.Refused, "safe.sender", "%s is a Safe and has no key: its owners sign its transactions", WhoSends(plan, 0)).
		WithHint("%s", next)
}
