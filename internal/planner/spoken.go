package planner

import (
	"slices"

	"mpool/internal/ops"
	"mpool/internal/policy"
)

// spoken returns a plan's findings with the policies' hints for the place where its author writes.
func (pl *Planner) spoken(before *ops.Snapshot, plan *ops.Plan, policies policy.Policies) ([]ops.Finding, error) {
	found := append([]ops.Finding{}, plan.Findings...)
	if pl.Voice == policy.ByFlag {
		return found, nil
	}
	bare := *plan
	bare.Findings = nil // with a refusal in it, the policies would say nothing
	policies.Voice = pl.Voice
	policies.NoOverride = policies.NoOverride || plan.Loses != nil
	said, err := policies.Check(before, &bare)
	for i := range found {
		if n := slices.IndexFunc(said, func(f ops.Finding) bool { return sameButHint(f, found[i]) }); n >= 0 {
			found[i].Hint = said[n].Hint
		}
	}
	return found, err
}

func sameButHint(a, b ops.Finding) bool {
	a.Hint, b.Hint = "", ""
	return a == b
}
