package main

import (
	"context"

	"mpool/internal/chain"
	"mpool/internal/fork"
	"mpool/internal/ops"
)

// What becomes of a candidate on a fork.

// request is what the fork has to try: an operation of a batch is built for the
// pool as the operations before it left it.
func (a *app) request(ctx context.Context, f *fork.Fork, c *candidate, override *overrideFlags) (fork.Request, error) {
	before, op, err := a.build(ctx, f, c)
	if err != nil {
		return fork.Request{}, err
	}
	if c.intent != nil {
		override = c.intent.override
	}
	judge := a.judge(chainID(before.ChainID), override, &c.price)
	advise := func(before *ops.Snapshot, plan *ops.Plan) ([]ops.Finding, error) {
		objections, err := judge(before, plan)
		return append(c.stale(plan), objections...), err
	}
	return fork.Request{Pool: c.pool().Address, Operation: op, Source: c.source(), Advise: advise}, nil
}

// judge holds a plan against the policies, and works out its price.
func (a *app) judge(on chainID, override *overrideFlags, price **priceView) func(*ops.Snapshot, *ops.Plan) ([]ops.Finding, error) {
	policies := a.policies(on, override)
	return func(before *ops.Snapshot, plan *ops.Plan) ([]ops.Finding, error) {
		objections, err := policies.Check(before, plan)
		if err != nil {
			return nil, err
		}
		*price, err = newPriceView(plan, policies)
		return objections, err
	}
}

// build reads the pool on the fork and makes the operation for it.
func (a *app) build(ctx context.Context, f *fork.Fork, c *candidate) (before *ops.Snapshot, op ops.Operation, err error) {
	err = f.Reading(ctx, func() (err error) {
		f.Ahead(ctx, c.pool().Address)
		before, err = a.readForPlanAt(ctx, f.Client, c.pool().Address, chain.Latest())
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	if c.plan != nil {
		return before, c.plan.Operation, nil
	}
	own := c.intent.app
	err = f.Reading(ctx, func() (err error) {
		op, err = c.intent.build(&target{own, ctx, f.Client, before})
		return err
	})
	a.warnings, own.warnings = append(a.warnings, own.warnings...), nil
	if err != nil {
		return nil, nil, c.blame(err)
	}
	return before, op, nil
}

// stale refuses a plan that mpool send would refuse. That there is nothing to do
// any more is no reason.
func (c *candidate) stale(fresh *ops.Plan) []ops.Finding {
	if c.plan == nil || len(fresh.Calls) == 0 {
		return nil
	}
	var findings []ops.Finding
	for _, reason := range c.plan.Stale(fresh) {
		findings = append(findings, ops.Finding{Severity: ops.Refuse, Code: "stale",
			Summary: "the plan is stale: " + reason, Hint: "write the plan anew with --out"})
	}
	return findings
}

// queue mines what is queued before the operations that are tried out: of a plan
// its very calls, for they are what is signed.
func (a *app) queue(ctx context.Context, f *fork.Fork, c *candidate) error {
	switch {
	case c.plan != nil:
		return f.Earlier(ctx, c.source(), c.plan.Predicted, c.plan.Calls)
	case c.calls != nil:
		return f.Earlier(ctx, c.source(), nil, c.calls)
	}
	before, op, err := a.build(ctx, f, c)
	if err != nil {
		return err
	}
	if err := f.Reading(ctx, func() error { return watch(ctx, f.Client, before, op) }); err != nil {
		return err
	}
	plan, err := op.Plan(before, before.Block.Time+nextBlock)
	if err != nil {
		return c.blame(fail(exitError, "plan", "%s", err).because(err))
	}
	for _, finding := range plan.Findings {
		if finding.Severity == ops.Refuse {
			return c.blame(fail(exitRefused, finding.Code, "--after: refused: %s [%s]", clean(finding.Summary, textWidth), finding.Code).withHint("%s", finding.Hint))
		}
	}
	return f.Earlier(ctx, c.source(), before, plan.Calls)
}
