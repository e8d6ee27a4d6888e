package review

import (
	"slices"

	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/safe"
)

// ShowPlan completes the view of an inspected plan with what mpool safe check shows: the Safe, what its
// owners sign, and what the planner found. given says that the user names the Safe, not only the file.
func ShowPlan(c *Checker, job *Subject, tx safe.Transaction, hashes safe.Hashes, given bool, found []ops.Finding) {
	v := planview.NewSafe(job.Safe, "signer")
	c.View.Safe, c.View.Nonce, c.View.Hashes, c.given = &v, &tx.Nonce, &hashes, given
	c.View.Proof, c.View.Overrides = job.Proposal.View.Proof, job.Proposal.View.Overrides
	for _, f := range append(ops.OfBatch(job.Proposal.Plan.Findings), found...) {
		if f.Code != "owner.safe" && f.Code != "owner.contract" && !Repeated(c.View.Calls, f) { // always true for a transaction of a Safe
			c.View.find(f)
		}
	}
}

// Repeated says that a call has a finding with the same code and words: the planner and the rules judge the
// same pool.
func Repeated(calls []Call, f ops.Finding) bool {
	return slices.ContainsFunc(calls, func(c Call) bool {
		return slices.ContainsFunc(c.Findings, func(has ops.Finding) bool { return has.Code == f.Code && has.Summary == f.Summary })
	})
}
