package ops

import (
	"fmt"

	"mpool/internal/units"
)

// Shut keeps everyone out of a pool after an alarm. It disables swaps and shuts joins, in the way
// that v1 or v2 allows. It omits what is already shut.
type Shut struct {
	// Doors are the pool's doors before, so that Open can restore them.
	Doors Doors `json:"doors"`
	// Kept are the doors that an earlier alarm or an unfinished operation has shut. It is nil if
	// there are none.
	Kept *Doors `json:"kept,omitempty"`
	// Stops says that an unfinished operation would open the pool at its end. It is only for the preview.
	Stops bool `json:"-"`
}

// Name is the command's name.
func (Shut) Name() string { return "shut" }

// Watch reads whether the suspended members are on the allowlist.
func (op Shut) Watch(*Snapshot) Watch { return Watch{Members: op.Doors.Suspended()} }

// Plan predicts the remaining calls.
func (op Shut) Plan(before *Snapshot, at units.Time) (*Plan, error) {
	now, err := before.At(at)
	if err != nil {
		return nil, err
	}
	if err := op.Doors.read(now); err != nil {
		return nil, err
	}
	steps := because(op.Doors.shutting(now), "only the owner may shut the pool")
	if len(steps) == 0 {
		plan, err := PlanSteps(op, before, now, nil, nil)
		if err == nil {
			plan.Findings = append(op.adviseLocked(now), op.adviseKept(now)...)
		}
		return plan, err
	}
	plan, err := PlanSteps(op, before, now, steps, RefuseOwnerCall(now))
	if err == nil && !plan.Refused() {
		plan.Findings = append(plan.Findings, op.advice(now, plan.Predicted)...)
	}
	return plan, err
}

// adviseKept reports that mpool open will restore more than this operation shuts.
func (op Shut) adviseKept(now *Snapshot) []Finding {
	if op.Kept == nil || op.Kept.Shuts(now) == "" {
		return nil
	}
	return []Finding{{Note, "shut.kept", op.Kept.Shuts(now) + " were already shut and stay shut: mpool has recorded what was open before", "", "mpool open " + now.Pool.Address.Hex() + " reopens all of it"}}
}

// adviseLocked warns that exits are already disabled, and says how to allow exits without joins.
func (op Shut) adviseLocked(now *Snapshot) []Finding {
	if op.Doors.Closing != ByAllowlist || now.Pool.JoinExitEnabled {
		return nil
	}
	return []Finding{{Warn, "joins_exits.locked", "joins and exits are already disabled: LPs are locked in, and this does not let them exit (BAL#358)", "",
		"once the allowlist is enabled: mpool joins-exits enable " + now.Pool.Address.Hex() + " lets all LPs exit and only members join"}}
}

// advice reports the effect on LPs, and who can still join.
func (op Shut) advice(now, after *Snapshot) []Finding {
	var found []Finding
	switch {
	case op.Doors.Closing == ByJoinsExits && op.Doors.JoinsExits:
		found = append(found, Finding{Warn, "joins_exits.locked", "LPs are locked in until the pool is opened: no exit is possible, not even a proportional one (BAL#358)", "", "use --keep-exits to shut joins with the allowlist instead"})
	case op.Doors.Closing == ByAllowlist && !now.Pool.JoinExitEnabled:
		found = append(found, op.adviseLocked(now)...)
	case op.Doors.Closing == ByAllowlist:
		found = append(found, Finding{Note, "swaps.exits", "LPs can still exit: proportional exits stay possible", "", ""})
	}
	if n := len(op.Doors.Members); n > 0 && !op.Doors.Suspend {
		found = append(found, Finding{Warn, "doors.members", fmt.Sprintf("%s of the allowlist can still join proportionally: %s", count(n, "member"), memberList(op.Doors.Members)), "", "use --suspend-members to remove them from the list"})
	}
	found = append(found, op.adviseKept(now)...)
	untraded := adviseUntraded(after)
	if what := moving(now); what != "" && (len(untraded) == 0 || now.Fees.moves(now.Block.Time)) {
		found = append(found, Finding{Note, "shut.weights", what + " meanwhile", "", ""})
	}
	found = append(found, untraded...)
	return append(found, adviseOwner(now)...)
}

// moving names what still changes by itself: the weights, the fee or both. It is "" if nothing
// does.
func moving(s *Snapshot) string {
	weights, fee := s.Block.Time < s.Weights.End, s.Fees.moves(s.Block.Time)
	switch {
	case weights && fee:
		return "the weights and the swap fee keep changing"
	case weights:
		return "the weights keep changing"
	case fee:
		return "the swap fee keeps changing"
	}
	return ""
}

// moves says whether the swap fee changes by itself, now or later. Setting a fee gives the pool a
// change between equal fees, which moves nothing.
func (f Fees) moves(now units.Time) bool {
	return now < f.SwapFeeRamp.End && f.StartSwapFee != f.EndSwapFee
}

// because sets the reason of all steps.
func because(steps []Step, why string) []Step {
	for i := range steps {
		steps[i].Call.Why = why
	}
	return steps
}

// AsFound opens the doors that were open before, regardless of how they were shut.
const AsFound Closing = "as found"

// Open restores a pool: the allowlist and joins first, and swaps last. With FeeRamp, a fee that
// falls protects the swaps.
type Open struct {
	Doors   Doors        `json:"doors"` // the doors before they were shut
	FeeRamp *RampSwapFee `json:"fee_ramp,omitempty"`
}

// Name is the command's name.
func (Open) Name() string { return "open" }

// Watch reads whether the suspended members are on the allowlist.
func (op Open) Watch(*Snapshot) Watch { return Watch{Members: op.Doors.Suspended()} }

// Plan predicts the remaining calls.
func (op Open) Plan(before *Snapshot, at units.Time) (*Plan, error) {
	now, err := before.At(at)
	if err != nil {
		return nil, err
	}
	if err := op.Doors.read(now); err != nil {
		return nil, err
	}
	steps := op.Doors.opening(now)
	if len(steps) == 0 {
		return PlanSteps(op, before, now, nil, nil)
	}
	refused := append(RefuseOwnerCall(now), refuseEmptied(now)...)
	opens := op.Doors.Swaps && !now.Pool.SwapEnabled
	if ramp := op.FeeRamp; ramp != nil && opens && !ramp.done(now) {
		refused = append(refused, ramp.refusals(now)...)
		steps = append([]Step{rampStep(*ramp, now)}, steps...)
	}
	plan, err := PlanSteps(op, before, now, steps, refused)
	if err != nil || plan.Refused() {
		return plan, err
	}
	if op.FeeRamp != nil && opens {
		plan.Moments = moments(plan.Predicted.Fees.SwapFeeRamp, at)
		if !op.FeeRamp.done(now) {
			plan.Findings = append(plan.Findings, op.FeeRamp.advice(now, plan.Predicted)...)
		}
	}
	if opens {
		plan.Findings = append(plan.Findings, adviseGap(plan.Predicted, Open{}.Name())...)
	}
	plan.Findings = append(plan.Findings, adviseTripped(plan.Predicted)...)
	plan.Findings = append(plan.Findings, adviseOwner(now)...)
	return plan, nil
}

// refuseEmptied refuses to open a pool with a token that has no balance or almost none: an addition
// or removal is unfinished, and anyone could empty the pool.
func refuseEmptied(now *Snapshot) []Finding {
	if now.Supply.Virtual.Raw.IsZero() {
		return nil
	}
	for i, token := range now.Tokens {
		if token.Empty() || Dust(now, i) {
			return []Finding{{Refuse, DoorsEmpty, fmt.Sprintf("the pool holds almost none of %s: anyone could empty it as soon as it is opened", token.Symbol), "", FinishToken(now.Pool.Address, token.Address)}}
		}
	}
	return nil
}

// rampStep converts the fee ramp to a step.
func rampStep(ramp RampSwapFee, now *Snapshot) Step {
	return Step{Call: ramp.call(now), Does: func(s *Snapshot) error {
		next, err := ramp.Predict(s)
		if err == nil {
			*s = *next
		}
		return err
	}}
}
