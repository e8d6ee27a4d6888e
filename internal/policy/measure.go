package policy

import (
	"fmt"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

func (p Policies) measure(before *ops.Snapshot, plan *ops.Plan) (measures, error) {
	var is measures
	now, err := before.At(plan.At)
	if err != nil {
		return is, err
	}
	is.feeDrops, is.deviates, is.unchecked, is.impact = feeDropPerDay(now, plan.Predicted), plan.Deviates, plan.Unchecked, plan.Loses
	is.outside = plan.LosesOutside
	is.noSwaps = !plan.Predicted.Pool.SwapEnabled
	is.free, is.deposits = units.LargerOf(plan.Gives, plan.Exposes), plan.Gives != nil
	is.exposes = plan.Exposes != nil && is.free == plan.Exposes
	is.dilutes = plan.Dilutes != nil && (is.free == nil || above(plan.Dilutes, is.free))
	is.free = units.LargerOf(is.free, plan.Dilutes)
	is.cost = is.free
	is.weightMoves, is.shifts = plan.Shifts, plan.Shifts != nil
	move := plan.Moves
	if move == nil || move.Slows {
		return is, nil // nothing is gained by keeping a faster change
	}
	cost, err := move.Cost(p.Steps(plan))
	if err != nil {
		return is, err
	}
	largest := move.Largest()
	perDay := withinADay(*largest.Int(), move.Length)
	is.exposes = is.exposes && units.LargerOf(is.free, &cost) == is.free
	is.free, is.weightMoves, is.stops = units.LargerOf(is.free, &cost), units.LargerOf(plan.Shifts, &perDay), move.Stops
	if err := p.measureGas(&is, now, plan, &cost); err != nil {
		return is, err
	}
	if !move.Stops {
		is.duration = &move.Length
	}
	return is, nil
}

// measureGas adds the cost with gas to the cost without. A jump is one trade, and its
// trader pays the gas from the gain.
func (p Policies) measureGas(is *measures, now *ops.Snapshot, plan *ops.Plan, free *units.Fixed) error {
	is.cost = is.free
	if is.noSwaps || plan.Moves.Largest() == (units.Fixed{}) {
		return nil
	}
	floor, _, err := p.Trade.Floor(now, *plan.Moves)
	if err != nil {
		return fmt.Errorf("the arbitrage cost of the weight change: %w", err)
	}
	jump := p.Steps(plan) == 1
	if is.lowest = floor == nil && !jump; floor == nil {
		return nil
	}
	lasts := &floor.Share
	if !jump {
		is.gas = units.LargerOf(&floor.Share, plan.Replayed)
		is.cost = units.LargerOf(is.free, is.gas)
		lasts = units.LargerOf(lasts, WithoutWaiting(plan.Replayed, free))
	}
	is.gasRules = p.gasRules(is.cost, lasts)
	return nil
}

// WithoutWaiting is what is left, roughly, of a replayed cost where a change takes all the
// time that there is: what it costs without gas goes, and a part of it again, by which
// trades wait for the next block. It is nil where nothing was replayed.
func WithoutWaiting(replayed, free *units.Fixed) *units.Fixed {
	if replayed == nil {
		return nil
	}
	var part uint256.Int
	part.Add(free.Int(), part.Rsh(free.Int(), 1))
	left := units.Fall(*replayed, units.Fixed(part))
	return &left
}

// gasRules says whether what gas sets, which no duration lowers, is beyond the limit
// that objects.
func (p Policies) gasRules(cost, gas *units.Fixed) bool {
	return above(gas, p.Refuse.MaxArbitrageCost) || !above(cost, p.Refuse.MaxArbitrageCost) && above(gas, p.Warn.MaxArbitrageCost)
}

// withinADay is the most of an even movement that falls within any one day,
// rounded up. The minutes between planning and mining are not held against the
// plan.
func withinADay(whole uint256.Int, length units.Time) units.Fixed {
	length += ops.SendMargin
	if length <= ops.OneDay {
		return units.Fixed(whole)
	}
	var part uint256.Int
	part.Mul(&whole, uint256.NewInt(ops.OneDay)) // at most 1e18 times 86400
	part.AddUint64(&part, uint64(length)-1)
	return units.Fixed(*part.Div(&part, uint256.NewInt(uint64(length))))
}

// feeDropPerDay is what the swap fee loses at once when the plan is mined, and
// what it then loses within a day, together; nil where the plan leaves the fee be.
func feeDropPerDay(now, after *ops.Snapshot) *units.Fixed {
	was, is := now.Fees, after.Fees
	if was.SwapFeeRamp == is.SwapFeeRamp && was.StartSwapFee == is.StartSwapFee && was.EndSwapFee == is.EndSwapFee {
		return nil
	}
	drop := *units.Fall(was.SwapFee, is.SwapFee).Int()
	length := is.SwapFeeRamp.End - min(is.SwapFeeRamp.End, max(is.SwapFeeRamp.Start, after.Block.Time))
	later := withinADay(*units.Fall(is.SwapFee, is.EndSwapFee).Int(), length)
	drop.Add(&drop, later.Int())
	return (*units.Fixed)(&drop)
}
