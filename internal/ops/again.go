package ops

import (
	"fmt"
	"reflect"
	"strings"

	"mpool/internal/units"
)

// This file plans calls of others that an operation of mpool omits, because for mpool it is done.
// The contract makes the call all the same. It may start a finished fee ramp again, pay the due AUM
// fee, or base a circuit breaker on the current weight.

// repeatable is an operation of one call that the contract accepts even if it changes nothing.
type repeatable interface {
	call(now *Snapshot) Call
	refusals(now *Snapshot) []Finding
	Predict(now *Snapshot) (*Snapshot, error)
}

// undone is a stage that is never omitted.
type undone struct{ stage }

func (undone) done(*Snapshot) bool { return false }

// staged is an operation of one stage whose plan has more than that of the stage.
type staged interface {
	planStage(before *Snapshot, at units.Time, this stage) (*Plan, error)
}

// again plans a call that the operation omits, and says so if the call has no effect.
func again(op Operation, before *Snapshot, plan *Plan) (*Plan, error) {
	now := plan.Predicted
	made, err := repeated(op, before, plan)
	if err != nil || made.Refused() || len(made.Calls) == 0 {
		return made, err
	}
	if _, ofWeights := op.(weightChange); ofWeights && atRest(now) && !WeightsWillMove(made.Predicted.Tokens) && made.Predicted.Weights.End > now.Block.Time {
		made.Moves, made.Moments = nil, nil
		made.Needless = fmt.Sprintf("the pool already has these weights; until %s nobody can add or remove a token", made.Predicted.Weights.End)
		made.Findings = []Finding{{Warn, "call.needless", made.Needless, "", "omit this call"}}
		return made, nil
	}
	if behavesLike(now, made.Predicted) {
		made.Moves, made.Moments = nil, nil
		made.Needless = needlessWords(op, now)
		made.Findings = []Finding{{Warn, "call.needless", made.Needless + ": this call has no effect", "", "omit this call"}}
	}
	return made, nil
}

// atRest says that no weight moves, now or later.
func atRest(s *Snapshot) bool { return s.Weights.End <= s.Block.Time || !WeightsWillMove(s.Tokens) }

// PlanAnyway plans an operation. Of one that is done already it plans the call, which Plan omits and the
// contract accepts all the same.
func PlanAnyway(op Operation, before *Snapshot, at units.Time) (*Plan, error) {
	plan, err := op.Plan(before, at)
	if err != nil || len(plan.Calls) > 0 {
		return plan, err
	}
	return again(op, before, plan)
}

// Needless says why the call of an operation would have no effect in this state; "" if it would
// have one.
func Needless(op Operation, now *Snapshot) string {
	plan, err := again(op, now, &Plan{At: now.Block.Time, Predicted: now})
	if err != nil {
		return ""
	}
	return plan.Needless
}

// repeated is the plan of an operation as if it were not done.
func repeated(op Operation, before *Snapshot, plan *Plan) (*Plan, error) {
	now := plan.Predicted
	change, ofWeights := op.(weightChange)
	whole, more := op.(staged)
	one, ofStage := op.(stage)
	switch once, ok := op.(repeatable); {
	case ofWeights:
		return changeWeights(change, before, now)
	case more:
		return whole.planStage(before, plan.At, undone{one})
	case ofStage:
		return planStages(op, before, plan.At, undone{one})
	case ok:
		return repeatedAlone(once, before, plan)
	}
	return plan, nil
}

// repeatedAlone plans the call of an operation that changes nothing in this state.
func repeatedAlone(op repeatable, before *Snapshot, plan *Plan) (*Plan, error) {
	now := plan.Predicted
	plan.Calls = []Call{op.call(before)}
	if plan.Findings = op.refusals(now); plan.Refused() {
		return plan, nil
	}
	after, err := op.Predict(now)
	if err != nil {
		return nil, err
	}
	plan.After, plan.Predicted = []*Snapshot{after}, after
	return plan, nil
}

// needlessWords say why a call has no effect.
func needlessWords(op Operation, now *Snapshot) string {
	_, ofWeights := op.(weightChange)
	if !ofWeights || now.Weights.End <= now.Block.Time || !WeightsWillMove(now.Tokens) {
		return "the pool is already in this state"
	}
	var to []string
	for _, token := range now.Tokens {
		if token.StartWeight != token.EndWeight {
			to = append(to, token.Symbol.String()+" "+units.PercentText(token.EndWeight))
		}
	}
	is := "is already running"
	if now.Weights.Pending(now.Block.Time) {
		is = "is already scheduled"
	}
	return "the same weight change " + is + ", to " + strings.Join(to[:min(len(to), mostNamed)], ", ")
}

// mostNamed is the most tokens that needlessWords names.
const mostNamed = 4

// behavesLike says that two states of the same time stay the same for ever if nobody acts on the
// pool, and that every later call has the same effect on both. Rounding is no difference.
func behavesLike(a, b *Snapshot) bool {
	return reflect.DeepEqual(lasting(a), lasting(b))
}

// lasting is the state without values that can no longer have an effect: the part of a change that
// is over, circuit breakers without a bound, and the time from which an AUM fee of zero is counted.
func lasting(s *Snapshot) *Snapshot {
	next, now := s.Clone(), s.Block.Time
	next.Block = Block{Time: now}
	f := &next.Fees
	if f.SwapFeeRamp = f.SwapFeeRamp.after(now); f.SwapFeeRamp.Start <= now {
		f.StartSwapFee = f.SwapFee
	}
	if f.SwapFeeRamp == (Ramp{}) || f.StartSwapFee == f.EndSwapFee {
		f.SwapFeeRamp, f.StartSwapFee, f.EndSwapFee = Ramp{}, f.SwapFee, f.SwapFee
	}
	if f.AumFee.Int().IsZero() {
		f.LastCollection = 0
	}
	next.Weights = s.Weights.after(now)
	for i := range next.Tokens {
		token := &next.Tokens[i]
		if next.Weights.Start <= now {
			token.StartWeight = token.Weight
		}
		if !token.bounded() {
			token.Breaker = nil
		}
	}
	return next
}

// after is the part of a change that is still to come; none if it is over.
func (r Ramp) after(now units.Time) Ramp {
	if r.End <= now {
		return Ramp{}
	}
	return Ramp{max(r.Start, now), r.End}
}

// The methods below make operations repeatable that omit needless calls. A needless call of the
// allowlist's members reverts; a needless call of the switch does not.

func (op EnableAllowlist) refusals(now *Snapshot) []Finding { return RefuseOwnerCall(now) }

func (op EnableAllowlist) Predict(now *Snapshot) (*Snapshot, error) { return now.At(now.Block.Time) }

func (op ChangeAllowlist) call(now *Snapshot) Call { return op.steps()[0].call(now) }

// refusals mirror addAllowedAddress and removeAllowedAddress if every address is already in the
// wanted state.
func (op ChangeAllowlist) refusals(now *Snapshot) []Finding {
	found := RefuseOwnerCall(now)
	for _, address := range op.Add {
		found = append(found, Finding{Refuse, "BAL#432", fmt.Sprintf("%s is already on the allowlist", address), "", "omit this call"})
	}
	for _, address := range op.Remove {
		found = append(found, Finding{Refuse, "BAL#433", fmt.Sprintf("%s is not on the allowlist", address), "", "omit this call"})
	}
	return found
}

func (op ChangeAllowlist) Predict(now *Snapshot) (*Snapshot, error) { return now.At(now.Block.Time) }
