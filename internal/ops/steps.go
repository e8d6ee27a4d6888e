package ops

import (
	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/units"
)

// Step is one call of an operation and its effect on the pool.
type Step struct {
	Call Call
	Does func(*Snapshot) error // changes a copy of the state, before Settle recomputes it
	// Door says that the step shuts one of the pool's doors, or with opens that it opens one.
	Door, Opens bool
	// Exposes says that the step leaves a token without a balance.
	Exposes bool
}

// PlanSteps makes a plan of the remaining steps. now is the pool at the time of mining. A refused
// plan has the calls but predicts nothing.
func PlanSteps(op Operation, before, now *Snapshot, steps []Step, refusals []Finding) (*Plan, error) {
	plan := &Plan{Operation: op, Base: before.Block, At: now.Block.Time, Predicted: now, Findings: refusals, Figures: FiguresOf(op, now)}
	for _, s := range steps {
		if plan.Refused() {
			plan.Calls = append(plan.Calls, s.Call)
			continue
		}
		next := plan.Predicted.Clone()
		if err := s.Does(next); err != nil {
			return nil, err
		}
		if err := next.Settle(); err != nil {
			return nil, err
		}
		plan.Then(s.Call, next)
	}
	plan.Shifts = shift(now, plan.Predicted)
	return plan, nil
}

// shift is the largest jump of a weight because a token is added or removed. It is nil if there is
// none. It considers only that token's own weight: the other weights keep their ratios, so that no
// price among them moves and arbitrage gains nothing.
func shift(now, after *Snapshot) *units.Fixed {
	was := map[common.Address]units.Fixed{}
	for _, token := range now.Tokens {
		was[token.Address] = token.Weight
	}
	var farthest *units.Fixed
	farther := func(weight units.Fixed) {
		if farthest == nil || weight.Int().Gt(farthest.Int()) {
			farthest = &weight
		}
	}
	for _, token := range after.Tokens {
		if _, stays := was[token.Address]; !stays {
			farther(token.Weight)
		}
		delete(was, token.Address)
	}
	for _, weight := range was {
		farther(weight)
	}
	return farthest
}
