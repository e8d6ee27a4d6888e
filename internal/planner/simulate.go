package planner

import (
	"context"
	"slices"

	"mpool/internal/chain"
	"mpool/internal/effect"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/text"
	"mpool/internal/units"
)

// prove simulates the plan on the node and compares the states with the prediction, when mined and
// at each later moment.
func (pl *Planner) prove(ctx context.Context, client Node, p *Proposal, later []*ops.Snapshot) error {
	sim, err := client.Simulate(ctx, p.Before, p.Plan)
	if err != nil {
		return err
	}
	predicted := append([]*ops.Snapshot{p.Plan.Predicted}, later...)
	proof, err := Compare(predicted, sim)
	if err != nil {
		return err
	}
	p.View.Proof, p.Gas = proof, sim.GasUsed
	if proof.Level != chain.Simulated && sim.Revert == nil {
		p.Warn(unproven(sim.Why))
	}
	switch {
	case sim.Revert != nil:
		return failure.New(failure.Simulation, "revert", "the pool refuses this: %s", text.Clean(sim.Revert.Error(), text.LineWidth)).Because(sim.Revert).
			WithHint("%s", sim.Revert.Remedy()).WithResult(p.View)
	case len(proof.Differences) > 0:
		return failure.New(failure.Simulation, "disagreement", "the simulated pool differs from the prediction in %s; nothing was sent", text.Plural(planview.DistinctFields(proof.Differences), "field")).
			WithDetail("differences", proof.Differences).WithResult(p.View)
	}
	return nil
}

// unproven is the finding for a plan that was only called. It makes a plan stale that was simulated
// before.
func unproven(why string) ops.Finding {
	return ops.Finding{Severity: ops.Warn, Code: "simulation.called",
		Summary: "the node cannot simulate this change: mpool only checked that the call does not revert",
		Detail:  text.Clean(why, text.LineWidth), Hint: "use a node with eth_simulateV1"}
}

// onlyUnproven is the error for a plan that is stale only because this node cannot simulate; nil if
// there are other reasons.
func onlyUnproven(shown, fresh *ops.Plan) *failure.Failure {
	proven := *fresh
	proven.Findings = slices.DeleteFunc(slices.Clone(fresh.Findings), func(f ops.Finding) bool { return f.Code == "simulation.called" })
	if len(shown.Stale(&proven)) > 0 {
		return nil
	}
	return failure.New(failure.Refused, "stale", "the plan was simulated when it was created, but this node cannot simulate it").
		WithHint("use a node with eth_simulateV1, such as the one that the plan was created with")
}

// Compare lists the differences between the simulation and the prediction. Without simulation it
// compares nothing, and the level says so.
func Compare(predicted []*ops.Snapshot, sim *chain.Simulation) (*planview.Proof, error) {
	v := &planview.Proof{Level: sim.Level, Why: sim.Why, Moments: []units.Time{}, Differences: []ops.Change{}}
	if sim.Revert != nil {
		v.Revert = sim.Revert.Error()
		return v, nil
	}
	if sim.Level != chain.Simulated {
		return v, nil
	}
	if len(sim.States) != len(predicted) {
		return nil, failure.New(failure.Simulation, "simulation", "the node simulated %d states instead of %d", len(sim.States), len(predicted))
	}
	for i, state := range predicted {
		v.Moments = append(v.Moments, state.Block.Time)
		v.Fields = len(state.Fields())
		for _, c := range ops.Diff(state, sim.States[i]) {
			c.Label += ", " + comparedWhen(i, len(predicted))
			v.Differences = append(v.Differences, c)
		}
	}
	return v, nil
}

// comparedWhen names the moment of a state; the first state is that of mining.
func comparedWhen(i, n int) string {
	if i == 0 {
		return "when mined"
	}
	return map[string]string{"start": "at the start", "half way": "half way", "between": "in between", "end": "at the end"}[effect.MomentLabel(i-1, n-1)]
}
