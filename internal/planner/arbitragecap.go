package planner

import (
	"math"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// capped works out the least duration: time does not help where nobody trades, nor
// where gas alone costs more.
func (v *Arbitrage) capped(move *ops.WeightMove, interval units.Time) error {
	cost := v.Cap.Cost
	if v.NoSwaps && v.AtOnce.Int().Gt(cost.Int()) {
		return nil
	}
	if v.Gas != nil && v.Gas.Share.Int().Gt(cost.Int()) {
		v.Cap.byGas, v.Cap.GasPrice = true, v.Gas.mostPrice(cost, v.Gas.Share, v.AtOnce)
		return nil
	}
	least, found, err := move.LeastLength(cost, interval)
	if err != nil || !found {
		return err
	}
	if least > 0 && v.replayed() != nil {
		return v.cappedByReplay(least)
	}
	v.Cap.Duration, v.Cap.lowest = &least, v.Gas == nil && least > 0
	return nil
}

// The bounds of the search by replays; a replay takes some milliseconds.
const (
	mostDoublings = 12
	mostHalvings  = 3 // to an eighth of the last doubling
	noBetter      = 0.005
)

// cappedByReplay looks for a duration for which the replay stays below the cap too: it
// doubles the duration of the formula until it does, and then searches back.
func (v *Arbitrage) cappedByReplay(least units.Time) error {
	most, last, low := inUnits(v.Cap.Cost), math.Inf(1), units.Time(0)
	for range mostDoublings {
		share, err := v.lasting(least)
		switch {
		case err != nil:
			return err
		case share <= most:
			return v.shortened(low, least, most)
		case share > last*(1-noBetter): // longer does not help
			v.Cap.byGas, v.Cap.GasPrice = true, v.Gas.mostPrice(v.Cap.Cost, fixedUp(share), v.AtOnce)
			return nil
		}
		low, last, least = least, share, 2*least
	}
	return nil
}

// shortened goes back from a duration that is long enough to one that is not much longer
// than it has to be.
func (v *Arbitrage) shortened(low, high units.Time, most float64) error {
	for i := 0; i < mostHalvings && low > 0; i++ {
		middle := low + (high-low)/2
		share, err := v.lasting(middle)
		if err != nil {
			return err
		}
		if share <= most {
			high = middle
		} else {
			low = middle
		}
	}
	v.Cap.Duration = &high
	return nil
}

// lasting is what the change costs by the replay over another time.
func (v *Arbitrage) lasting(length units.Time) (float64, error) {
	cost, err := lasting(*v.change, length).Cost()
	return cost.Share, err
}

// replayed returns the arbitrage cost of a replay with gas and swap fee; nil if there was
// none, or if its steps were too coarse.
func (v *Arbitrage) replayed() *units.Fixed {
	if v == nil || v.Played == nil || !v.Played.Gas || v.Played.Coarse {
		return nil
	}
	share := v.Played.fixed()
	return &share
}

// fixedUp is a share, rounded up.
func fixedUp(share float64) units.Fixed { return units.FixedFrom(uint64(math.Ceil(share * 1e18))) }
