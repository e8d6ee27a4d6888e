package oracle

import (
	"fmt"
	"strings"

	"mpool/internal/feed"
	"mpool/internal/ops"
	"mpool/internal/policy"
	"mpool/internal/text"
	"mpool/internal/units"
)

// farOff is the deviation of a price from its feed above which a plan warns if no policy sets a
// limit: 5%.
func farOff() units.Fixed { return units.FixedFrom(50_000_000_000_000_000) }

// Judge compares the pool's prices with the feeds that were read last, if the plan depends on
// prices. A policy that cannot be checked refuses.
func (r *Reader) Judge(before *ops.Snapshot, plan *ops.Plan, policies policy.Policies) []ops.Finding {
	return r.last.judge(before, plan, policies, policies.Guards, r.unfedAdditions(before, plan))
}

// judge is Judge for what was read; unfed are the tokens that the plan adds without a feed.
func (f *Feeds) judge(before *ops.Snapshot, plan *ops.Plan, policies policy.Policies, guard *ops.Guards, unfed []string) []ops.Finding {
	if !rests(before, plan) {
		return nil
	}
	f = f.of(before)
	policy := policies.Refuse.MaxOracleDeviation != nil || policies.Warn.MaxOracleDeviation != nil
	guarded := guard != nil && guard.MaxOracleDeviation != nil
	if f != nil && f.waived != "" {
		return f.waivedFinding(policy || guarded)
	}
	missing := append(f.withoutFeed(before), unfed...)
	found := append(f.troubles(), missingFinding(policy, missing)...)
	plan.Unchecked = len(found) > 0
	for i := range found {
		found[i] = policies.Unchecked(found[i], guarded)
	}
	worst := f.worst(before)
	if worst != nil {
		plan.Deviates = &worst.Share
		one := deviationFinding(worst, policy || guarded)
		if cost := f.offMarket(before, plan); one.Severity == ops.Warn && cost != "" {
			one.Detail += "; " + cost
		}
		found = append(found, one)
	}
	return append(found, hold(guard, worst, missing)...)
}

// waivedFinding says that a limit is not checked, and why.
func (f *Feeds) waivedFinding(limited bool) []ops.Finding {
	if !limited {
		return nil
	}
	return []ops.Finding{{Severity: ops.Warn, Code: "feed.unchecked", Summary: "max_oracle_deviation is not checked: " + f.waived}}
}

// troubles list the feeds without a price, and why.
func (f *Feeds) troubles() (found []ops.Finding) {
	if f == nil {
		return nil
	}
	for _, p := range f.Problems {
		found = append(found, ops.Finding{Code: p.Code, Summary: fmt.Sprintf("%s has no price from its feed, so the pool's price is not checked", text.Clean(p.Token, text.NameWidth)),
			Detail: text.Clean(p.Why, text.LineWidth), Hint: "correct the feed in the configuration, or wait until it answers"})
	}
	return found
}

// missingFinding names the tokens without a feed. They matter only if there is a limit.
func missingFinding(limited bool, names []string) []ops.Finding {
	if !limited || len(names) == 0 {
		return nil
	}
	return []ops.Finding{{Code: "feed.missing", Summary: fmt.Sprintf("there is no price feed of %s, so max_oracle_deviation cannot be checked", strings.Join(names, ", ")),
		Hint: "add a feed for each token to the configuration: mpool feeds suggest lists those of the chain"}}
}

// worst is the largest deviation of the pool's prices; nil if there is none.
func (f *Feeds) worst(before *ops.Snapshot) *feed.Deviation {
	if f == nil {
		return nil
	}
	list := f.Deviations
	if f.read != nil && f.read != before {
		list, _ = feed.Deviations(before, f.Prices) // a pool without a price was reported when the feeds were read
	}
	return feed.Largest(list)
}

// deviationFinding returns a note, or a warning if the price is far off and the user has set no
// limit. Neither contains the exact deviation in its summary, because that changes with each block
// and must not make a plan stale.
func deviationFinding(worst *feed.Deviation, limited bool) ops.Finding {
	most := farOff()
	if limited || !worst.Share.Int().Gt(most.Int()) {
		return worst.Note()
	}
	return ops.Finding{Severity: ops.Warn, Code: "feed.deviation", Summary: fmt.Sprintf("the pool's price of %s is more than %s off its feed", worst.Token, most.Percent()),
		Detail: "its price is " + worst.Words(), Hint: "find out which of the two is wrong before you send this"}
}
