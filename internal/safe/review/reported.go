package review

import (
	"math/big"

	"mpool/internal/effect"
	"mpool/internal/ops"
)

// mostLost is how much of a pool a batch of any author may report as lost, in hundredths. Of a gain
// that nothing backs it may report none: the pool may consist mostly of the money of who has just
// joined, and no batch knows what others before it reported.
const mostLost = 1

// reported refuses that the asset manager reports a gain that no deposit of the batch covers, or a large
// part of a pool as lost, unless the user named the pool with --accept-report. Nothing backs a report:
// after a false gain, exits take more of what is really there; after a false loss, joins pay too
// little. In equal parts of all tokens it moves no price, and so costs nothing by arbitrage.
func reported(before, after *ops.Snapshot, named bool) []ops.Finding {
	is := effect.ReportedIn(before, after)
	pool := before.Pool.Address
	var found []ops.Finding
	if is.Gain.Sign() > 0 {
		found = append(found, softened(named, toReport, pool, ops.Finding{Code: "managed.report",
			Summary: "it reports a gain of " + effect.ShareText(is.Gain) + " of the pool that nothing backs: afterwards everyone who exits takes more of what the pool really has"}))
	}
	if is.Loss.Cmp(big.NewRat(mostLost, 100)) > 0 {
		found = append(found, softened(named, toReport, pool, ops.Finding{Code: "managed.report",
			Summary: "it reports a loss of " + effect.ShareText(is.Loss) + " of the pool, which nothing proves: all LPs lose it, and everyone who joins afterwards pays less"}))
	}
	return found
}

// reportedGain is what reported says of a gain, of a plan of mpool: a loss has the planner's limits.
func reportedGain(before, after *ops.Snapshot, named bool) []ops.Finding {
	if effect.ReportedIn(before, after).Gain.Sign() == 0 {
		return nil
	}
	return reported(before, after, named)[:1]
}
