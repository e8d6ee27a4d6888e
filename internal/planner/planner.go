package planner

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/arbcost"
	"mpool/internal/config"
	"mpool/internal/console"
	"mpool/internal/effect"
	"mpool/internal/exposure"
	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/oracle"
	"mpool/internal/planview"
	"mpool/internal/policy"
	"mpool/internal/reading"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Proposal is a plan with what mpool found out about it.
type Proposal struct {
	Before *ops.Snapshot
	Plan   *ops.Plan
	View   *planview.View
	Gas    []uint64         // gas of each call in the simulation
	Rest   string           // command for the rest of a longer job; empty: none
	late   *policy.Lateness // what it costs if it is mined late; nil: it is within the limits
	filed  *units.Wei       // the gas fee of the plan's file, if it is now far above that; nil: it is not
}

// Asker asked for an operation, and gets its plan.
type Asker interface {
	planview.Asked
	Became(*Proposal)
}

// Warn adds a finding to the plan and its view.
func (p *Proposal) Warn(finding ops.Finding) {
	p.Plan.Findings = append(p.Plan.Findings, finding)
	p.View.Findings = append(p.View.Findings, finding)
}

// Terms are the gas offer and the overridden policies of a plan.
type Terms struct {
	Offer    *Offer
	Override *Override
	// Executed says that the account of --from only executes what others have signed, such as a
	// Safe transaction. Then its rights and funds are not checked.
	Executed bool
	turn     *ops.SafeTurn // nil unless the state is after queued transactions of a Safe
}

// After are the terms on the state after queued transactions of a Safe; nil: there are none.
func (on Terms) After(turn *ops.SafeTurn) Terms {
	on.turn = turn
	return on
}

// from is the account that the settings name as the sender; zero if Executed.
func (on Terms) from(s *config.Settings) common.Address {
	if on.Executed {
		return common.Address{}
	}
	return s.From
}

// Propose plans an operation on a state, simulates it on the node and computes its gas. If the pool
// would refuse the plan, or the simulation disagrees, the error carries the plan.
func (pl *Planner) Propose(ctx context.Context, client Node, before *ops.Snapshot, op ops.Operation, on Terms) (*Proposal, error) {
	p, later, err := draw(ctx, pl, client, before, op, on, pl.Feeds.AskNow)
	if err != nil || len(p.Plan.Calls) == 0 {
		return p, err
	}
	if err := pl.prove(ctx, client, p, later); err != nil {
		return nil, err
	}
	compareClock(pl.now, client, p)
	return p, pl.PriceGas(ctx, client, p, on.Offer)
}

// ProposeUnborn proposes the creation of a pool.
func (pl *Planner) ProposeUnborn(ctx context.Context, client Node, op ops.Creating, on Terms) (*Proposal, error) {
	before, err := pl.Reads.Unborn(ctx, client, op, 0)
	if err != nil {
		return nil, err
	}
	return pl.Propose(ctx, client, before, op, on)
}

// Draw plans an operation on a state and checks the policies. If the pool or a policy refuses the
// plan, the error carries it. later holds the predicted states at the plan's later moments.
func (pl *Planner) Draw(ctx context.Context, client Node, before *ops.Snapshot, op ops.Operation, on Terms) (p *Proposal, later []*ops.Snapshot, err error) {
	return draw(ctx, pl, client, before, op, on, pl.Feeds.Ask)
}

// ask reads what an operation and its policies need beside the pool: balances, the gas price, price feeds.
func ask(ctx context.Context, pl *Planner, client Node, before *ops.Snapshot, op ops.Operation, feeds func(context.Context, any, *ops.Snapshot) error) error {
	if err := reading.Watch(ctx, client, before, op); err != nil {
		return err
	}
	pl.AskGas(ctx, client, before)
	if err := feeds(ctx, client, before); err != nil {
		return err
	}
	return pl.checkTradeCost(before)
}

// draw is Draw with a way to ask the price feeds.
func draw(ctx context.Context, pl *Planner, client Node, before *ops.Snapshot, op ops.Operation, on Terms, feeds func(context.Context, any, *ops.Snapshot) error) (p *Proposal, later []*ops.Snapshot, err error) {
	if err := ask(ctx, pl, client, before, op, feeds); err != nil {
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
	p.View.Queue = on.turn
	if p.Plan.Refused() {
		return nil, nil, Refusal(p)
	}
	if err := pl.knowSafes(ctx, client, p, on.from(pl.Settings)); err != nil {
		return p, later, err
	}
	return p, later, nil
}

// PlanOn computes the effect of an operation, now and later, and its findings, such as that from
// cannot send it. The zero address means no sender.
func (pl *Planner) PlanOn(before *ops.Snapshot, op ops.Operation, override *Override, from common.Address) (*Proposal, []*ops.Snapshot, error) {
	plan, err := op.Plan(before, before.Block.Time+reading.NextBlock)
	if err != nil {
		return nil, nil, err
	}
	plan.Before, plan.Guards = before, pl.Guards
	if len(plan.Figures) > 0 {
		plan.Tolerance = pl.Settings.Tolerance
	}
	later, err := effect.StatesAt(plan.Predicted, plan.Moments)
	if err != nil {
		return nil, nil, err
	}
	plan.Findings = append(plan.Findings, exposure.Check(before, plan)...)
	policies := pl.Policies(network.ID(before.ChainID), override)
	plan.Findings = append(plan.Findings, pl.Feeds.Judge(before, plan, policies)...)
	price, objections, err := Judge(before, plan, policies)
	if err != nil {
		return nil, nil, err
	}
	late, err := policies.Lateness(before, plan)
	if err != nil {
		return nil, nil, err
	}
	plan.Findings = append(append(append(reading.UnprovenFinding(before), plan.Findings...), objections...), pl.AdviseSender(plan, from)...)
	p := &Proposal{Before: before, Plan: plan, View: planview.New(before, plan, later), late: late}
	p.View.Overrides, p.View.Guards = override.View(plan), plan.Guards
	p.View.Feeds = pl.Feeds.Of(before)
	p.View.Arbitrage = arbcost.NewTaken(before, plan, policies.Trade)
	p.View.IfMoved = arbcost.NewIfMoved(before, plan, policies.Trade)
	p.View.Price = price
	if p.View.Findings, err = pl.spoken(before, plan, policies); err != nil {
		return nil, nil, err
	}
	return p, later, pl.Replays.Add(price)
}

// AdviseSender warns if the account that a flag names cannot send the plan. An account from the
// environment or the configuration is only a default, so it causes no warning.
func (pl *Planner) AdviseSender(plan *ops.Plan, from common.Address) []ops.Finding {
	if len(plan.Calls) == 0 || from == (common.Address{}) || !pl.Settings.Demanded("from") || Sends(plan, from) {
		return nil
	}
	return []ops.Finding{{Severity: ops.Warn, Code: wrongSender, Summary: fmt.Sprintf("%s is %s, but only %s can send this", pl.Settings.Sources["from"], from, WhoSends(plan, 0))}}
}

// wrongSender is the code of the finding that the named account cannot send the plan.
const wrongSender = "sender"

// WrongSender reports whether the account that a flag names cannot send the plan.
func (p *Proposal) WrongSender() bool {
	return slices.ContainsFunc(p.Plan.Findings, func(f ops.Finding) bool { return f.Code == wrongSender })
}

// Refusal returns the error for the first finding that refuses the plan; nil if there is none.
func Refusal(p *Proposal) error {
	for _, finding := range p.Plan.Findings {
		if finding.Severity == ops.Refuse {
			f := failure.New(failure.Refused, finding.Code, "refused: %s of %s: %s [%s]",
				p.View.Operation, p.View.Pool.Name, text.Clean(finding.Summary, text.MessageWidth), finding.Code).WithResult(p.View)
			if hint := p.View.HintOf(finding); hint != "" {
				f = f.WithHint("%s", hint)
			}
			return f
		}
	}
	return nil
}

// Planner reads a pool, plans, checks the policies, simulates the plan on the node and computes its
// cost.
type Planner struct {
	Settings *config.Settings
	UI       *console.Console
	gas      *gasNow         // the node's gas price; nil: not asked yet
	Reads    *reading.Reader // the pools
	Feeds    *oracle.Reader  // prices from the configured feeds
	// left are the doors about which mpool has already said that it leaves them as others have set
	// them.
	left []ops.Door
	// alarmed says that mpool has already reported the alarm.
	alarmed bool
	Replays arbcost.Replays
	// Guards are the limits of the pool file that the plans come from; nil: none.
	Guards *ops.Guards
	// Voice is where the author of the plans writes. What is shown has hints in it; a plan keeps those
	// of flags, so that it does not depend on its author.
	Voice policy.Voice
	now   func() time.Time // this machine's clock; nil: none to compare a node's blocks with
}

// New returns a planner by these settings, which may still change. now is this machine's clock; it is
// nil for a chain with a clock of its own, such as a fork.
func New(settings *config.Settings, ui *console.Console, now func() time.Time) *Planner {
	return &Planner{Settings: settings, UI: ui, Reads: &reading.Reader{Settings: settings, UI: ui}, Feeds: &oracle.Reader{Settings: settings, Now: now}, now: now}
}
