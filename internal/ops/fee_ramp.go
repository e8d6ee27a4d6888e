package ops

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/holiman/uint256"

	"mpool/bindings/managedpool"
	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// RampSwapFee moves the swap fee gradually from one value to another, by
// ManagedPoolSettings.updateSwapFeeGradually. The contract moves a start in the past to the time of
// mining. The fee is From as soon as the call is mined, even if the ramp starts later: the contract
// does not require From to equal the fee before.
type RampSwapFee struct {
	Start units.Time  `json:"start"`
	End   units.Time  `json:"end"`
	From  units.Fixed `json:"from"`
	To    units.Fixed `json:"to"`
	// FromNow and ToNow say that From or To is the pool's fee when the operation was made.
	FromNow bool `json:"from_now,omitzero"`
	ToNow   bool `json:"to_now,omitzero"`
}

// Name is the command's name.
func (RampSwapFee) Name() string { return "fee-ramp" }

// Plan predicts the change. If the contract would revert, the plan has a refusal; that is not an
// error.
func (op RampSwapFee) Plan(before *Snapshot, at units.Time) (*Plan, error) {
	return op.planStage(before, at, op)
}

func (op RampSwapFee) planStage(before *Snapshot, at units.Time, this stage) (*Plan, error) {
	plan, err := planStages(op, before, at, this)
	if err == nil && len(plan.After) > 0 {
		plan.Moments = moments(plan.Predicted.Fees.SwapFeeRamp, at)
	}
	return plan, err
}

// done says that this ramp is already set, or that its end has passed and the fee is To.
func (op RampSwapFee) done(now *Snapshot) bool {
	f := now.Fees
	if f.SwapFeeRamp.End == op.End && f.SwapFeeRamp.Start >= op.Start && f.StartSwapFee == op.From && f.EndSwapFee == op.To {
		return true
	}
	return steadyFee(now, op.To) && (op.From == op.To || op.End <= now.Block.Time)
}

// steadyFee says whether the swap fee is this one and stays constant.
func steadyFee(pool *Snapshot, fee units.Fixed) bool {
	f := pool.Fees
	return f.SwapFee == fee && f.EndSwapFee == fee && (f.StartSwapFee == fee || f.SwapFeeRamp.End <= pool.Block.Time)
}

// Predict mirrors updateSwapFeeGradually and _startGradualSwapFeeChange.
func (op RampSwapFee) Predict(now *Snapshot) (*Snapshot, error) {
	next := now.Clone()
	next.Fees.SwapFeeRamp = Ramp{Start: max(op.Start, now.Block.Time), End: op.End}
	next.Fees.StartSwapFee, next.Fees.EndSwapFee = op.From, op.To
	return next.At(now.Block.Time)
}

// refusals mirror the checks in the contract's order: caller, pause, times, first fee, last fee,
// and the 32 bits of the end time.
func (op RampSwapFee) refusals(now *Snapshot) []Finding {
	found := RefuseOwnerCall(now)
	found = append(found, refuseSchedule(op.Start, op.End, now.Block.Time)...)
	found = append(found, refuseSwapFee(op.From)...)
	if op.To != op.From {
		found = append(found, refuseSwapFee(op.To)...)
	}
	return append(found, refuseLate(op.End)...)
}

// refuseSwapFee mirrors ManagedPoolSettings._validateSwapFeePercentage. v1 and v2 have the same
// bounds.
func refuseSwapFee(fee units.Fixed) []Finding {
	err := poolmath.CheckSwapFee(uint256.Int(fee))
	if err == nil {
		return nil
	}
	return []Finding{{Refuse, RevertCode(err), fmt.Sprintf("the swap fee would be %s; pools take 0.0001%% to 95%%", units.Against(fee, units.FixedFrom(950_000_000_000_000_000))), "", swapFeeHint(fee)}}
}

// swapFeeHint names the nearest valid fee. A fee that is not too high is too low.
func swapFeeHint(fee units.Fixed) string {
	if most := units.FixedFrom(950_000_000_000_000_000); fee.Int().Gt(most.Int()) {
		return "use a swap fee of at most 95%; mpool swaps disable stops swaps altogether"
	}
	return "use a swap fee of at least 0.0001%"
}

func (op RampSwapFee) call(now *Snapshot) Call {
	start, end := new(big.Int).SetUint64(uint64(op.Start)), new(big.Int).SetUint64(uint64(op.End))
	return Call{
		From:   now.Pool.Owner,
		To:     now.Pool.Address,
		Data:   managedpool.NewManagedPool().PackUpdateSwapFeeGradually(start, end, op.From.Int().ToBig(), op.To.Int().ToBig()),
		Method: "updateSwapFeeGradually(uint256,uint256,uint256,uint256)",
		Args: []Arg{
			{"startTime", timeArg(op.Start)},
			{"endTime", timeArg(op.End)},
			{"startSwapFeePercentage", fixedArg(op.From)},
			{"endSwapFeePercentage", fixedArg(op.To)},
		},
		Why: "only the owner may change the swap fee",
	}
}

// timeArg formats a time argument. Zero means the time of mining, because the contracts move a
// start in the past to that time.
func timeArg(t units.Time) string {
	if t == 0 {
		return "0 (when mined)"
	}
	return fmt.Sprintf("%d (%s)", t, t)
}

func fixedArg(f units.Fixed) string { return fmt.Sprintf("%s (%s)", f.Raw(), f.Percent()) }

func (op RampSwapFee) advice(now, after *Snapshot) []Finding {
	found := adviseFeeRamp(now)
	found = append(found, op.adviseSchedule(now.Block.Time)...)
	found = append(found, adviseFee(now, after)...)
	found = append(found, op.adviseHighFee(now)...)
	if op.Start >= op.End && op.To.Int().Lt(op.From.Int()) {
		found = append(found, feeDrop(fmt.Sprintf("the swap fee falls at once from %s to %s at %s", units.PercentText(op.From), units.PercentText(op.To), op.End)))
	}
	return found
}

// adviseFeeRamp warns that this change replaces a running or scheduled one.
func adviseFeeRamp(now *Snapshot) []Finding {
	f, at := now.Fees, now.Block.Time
	if f.StartSwapFee == f.EndSwapFee || at >= f.SwapFeeRamp.End {
		return nil
	}
	return []Finding{{Warn, "fee.replaces", fmt.Sprintf("a swap fee change %s: this one replaces it", f.SwapFeeRamp.When(at)), "", ""}}
}

// adviseSchedule warns of schedules that are tight or late. If a plan waits too long, it gets the
// warning fee.late and becomes stale.
func (op RampSwapFee) adviseSchedule(at units.Time) []Finding {
	var found []Finding
	if op.End < at+SendMargin {
		found = append(found, Finding{Warn, "fee.tight", fmt.Sprintf("must be mined by %s; after that it reverts (BAL#326)", op.End), "", "use a later --end or a longer --duration"})
	}
	if op.Start+SendMargin < at {
		found = append(found, Finding{Warn, "fee.late",
			fmt.Sprintf("the start time %s has passed: the fee ramp will start when mined and still end at %s", op.Start, op.End), "", "plan again to use the full duration"})
	}
	return found
}

// adviseFee reports the jump of the fee when the call is mined, and warns if the fee falls.
func adviseFee(now, after *Snapshot) []Finding {
	was, is := now.Fees.SwapFee, after.Fees.SwapFee
	var size uint256.Int
	switch was.Int().Cmp(is.Int()) {
	case -1:
		size.Sub(is.Int(), was.Int())
		return []Finding{{Note, "fee.jump", fmt.Sprintf("the swap fee rises at once from %s to %s (+%s points) when mined", units.PercentText(was), units.PercentText(is), units.RoundedUp((*units.Fixed)(&size))), "", ""}}
	case 1:
		size.Sub(was.Int(), is.Int())
		return []Finding{
			feeDrop(fmt.Sprintf("the swap fee falls at once to %s when mined", units.PercentText(is))),
			{Note, "fee.jump", fmt.Sprintf("the swap fee falls at once from %s to %s (-%s points) when mined", units.PercentText(was), units.PercentText(is), units.RoundedUp((*units.Fixed)(&size))), "", ""},
		}
	}
	return nil
}

func feeDrop(summary string) Finding {
	return Finding{Warn, "fee.drop", summary + ": arbitrage that the fee prevented happens at once", "", "use mpool fee-ramp to lower it gradually"}
}

// ParseFeeRamp parses "50%:0.3%:7d": first fee, last fee and duration. The ramp starts now. Either
// fee may be "now".
func ParseFeeRamp(text string, now *Snapshot) (RampSwapFee, error) {
	parts := strings.Split(text, ":")
	if len(parts) != 3 {
		return RampSwapFee{}, fmt.Errorf("invalid fee ramp %q: use a form like 50%%:0.3%%:7d", units.Clip(text))
	}
	from, err := ParseFee(parts[0], now)
	if err != nil {
		return RampSwapFee{}, err
	}
	to, err := ParseFee(parts[1], now)
	if err != nil {
		return RampSwapFee{}, err
	}
	duration, err := units.ParseDuration(parts[2])
	if err != nil {
		return RampSwapFee{}, err
	}
	return RampSwapFee{Start: now.Block.Time, End: now.Block.Time + duration, From: from, To: to, FromNow: parts[0] == FeeOfNow, ToNow: parts[1] == FeeOfNow}, nil
}

// FeeOfNow stands for the pool's current swap fee.
const FeeOfNow = "now"

// ParseFee parses a swap fee: a percentage, or "now" for the snapshot's fee.
func ParseFee(text string, now *Snapshot) (units.Fixed, error) {
	if text == FeeOfNow {
		return now.Fees.SwapFee, nil
	}
	return units.ParsePercent(text)
}
