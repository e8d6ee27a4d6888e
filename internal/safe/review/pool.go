package review

import (
	"context"
	"errors"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/effect"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/planview"
	"mpool/internal/policy"
	"mpool/internal/reading"
	"mpool/internal/recognise"
	"mpool/internal/text"
)

// checkPool plans the calls about one pool, previews their effect on it, and simulates the whole
// batch.
func (c *Checker) checkPool(ctx context.Context, pool *ops.Snapshot) error {
	calls := opsCalls(c.Batch, c.Safe)
	if c.Safe == (common.Address{}) { // no Safe is named: take the account that may send it
		for i := range calls {
			calls[i].From = pool.Pool.Owner
		}
	}
	if err := c.watchCalls(ctx, pool, calls); err != nil {
		return err
	}
	c.By.Plans.AskGas(ctx, c.Node, pool)
	if err := c.By.Feeds.Ask(ctx, c.Node, pool); err != nil {
		return err
	}
	c.policies.Trade = c.By.Plans.TradeCost()
	at := pool.Block.Time + reading.NextBlock
	reading, err := c.reader.Read(pool, at, calls)
	if err != nil {
		return err
	}
	if err := priced(c, pool.Pool.Address, reading, at); err != nil {
		return err
	}
	plan := &ops.Plan{Base: pool.Block, At: at, Calls: calls, Predicted: reading.Predicted}
	refused := false
	for _, part := range reading.Parts {
		if part.Plan == nil {
			continue
		}
		part.Plan.Findings = ops.Remaining(part.Plan.Findings, reading.Predicted)
		if err := c.judge(pool, part); err != nil {
			return err
		}
		refused = refused || part.Plan.Refused()
		takesTime(plan, part.Plan)
	}
	later, err := effect.StatesAt(plan.Predicted, plan.Moments)
	if err != nil {
		return err
	}
	c.after[pool.Pool.Address] = plan.Predicted
	proof, err := c.prove(ctx, pool, plan, later, refused)
	if err != nil {
		return err
	}
	found := append(c.exposed(pool, plan, reading), reported(effect.ReportedIn(pool, reading.Predicted), pool.Pool.Address, c.Flags)...)
	if plan.Operation = seriesOf(reading); !refused {
		found = append(found, givesAway(c, pool, plan)...)
	}
	c.View.find(found...)
	c.View.overridden(found, string(c.Flags.Override.Reason))
	c.View.Pools = append(c.View.Pools, c.tell(pool, plan, newCheckedPool(pool, plan, later, proof, reading.Unknown, refused), refused))
	return nil
}

// takesTime gives the plan of all calls the later moments and the moving weights of an operation, so that
// its preview has the rows of that operation's own plan.
func takesTime(plan, part *ops.Plan) {
	if len(part.Moments) > 0 {
		plan.Moments = part.Moments
	}
	if part.Moves != nil {
		plan.Moves = part.Moves
	}
}

// tell describes the changes of a pool. If trades make the prediction incomplete, it takes the changes
// from the simulation.
func (c *Checker) tell(pool *ops.Snapshot, plan *ops.Plan, checked Pool, refused bool) Pool {
	checked.traded = c.View.unknown() == 0 && slices.ContainsFunc(c.View.Calls, func(call Call) bool { return call.Kind != "" })
	checked.summarise(pool, plan, refused || c.View.onlyTradesAndAllowances())
	if len(c.left) > 0 && checked.traded && !checked.Complete {
		before := *pool
		before.Block.Time = c.left[0].Block.Time // the passing of time is not a change
		checked.Simulated = ops.Diff(&before, c.left[0])
	}
	return checked
}

// prove simulates the whole batch and, unless a call is refused, compares the pool afterwards with the
// prediction.
func (c *Checker) prove(ctx context.Context, pool *ops.Snapshot, plan *ops.Plan, later []*ops.Snapshot, refused bool) (proof *planview.Proof, err error) {
	if c.broke {
		return nil, nil
	}
	sim, err := c.Node.Simulate(ctx, pool, plan)
	if err != nil {
		return nil, err
	}
	if !refused {
		if proof, err = planner.Compare(append([]*ops.Snapshot{plan.Predicted}, later...), sim); err != nil {
			return nil, err
		}
	}
	c.View.find(c.View.simulated(sim, proof)...)
	if c.left = sim.States; sim.Revert != nil {
		c.left = nil
	}
	if len(c.left) > 0 {
		c.after[pool.Pool.Address] = c.left[0]
	}
	return proof, nil
}

// watchCalls reads the values that the calls need besides the pool. If a call names a token that is no
// token, calls that need such values stay unknown.
func (c *Checker) watchCalls(ctx context.Context, pool *ops.Snapshot, calls []ops.Call) error {
	err := c.Node.Watch(ctx, pool, c.reader.Watch(calls, pool))
	var noToken *chain.NotTokenError
	if !errors.As(err, &noToken) {
		return err
	}
	c.View.find(one(ops.Warn, "token.none", "%s", text.Clean(noToken.Error(), text.LineWidth))...)
	return c.Node.Watch(ctx, pool, ops.Watch{})
}

// judge adds the findings and the arbitrage cost of one operation to its main call.
func (c *Checker) judge(pool *ops.Snapshot, part recognise.Recognised) error {
	prices := c.By.Feeds.Judge(part.Before, part.Plan, c.policies)
	price, objections, err := planner.Judge(part.Before, part.Plan, c.policies)
	if err != nil {
		return err
	}
	if part.First > 0 {
		price.Follows(part.First + 1)
	}
	late, err := c.policies.Late(part.Before, part.Plan)
	if err != nil {
		return err
	}
	objections = slices.Concat(prices, objections, late)
	c.View.overridden(objections, string(c.Flags.Override.Reason))
	findings := []ops.Finding{}
	for _, f := range slices.Concat(ops.OfBatch(part.Plan.Findings), objections) {
		if f.Code != "owner.safe" && f.Code != "owner.contract" { // always true for a batch of a Safe
			findings = append(findings, hinted(f, part))
		}
	}
	if f, has := planner.DeadlineFinding(part.Operation, part.Plan.At); has && part.Plan.Needless == "" {
		f.Hint = "" // its hint names a flag of the command that makes the operation
		findings = append(findings, f)
	}
	for i := part.First; i < part.First+part.Count; i++ {
		call := &c.View.Calls[i]
		call.Recognised, call.Pool = part.Operation.Name(), &planview.Pool{Address: pool.Pool.Address, Name: pool.Pool.Name, Symbol: pool.Pool.Symbol, ChainID: pool.ChainID}
		call.Summary, call.operation = "", part.Operation
		if i == mainCall(part, c.View.Calls) {
			call.Findings, call.Price = append(call.Findings, findings...), price
			if call.Summary, err = changeOf(part); part.Plan.Needless != "" {
				call.Summary = part.Operation.Name() + ": " + part.Plan.Needless
			}
		}
	}
	return err
}

// overridden records which policies were overridden, and the reason.
func (v *View) overridden(found []ops.Finding, reason string) {
	for _, name := range policy.Overrides((&ops.Plan{Findings: found})) {
		v.Overrides = append(v.Overrides, planview.Overridden{Policy: name, Reason: reason})
	}
}
