package ops

import "fmt"

const exposureDust = ExposurePrefix + "dust"

// leavesDust refuses what leaves a pool whose swaps are on with nothing or next to nothing
// of a token. No price is implied by dust, so that nothing else would tell.
func leavesDust(before, after *Snapshot) []Finding {
	_, was := before.openNow()
	token, is := after.openNow()
	if !is || was || !before.Pool.swapsOpen() {
		return nil
	}
	return []Finding{{Refuse, exposureDust, fmt.Sprintf("this leaves the pool open with nothing or next to nothing of %s: anybody can take up to %s of it", after.symbolOf(token), shortShare(FixedOne())), "it is taken " + theWays, "deposit what its weight is worth: --price works it out"}}
}
