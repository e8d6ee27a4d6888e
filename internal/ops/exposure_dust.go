package ops

import (
	"fmt"

	"mpool/internal/units"
)

const exposureDust = ExposurePrefix + "dust"

// leavesDust refuses what leaves a pool whose swaps are on with nothing or next to nothing
// of a token. No price is implied by dust, so that nothing else would tell.
func leavesDust(before, after *Snapshot) []Finding {
	_, was := openNow(before)
	token, is := openNow(after)
	if !is || was || !before.Pool.swapsOpen() {
		return nil
	}
	return []Finding{{Refuse, exposureDust, fmt.Sprintf("this leaves the pool open with almost none of %s: anyone can take up to %s of the pool", after.symbolOf(token), shortShare(units.FixedOne())), "possible " + theWays, "deposit the amount that matches its weight; --price computes it"}}
}
