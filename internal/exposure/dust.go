package exposure

import (
	"fmt"

	"mpool/internal/ops"
	"mpool/internal/units"
)

const exposureDust = ops.ExposurePrefix + "dust"

// leavesDust refuses a plan that leaves a pool with swaps enabled and almost none of one token. No
// other check would notice, because such a balance implies no price.
func leavesDust(before, after *ops.Snapshot) []ops.Finding {
	_, was := ops.OpenBy(before)
	token, is := ops.OpenBy(after)
	if !is || was || !before.Pool.SwapsOpen() {
		return nil
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: exposureDust, Summary: fmt.Sprintf("this leaves the pool open with almost none of %s: anyone can take up to %s of the pool", after.SymbolOf(token), ops.ShortShare(units.FixedOne())), Detail: "possible " + ops.TheWays, Hint: "deposit the amount that matches its weight; --price computes it"}}
}
