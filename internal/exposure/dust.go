package exposure

import (
	"fmt"

	"mpool/internal/ops"
	"mpool/internal/units"
)

const exposureDust = ops.ExposurePrefix + "dust"

// leavesDust refuses what leaves a pool whose swaps are on with nothing or next to nothing
// of a token. No price is implied by dust, so that nothing else would tell.
func leavesDust(before, after *ops.Snapshot) []ops.Finding {
	_, was := ops.OpenBy(before)
	token, is := ops.OpenBy(after)
	if !is || was || !before.Pool.SwapsOpen() {
		return nil
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: exposureDust, Summary: fmt.Sprintf("this leaves the pool open with almost none of %s: anyone can take up to %s of the pool", after.SymbolOf(token), ops.ShortShare(units.FixedOne())), Detail: "possible " + ops.TheWays, Hint: "deposit the amount that matches its weight; --price computes it"}}
}
