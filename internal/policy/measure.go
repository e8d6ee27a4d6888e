package policy

import (
	"fmt"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
	"mpool/internal/ops/trade"
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
	_, is.founds = plan.Operation.(trade.InitPool)
	_, is.removes = plan.Operation.(tokenset.RemoveToken)
	move := plan.Moves
	if move == nil || move.Slows {
		return is, nil // slowing down a change costs nothing
	}
	cost, err := move.Cost(p.Steps(plan))
	if err != nil {
		return is, err
	}
	largest := move.Largest()
	is.largest, is.mover = largest, moverOf(plan, largest)
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

// measureGas adds the cost with gas to the cost without. A jump is a single trade, whose trader
// pays the gas from the gain.
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

// WithoutWaiting estimates the part of a replayed cost that a longer duration does not reduce:
// replayed - 1.5 * free, at least zero. It subtracts the cost without gas, and half of it again for
// waiting for the next block. It is nil without a replay.
func WithoutWaiting(replayed, free *units.Fixed) *units.Fixed {
	if replayed == nil {
		return nil
	}
	var part uint256.Int
	part.Add(free.Int(), part.Rsh(free.Int(), 1))
	left := units.Fall(*replayed, units.Fixed(part))
	return &left
}

// gasRules says whether the cost due to gas alone, which no duration reduces, exceeds the limit
// that objects.
func (p Policies) gasRules(cost, gas *units.Fixed) bool {
	return above(gas, p.Refuse.MaxArbitrageCost) || !above(cost, p.Refuse.MaxArbitrageCost) && above(gas, p.Warn.MaxArbitrageCost)
}

// withinADay is the largest part of an even movement within one day, rounded up. It allows
// SendMargin between planning and mining.
func withinADay(whole uint256.Int, length units.Time) units.Fixed {
	length += ops.SendMargin
	if length <= ops.OneDay {
		return units.Fixed(whole)
	}
	var part uint256.Int
	part.Mul(&whole, uint256.NewInt(ops.OneDay)) // fits: at most 1e18 times 86400
	part.AddUint64(&part, uint64(length)-1)
	return units.Fixed(*part.Div(&part, uint256.NewInt(uint64(length))))
}

// feeDropPerDay is the fall of the swap fee at mining plus its largest fall within a day after
// that. It is nil if the plan does not change the fee.
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
