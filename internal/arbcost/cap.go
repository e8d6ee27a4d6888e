package arbcost

import (
	"math"

	"mpool/internal/units"
	"mpool/internal/weightcost"
)

// capped computes the least duration. A longer duration does not help if nobody can trade, or if
// gas alone costs more than the limit.
func (v *Cost) capped(move *weightcost.Move, interval units.Time) error {
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
	if least > 0 && v.Replayed() != nil {
		return v.cappedByReplay(least)
	}
	v.Cap.Duration, v.Cap.lowest = &least, v.Gas == nil && least > 0
	return nil
}

// The bounds of the search by replays. One replay takes some milliseconds.
const (
	mostDoublings = 12
	mostHalvings  = 3 // precise to an eighth of the last doubling
	noBetter      = 0.005
)

// cappedByReplay searches a duration for which the replay also stays below the limit. It doubles
// the formula's duration until that is so, and then searches backwards.
func (v *Cost) cappedByReplay(least units.Time) error {
	most, last, low := inUnits(v.Cap.Cost), math.Inf(1), units.Time(0)
	for range mostDoublings {
		share, err := v.lasting(least)
		switch {
		case err != nil:
			return err
		case share <= most:
			return v.shortened(low, least, most)
		case share > last*(1-noBetter): // a longer duration does not help
			v.Cap.byGas, v.Cap.GasPrice = true, v.Gas.mostPrice(v.Cap.Cost, fixedUp(share), v.AtOnce)
			return nil
		}
		low, last, least = least, share, 2*least
	}
	return nil
}

// shortened searches between a duration that is too short and one that is long enough, and sets one
// that is long enough.
func (v *Cost) shortened(low, high units.Time, most float64) error {
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

// lasting is the replay's cost of the change over another duration.
func (v *Cost) lasting(length units.Time) (float64, error) {
	cost, err := lasting(*v.change, length).Cost()
	return cost.Share, err
}

// Replayed returns the replay's arbitrage cost with gas and swap fee; nil if there was no replay or
// its steps were too coarse.
func (v *Cost) Replayed() *units.Fixed {
	if v == nil || v.Played == nil || !v.Played.Gas || v.Played.Coarse {
		return nil
	}
	share := v.Played.fixed()
	return &share
}

// fixedUp converts a share to 18 decimals, rounded up.
func fixedUp(share float64) units.Fixed { return units.FixedFrom(uint64(math.Ceil(share * 1e18))) }
