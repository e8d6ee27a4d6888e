package review

import (
	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/effect"
	"mpool/internal/ops"
)

// reported refuses that the asset manager reports a part of a pool as gained or lost, unless the user
// named the pool with --accept-report, and as large a share of it. Nothing backs a report: after a false gain, exits take more of
// what is really there; after a false loss, joins pay too little. In equal parts of all tokens it moves
// no price, and so costs nothing by arbitrage. No part is small: who joins with twenty times the pool
// just before turns a hundredth of the whole into a fifth of what the others have, and a second
// report can follow the first.
func reported(is effect.Reported, pool common.Address, flags *Options) []ops.Finding {
	var found []ops.Finding
	if is.Gain.Sign() > 0 {
		found = append(found, flags.within(toReport, pool, is.Gain, "", ops.Finding{Code: "managed.report",
			Summary: "it reports a gain of " + effect.ShareText(is.Gain) + " of the pool that nothing backs: afterwards everyone who exits takes more of what the pool really has"}))
	}
	if is.Loss.Sign() > 0 {
		found = append(found, flags.within(toReport, pool, is.Loss, "", ops.Finding{Code: "managed.report",
			Summary: "it reports a loss of " + effect.ShareText(is.Loss) + " of the pool, which nothing proves: all LPs lose it, and everyone who joins afterwards pays less"}))
	}
	return found
}
