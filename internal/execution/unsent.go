package execution

import (
	"context"

	"mpool/internal/ops"
	"mpool/internal/planner"
)

// ProposeUnsent plans again the calls of a plan that were not sent yet: none of them may be in the
// record. enough refuses a proposal that was not proven as the user asked.
func (e *Engine) ProposeUnsent(ctx context.Context, plans Plans, plan *ops.Plan, on planner.Terms, enough func(*planner.Proposal) error) (*planner.Proposal, error) {
	if len(plan.Calls) == 1 { // refused whatever the pool's state is
		if err := e.refuseSentFrom(plan, 0); err != nil {
			return nil, err
		}
	}
	fresh, err := plans.ProposeAgain(ctx, plan, plan.Base.Number, on)
	if err != nil {
		return nil, err
	}
	if err := enough(fresh); err != nil {
		return nil, err
	}
	if err := e.refuseSentFrom(plan, len(plan.Calls)-len(fresh.Plan.Calls)); err != nil {
		return nil, err
	}
	return fresh, nil
}

// refuseSentFrom refuses if a call of the plan from the first on was signed before.
func (e *Engine) refuseSentFrom(plan *ops.Plan, first int) error {
	digest, err := plan.Digest()
	if err != nil {
		return err
	}
	for i := first; i < len(plan.Calls); i++ {
		if err := e.RefuseSent(IntentTo(digest, plan, i, plan.Calls[i])); err != nil {
			return err
		}
	}
	return nil
}
