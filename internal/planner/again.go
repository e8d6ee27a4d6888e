package planner

import (
	"context"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/text"
)

// Question asks for confirmation: how many calls, from which accounts, on which chain, and the
// largest gas fee. Above it stand the first line and the warnings of the plan, which may have scrolled
// out of sight.
func (pl *Planner) Question(p *Proposal, calls int) string {
	on := network.ID(p.Before.ChainID)
	words := "send " + text.Plural(calls, "transaction")
	if calls < len(p.Plan.Calls) {
		words += fmt.Sprintf(" of %d", len(p.Plan.Calls))
	}
	for i, from := range Senders(p.Plan.Calls[:calls]) {
		words += []string{" from ", " and "}[min(i, 1)] + from.Hex()
	}
	planned := ""
	if p.filed != nil {
		planned = fmt.Sprintf(" (the plan file says %s %s)", text.Most(p.filed.String()), on.Coin())
	}
	return recap(p.View) + fmt.Sprintf("%s on %s, for a gas fee of at most %s %s%s%s?", words, on, text.Most(p.View.Cost.Most.String()), on.Coin(), p.View.Cost.Beside(on), planned)
}

// recap is the first line of a plan, and that of each of its warnings.
func recap(v *planview.View) string {
	lines := []string{v.Head().String()}
	for _, f := range v.Warnings() {
		if f.Severity != ops.Warn {
			continue
		}
		lines = append(lines, fmt.Sprintf("warning: %s [%s]", text.Clean(f.Summary, text.LineWidth), f.Code))
	}
	return strings.Join(lines, "\n") + "\n"
}

// Ground is where a plan is made again: a node or, in tests, a fake.
type Ground interface {
	Chain
	// ReadFor reads the state for the new plan, at the block since or later.
	ReadFor(ctx context.Context, plan *ops.Plan, since uint64) (*ops.Snapshot, error)
	Propose(ctx context.Context, before *ops.Snapshot, op ops.Operation, on Terms) (*Proposal, error)
}

// Logs reads events; *chain.Client does.
type Logs interface {
	Logs(ctx context.Context, filter chain.LogFilter, from, to uint64, progress func(done uint64)) ([]types.Log, error)
}

// onNode is a node as Ground.
type onNode struct {
	Node
	plans *Planner
}

func (n onNode) ReadFor(ctx context.Context, plan *ops.Plan, since uint64) (*ops.Snapshot, error) {
	return n.plans.Reads.For(ctx, n.Node, plan, since)
}

func (n onNode) Propose(ctx context.Context, before *ops.Snapshot, op ops.Operation, on Terms) (*Proposal, error) {
	return n.plans.Propose(ctx, n.Node, before, op, on)
}

// ProposeAgain is Again on a node.
func (pl *Planner) ProposeAgain(ctx context.Context, client Node, shown *ops.Plan, since uint64, on Terms) (*Proposal, error) {
	return pl.Again(ctx, onNode{client, pl}, shown, since, on)
}

// Again plans and simulates the same operation on the latest block, and waits until the node has
// the block since. The plan is stale if it needs other calls or has a new finding. It is not stale
// if only its first calls are missing, because those are done. The limits of the plan's pool file
// apply.
func (pl *Planner) Again(ctx context.Context, ground Ground, shown *ops.Plan, since uint64, on Terms) (*Proposal, error) {
	pl.Guards = shown.Guards
	before, err := ground.ReadFor(ctx, shown, since)
	if err != nil {
		return nil, err
	}
	if shown, err = pl.keepingShut(ctx, ground, shown, before); err != nil {
		return nil, err
	}
	fresh, err := ground.Propose(ctx, before, shown.Operation, on)
	if err != nil {
		return nil, err
	}
	foreign, err := pl.foreignDoors(ctx, ground, shown, fresh)
	if err != nil {
		return nil, err
	}
	if len(foreign) > 0 {
		shown = shown.Leaving(foreign)
		if fresh, err = ground.Propose(ctx, before, shown.Operation, on); err != nil {
			return nil, err
		}
	}
	if err := refuseShutBefore(pl, shown, fresh); err != nil {
		return nil, err
	}
	fresh.Plan.Tolerance, fresh.View.OfNow = shown.Tolerance, planview.NewOfNow(shown) // the owner's choice in the first plan
	return fresh, NotStale(shown, fresh)
}

// NotStale refuses a plan that would be different now, unless others have carried it out already.
func NotStale(shown *ops.Plan, fresh *Proposal) error {
	if len(fresh.Plan.Calls) == 0 {
		return nil
	}
	if reasons := shown.Stale(fresh.Plan); len(reasons) > 0 {
		if f := onlyUnproven(shown, fresh.Plan); f != nil {
			return f.WithResult(fresh.View)
		}
		return failure.New(failure.Refused, "stale", "the plan is stale: %s", text.Clean(reasons[0], text.LineWidth)).
			WithHint("%s", againHint(shown, fresh)).
			WithDetail("reasons", reasons).WithDetail("base_block", shown.Base.Number).WithResult(fresh.View.NotSent("the plan is stale"))
	}
	return nil
}

// againHint says how to continue. In the middle of an operation the pool may be shut; the same
// command reopens it at its end.
func againHint(shown *ops.Plan, fresh *Proposal) string {
	if doors, is := ops.ShutDoors(shown.Operation); is && doors.Closing != ops.AtOnce && len(fresh.Plan.Calls) < len(shown.Calls) {
		return "run the same command again: it plans with current numbers and at its end reopens what was open before; to abandon it while no token is added or emptied: mpool open " + fresh.Before.Pool.Address.Hex()
	}
	return "plan again and review the new plan"
}
