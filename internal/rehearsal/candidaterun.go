package rehearsal

import (
	"context"
	"errors"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/arbcost"
	"mpool/internal/chain"
	"mpool/internal/exposure"
	"mpool/internal/failure"
	"mpool/internal/fork"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/planview"
	"mpool/internal/policy"
	"mpool/internal/reading"
	"mpool/internal/request"
	"mpool/internal/text"
	"mpool/internal/units"
)

// request returns what the fork has to try. An operation of a batch is built for the pool as the
// operations before it left it.
func (s *Stage) request(ctx context.Context, node *chain.Client, f *fork.Fork, c *candidate, override *planner.Override, noOverride bool) (fork.Request, error) {
	before, op, err := s.build(ctx, f, c)
	if err != nil {
		return fork.Request{}, err
	}
	if c.intent != nil {
		override = &c.intent.Override
	}
	c.override = override
	s.Plans.AskGas(ctx, node, before)
	if err := s.askFeeds(ctx, node, f, before); err != nil {
		return fork.Request{}, err
	}
	s.Plans.Guards = c.guards()
	policies := s.Plans.Policies(network.ID(before.ChainID), override)
	policies.NoOverride = noOverride
	if c.intent != nil {
		policies.Voice = policy.InBatch
	}
	objects := judge(s.Plans, policies, &c.price)
	advise := func(before *ops.Snapshot, plan *ops.Plan) ([]ops.Finding, error) {
		objections, err := objects(before, plan)
		objections = append(objections, s.Plans.WithoutGas(ctx, f.Client, before, plan)...)
		return append(append(c.stale(plan), c.wait.said()...), objections...), err
	}
	return fork.Request{Pool: c.pool().Address, Operation: op, Source: c.source(), Advise: advise}, nil
}

// guards returns the limits of the pool file from which a plan or a Safe's batch was made; nil: none.
func (c *candidate) guards() *ops.Guards {
	if c.plan == nil {
		return c.limits
	}
	return c.plan.Guards
}

// pricesHold is for how many seconds after the forked block the prices of feeds are used.
const pricesHold = units.Time(60 * 60)

// askFeeds reads the feeds at the forked block, because they do not update on the fork. If the
// operation comes more than an hour later, it waives them.
func (s *Stage) askFeeds(ctx context.Context, node *chain.Client, f *fork.Fork, before *ops.Snapshot) error {
	if before.Block.Time > f.Base.Time+pricesHold {
		s.Plans.Feeds.Waive(before, "the operation comes later, and prices of then are not known")
		return nil
	}
	return s.Plans.Feeds.AskAt(ctx, node, before, f.Result().Block)
}

// judge returns a function that checks a plan with the policies and computes its arbitrage cost.
func judge(plans *planner.Planner, policies policy.Policies, price **arbcost.Cost) func(*ops.Snapshot, *ops.Plan) ([]ops.Finding, error) {
	return func(before *ops.Snapshot, plan *ops.Plan) ([]ops.Finding, error) {
		exposed := append(exposure.Check(before, plan), plans.Feeds.Judge(before, plan, policies)...)
		found, objections, err := planner.Judge(before, plan, policies)
		if err != nil {
			return nil, err
		}
		*price = found
		return append(exposed, objections...), plans.Replays.Add(found)
	}
}

// build reads the pool on the fork and builds the operation for it.
func (s *Stage) build(ctx context.Context, f *fork.Fork, c *candidate) (before *ops.Snapshot, op ops.Operation, err error) {
	if err := c.wait.pass(ctx, f); err != nil {
		return nil, nil, c.blame(err)
	}
	err = f.Reading(ctx, func() (err error) {
		f.Ahead(ctx, c.pool().Address)
		before, err = s.Plans.Reads.Only(ctx, f.Client, c.pool().Address, chain.Latest())
		return err
	})
	if err != nil {
		return nil, nil, c.noPool(f, err)
	}
	if c.plan != nil {
		return before, c.plan.Operation, nil
	}
	err = f.Reading(ctx, func() (err error) {
		op, err = c.intent.Build(ctx, request.On(f.Client, s.ownPlans(), before))
		return err
	})
	if err != nil {
		return nil, nil, c.blame(err)
	}
	return before, op, nil
}

// ownPlans returns a planner for one operation, so that a finding about one is repeated for
// the next.
func (s *Stage) ownPlans() *planner.Planner {
	own := planner.New(s.Settings, s.UI, nil)
	own.Reads.PoolUnproven = s.Plans.Reads.PoolUnproven
	return own
}

// overridden returns the policies that are overridden for a plan.
func (c *candidate) overridden(plan *ops.Plan) []planview.Overridden {
	if plan == nil || c.override == nil {
		return []planview.Overridden{}
	}
	return append([]planview.Overridden{}, c.override.View(plan)...)
}

// inFields changes findings to name the fields of the operation's file instead of flags.
func (c *candidate) inFields(plan *ops.Plan) {
	if c.intent == nil || plan == nil {
		return
	}
	for i := range plan.Findings {
		f := &plan.Findings[i]
		f.Summary, f.Detail, f.Hint = c.item.Fields(f.Summary), c.item.Fields(f.Detail), c.item.Fields(f.Hint)
	}
}

// noPool adds to the error about a missing pool where the pool's address comes from. It omits the
// fork's blocks, which mean nothing to the user.
func (c *candidate) noPool(f *fork.Fork, err error) error {
	var noCode *chain.NoCodeError
	var hinted interface {
		error
		Hint() string
	}
	var notPool *chain.NotPoolError
	var notManaged *chain.NotManagedError
	switch {
	case errors.As(err, &noCode):
		hinted = &chain.NoCodeError{Address: noCode.Address, ChainID: noCode.ChainID, Block: f.Base.Number}
	case errors.As(err, &notPool):
		hinted = notPool
	case errors.As(err, &notManaged):
		hinted = notManaged
	default:
		return err
	}
	c.blamed = true
	hint := strings.ReplaceAll(hinted.Hint(), "--block", "--fork-block")
	return failure.New(failure.ExitOf(err), failure.CodeOf(err), "%s: %s: %s", c.source(), c.name(), hinted).Because(err).WithHint("%s", hint)
}

// stale returns the reasons for which mpool send would call a plan stale. There are none if nothing is
// left to do, or if the plan is refused now for another reason.
func (c *candidate) stale(fresh *ops.Plan) []ops.Finding {
	if c.plan == nil || len(fresh.Calls) == 0 || fresh.Refused() {
		return nil
	}
	var findings []ops.Finding
	for _, reason := range c.plan.Stale(fresh) {
		findings = append(findings, ops.Finding{Severity: ops.Refuse, Code: "stale",
			Summary: "the plan is stale: " + reason, Hint: "write a new plan file with --out"})
	}
	return findings
}

// queue mines what is queued before the operations. Of a plan it mines exactly the calls, because those
// are what is signed.
func (s *Stage) queue(ctx context.Context, node *chain.Client, f *fork.Fork, c *candidate) error {
	switch {
	case c.plan != nil:
		if err := s.hold(ctx, node, f, c, c.plan.Calls); err != nil {
			return err
		}
		return earlier(ctx, f, c, c.plan.Predicted, c.plan.Calls)
	case c.calls != nil:
		if err := c.isSafe(ctx, f); err != nil {
			return err
		}
		if err := s.hold(ctx, node, f, c, c.calls); err != nil {
			return err
		}
		return f.EarlierTogether(ctx, c.source(), nil, c.calls)
	}
	before, op, err := s.build(ctx, f, c)
	if err != nil {
		return err
	}
	if err := f.Reading(ctx, func() error { return reading.Watch(ctx, f.Client, before, op) }); err != nil {
		return err
	}
	plan, err := op.Plan(before, before.Block.Time+reading.NextBlock)
	if err != nil {
		return c.blame(failure.New(failure.Plain, "plan", "%s", err).Because(err))
	}
	for _, finding := range plan.Findings {
		if finding.Severity == ops.Refuse {
			return c.blame(failure.New(failure.Refused, finding.Code, "--after: refused: %s [%s]", text.Clean(finding.Summary, text.MessageWidth), finding.Code).WithHint("%s", finding.Hint))
		}
	}
	return earlier(ctx, f, c, before, plan.Calls)
}

// isSafe refuses a batch whose address is not a Safe, because nobody could execute it.
func (c *candidate) isSafe(ctx context.Context, f *fork.Fork) error {
	var found map[common.Address]*chain.Safe
	err := f.Reading(ctx, func() (err error) {
		found, err = f.Client.Safes(ctx, chain.Latest(), []common.Address{c.safe})
		return err
	})
	if err != nil || found[c.safe] != nil {
		return err
	}
	return failure.New(failure.Refused, "safe.none", "%s: refused: %s is not a Safe on %s", c.file, c.safe, network.ID(f.Result().ChainID)).
		WithHint("mpool safe check %s", text.ShellWord(c.file))
}

// earlier mines the calls of a plan, all in one transaction if a Safe makes all of them.
func earlier(ctx context.Context, f *fork.Fork, c *candidate, pool *ops.Snapshot, calls []ops.Call) error {
	if fork.Together(pool, calls) {
		return f.EarlierTogether(ctx, c.source(), pool, calls)
	}
	return f.Earlier(ctx, c.source(), pool, calls)
}
