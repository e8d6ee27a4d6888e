package planner

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/config"
	"mpool/internal/console"
	"mpool/internal/exposure"
	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Proposal is a plan with what mpool found out about it.
type Proposal struct {
	Before *ops.Snapshot
	Plan   *ops.Plan
	View   *View
	Gas    []uint64 // the gas of each call in the simulation
	Rest   string   // the command for the rest of a longer job; empty: there is no rest
}

// Warn adds a finding to the plan and its view.
func (p *Proposal) Warn(finding ops.Finding) {
	p.Plan.Findings = append(p.Plan.Findings, finding)
	p.View.Findings = append(p.View.Findings, finding)
}

// NextBlock is how far after the latest block a plan assumes to be mined.
// Only the preview depends on it: verification goes by the real time.
const NextBlock = units.Time(12)

// Terms are the gas offer and the overridden policies.
type Terms struct {
	Offer    *Offer
	Override *Override
	// Executed says that the account of --from executes what others have signed, such as a
	// Safe's transaction. So its rights and funds are not checked.
	Executed bool
}

// from is who is said to send.
func (on Terms) from(s *config.Settings) common.Address {
	if on.Executed {
		return common.Address{}
	}
	return s.From
}

// Propose plans an operation on a state and has the node simulate it. A plan
// that the pool would refuse, or that the simulation does not confirm, is an
// error that carries the plan.
func (pl *Planner) Propose(ctx context.Context, client Node, before *ops.Snapshot, op ops.Operation, on Terms) (*Proposal, error) {
	p, later, err := pl.Draw(ctx, client, before, op, on)
	if err != nil || len(p.Plan.Calls) == 0 {
		return p, err
	}
	if err := pl.prove(ctx, client, p, later); err != nil {
		return nil, err
	}
	return p, pl.PriceGas(ctx, client, p, on.Offer)
}

// Draw plans an operation on a state and holds it against the policies. A plan
// that the pool or a policy would refuse is an error that carries the plan.
func (pl *Planner) Draw(ctx context.Context, client Node, before *ops.Snapshot, op ops.Operation, on Terms) (p *Proposal, later []*ops.Snapshot, err error) {
	if err := Watch(ctx, client, before, op); err != nil {
		return nil, nil, err
	}
	pl.AskGas(ctx, client, before)
	if err := pl.AskFeeds(ctx, client, before); err != nil {
		return nil, nil, err
	}
	if err := pl.checkTradeCost(before); err != nil {
		return nil, nil, err
	}
	p, later, err = pl.PlanOn(before, op, on.Override, on.from(pl.Settings))
	if err != nil {
		var known *failure.Failure
		if errors.As(err, &known) {
			return nil, nil, known
		}
		return nil, nil, failure.New(failure.Plain, "plan", "%s", err).Because(err)
	}
	if p.Plan.Refused() {
		return nil, nil, Refusal(p)
	}
	if err := pl.knowSafes(ctx, client, p, on.from(pl.Settings)); err != nil {
		return p, later, err
	}
	return p, later, nil
}

// PlanOn computes what the operation does, now and later, and the findings, including that
// from cannot send it; the zero address means no sender.
func (pl *Planner) PlanOn(before *ops.Snapshot, op ops.Operation, override *Override, from common.Address) (*Proposal, []*ops.Snapshot, error) {
	plan, err := op.Plan(before, before.Block.Time+NextBlock)
	if err != nil {
		return nil, nil, err
	}
	plan.Before, plan.Guards = before, pl.Guards
	if len(plan.Figures) > 0 {
		plan.Tolerance = pl.Settings.Tolerance
	}
	later, err := StatesAt(plan.Predicted, plan.Moments)
	if err != nil {
		return nil, nil, err
	}
	plan.Findings = append(plan.Findings, exposure.Check(before, plan)...)
	policies := pl.Policies(network.ID(before.ChainID), override)
	plan.Findings = append(plan.Findings, pl.JudgeFeeds(before, plan, policies)...)
	price, objections, err := Judge(before, plan, policies)
	if err != nil {
		return nil, nil, err
	}
	plan.Findings = append(append(append(unprovenFinding(before), plan.Findings...), objections...), pl.AdviseSender(plan, from)...)
	p := &Proposal{Before: before, Plan: plan, View: NewView(before, plan, later)}
	p.View.Overrides, p.View.Guards = override.View(plan), plan.Guards
	p.View.Feeds = pl.feeds.of(before).shown()
	p.View.Arbitrage = NewTaken(before, plan, policies.Trade)
	p.View.IfMoved = newIfMoved(before, plan, policies.Trade)
	p.View.Price = price
	return p, later, pl.AtOtherPrices(price)
}

// AdviseSender warns where the account that a flag names cannot send the plan. In
// the environment and the configuration it is a default, for other plans too.
func (pl *Planner) AdviseSender(plan *ops.Plan, from common.Address) []ops.Finding {
	if len(plan.Calls) == 0 || from == (common.Address{}) || !pl.Settings.Demanded("from") || Sends(plan, from) {
		return nil
	}
	return []ops.Finding{{Severity: ops.Warn, Code: "sender", Summary: fmt.Sprintf("%s is %s, but only %s can send this", pl.Settings.Sources["from"], from, WhoSends(plan, 0))}}
}

func StatesAt(from *ops.Snapshot, moments []units.Time) ([]*ops.Snapshot, error) {
	var states []*ops.Snapshot
	for _, t := range moments {
		state, err := from.At(t)
		if err != nil {
			return nil, err
		}
		states = append(states, state)
	}
	return states, nil
}

// Refusal makes the error of the first finding that stops the plan.
func Refusal(p *Proposal) error {
	for _, finding := range p.Plan.Findings {
		if finding.Severity == ops.Refuse {
			f := failure.New(failure.Refused, finding.Code, "refused: %s of %s: %s [%s]",
				p.View.Operation, p.View.Pool.Name, text.Clean(finding.Summary, text.MessageWidth), finding.Code).WithResult(p.View)
			if finding.Hint != "" {
				f = f.WithHint("%s", finding.Hint)
			}
			return f
		}
	}
	return nil
}

// Planner reads a pool, plans, holds the plan against the policies, has the node
// simulate it, and works out what it costs.
type Planner struct {
	Settings *config.Settings
	UI       *console.Console
	gas      *gasNow // the node's gas price; nil: not asked yet
	feeds    *Feeds  // the answers of feeds; nil: none is configured, or not asked yet
	// left are the doors of which mpool has said already that they stay as others have left
	// them.
	left []ops.Door
	// alarmed says that it is said already that an alarm keeps the doors shut.
	alarmed bool
	// Volatility, a year's, has weight changes played through at prices that move; 0: at
	// prices that stand still only.
	Volatility float64
	// Prices are files of past prices, over which weight changes are played through, too.
	Prices []string
	// Guards are the limits of the pool file that plans are made of; nil: there are none.
	Guards *ops.Guards
	// PoolUnproven plans for a contract of which no known factory proves that it is a Managed Pool.
	PoolUnproven bool
}
