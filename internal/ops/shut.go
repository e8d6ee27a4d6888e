package ops

import "fmt"

// Shut keeps everybody out of a pool, for an alarm: swaps are disabled, and joins with
// them as the generation can. What is shut already is left out.
type Shut struct {
	// Doors are the pool's before, so that Open can restore them.
	Doors Doors `json:"doors"`
}

// Name is the command's name.
func (Shut) Name() string { return "shut" }

// Watch reads of the suspended members whether they are on the allowlist.
func (op Shut) Watch(*Snapshot) Watch { return Watch{Members: op.Doors.watch()} }

// Plan predicts the calls that are left.
func (op Shut) Plan(before *Snapshot, at Time) (*Plan, error) {
	now, err := before.At(at)
	if err != nil {
		return nil, err
	}
	if err := op.Doors.read(now); err != nil {
		return nil, err
	}
	steps := op.Doors.shutting(now)
	if len(steps) == 0 {
		return planSteps(op, before, now, nil, nil)
	}
	plan, err := planSteps(op, before, now, steps, refuseOwnerCall(now))
	if err == nil && !plan.Refused() {
		plan.Findings = append(plan.Findings, op.advice(now)...)
	}
	return plan, err
}

// advice says what it means for those who are in the pool, and who can still come in.
func (op Shut) advice(now *Snapshot) []Finding {
	var found []Finding
	switch {
	case op.Doors.Closing == ByJoinsExits && op.Doors.JoinsExits:
		found = append(found, Finding{Warn, "joins_exits.locked", "liquidity providers are locked in until the pool is opened: no exit is possible, not even a proportional one (BAL#358)", "", "--keep-exits shuts joins by the allowlist instead"})
	case op.Doors.Closing == ByAllowlist:
		found = append(found, Finding{Note, "swaps.exits", "liquidity providers can leave: proportional exits stay possible", "", ""})
	}
	if n := len(op.Doors.Members); n > 0 && !op.Doors.Suspend {
		found = append(found, Finding{Warn, "doors.members", fmt.Sprintf("%s of the allowlist can still join, in the pool's proportions: %s", count(n, "member"), memberList(op.Doors.Members)), "", "--suspend-members takes them off the list"})
	}
	found = append(found, Finding{Note, "shut.weights", "weight and fee changes that run go on meanwhile", "", ""})
	return append(found, adviseOwner(now)...)
}

// AsFound opens whatever was open before, however it was shut.
const AsFound Closing = "as found"

// Open opens a pool again as it was: the allowlist and joins first, and swaps last,
// behind a fee that falls if there is one.
type Open struct {
	Doors   Doors        `json:"doors"` // as they were before they were shut
	FeeRamp *RampSwapFee `json:"fee_ramp,omitempty"`
}

// Name is the command's name.
func (Open) Name() string { return "open" }

// Watch reads of the suspended members whether they are on the allowlist.
func (op Open) Watch(*Snapshot) Watch { return Watch{Members: op.Doors.watch()} }

// Plan predicts the calls that are left.
func (op Open) Plan(before *Snapshot, at Time) (*Plan, error) {
	now, err := before.At(at)
	if err != nil {
		return nil, err
	}
	if err := op.Doors.read(now); err != nil {
		return nil, err
	}
	steps := op.Doors.opening(now)
	if len(steps) == 0 {
		return planSteps(op, before, now, nil, nil)
	}
	refused := append(refuseOwnerCall(now), refuseEmptied(now)...)
	opens := op.Doors.Swaps && !now.Pool.SwapEnabled
	if ramp := op.FeeRamp; ramp != nil && opens && !ramp.done(now) {
		refused = append(refused, ramp.refusals(now)...)
		steps = append([]step{rampStep(*ramp, now)}, steps...)
	}
	plan, err := planSteps(op, before, now, steps, refused)
	if err != nil || plan.Refused() {
		return plan, err
	}
	if op.FeeRamp != nil && opens {
		plan.Moments = moments(plan.Predicted.Fees.SwapFeeRamp, at)
	} else if opens {
		plan.Findings = append(plan.Findings, adviseGap(now)...)
	}
	plan.Findings = append(plan.Findings, adviseOwner(now)...)
	return plan, nil
}

// refuseEmptied finds tokens without a balance or with dust, for which nobody would pay: an addition
// or a removal is under way.
func refuseEmptied(now *Snapshot) []Finding {
	if now.Supply.Virtual.Raw.IsZero() {
		return nil
	}
	for i, token := range now.Tokens {
		if token.empty() || now.dust(i) {
			return []Finding{{Refuse, "doors.empty", fmt.Sprintf("the pool has nothing or next to nothing of %s: anybody could empty the pool as soon as it is opened", token.Symbol), "", "finish adding or removing it first: mpool resume, or the command once more"}}
		}
	}
	return nil
}

// rampStep is the fee's ramp as a step.
func rampStep(ramp RampSwapFee, now *Snapshot) step {
	return step{call: ramp.call(now), does: func(s *Snapshot) error {
		next, err := ramp.predict(s)
		if err == nil {
			*s = *next
		}
		return err
	}}
}
