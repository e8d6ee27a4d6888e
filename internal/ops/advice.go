package ops

import (
	"fmt"
	"slices"
	"strings"

	"mpool/internal/units"
	"mpool/internal/weightcost"
)

// Refused says whether a finding stops the plan.
func (p *Plan) Refused() bool {
	for _, finding := range p.Findings {
		if finding.Severity == Refuse {
			return true
		}
	}
	return false
}

// refusePaused mirrors the whenNotPaused modifier.
func refusePaused(now *Snapshot) []Finding {
	if !now.Pool.Paused {
		return nil
	}
	return []Finding{{Refuse, "BAL#402", "the pool is paused: nothing can be changed until it is unpaused", "", ""}}
}

// refuseDelegate mirrors BasePoolAuthorization. If the owner is the delegate address, the Vault's
// Authorizer governs the pool, and nobody can send as its owner.
func refuseDelegate(now *Snapshot) []Finding {
	if now.Pool.OwnerKind != OwnerDelegate {
		return nil
	}
	return []Finding{{Refuse, "BAL#401", "the pool's owner is Balancer's delegate address: Balancer's Authorizer decides who can change it", "", "ask an account with that permission to send it"}}
}

// adviseOwner names the owner if it is a contract, which sends instead of a key.
func adviseOwner(now *Snapshot) []Finding {
	switch now.Pool.OwnerKind {
	case OwnerSafe:
		return []Finding{{Note, "owner.safe", fmt.Sprintf("the owner %s is a Safe: its owners must sign this call", now.Pool.Owner), "", ""}}
	case OwnerContract:
		return []Finding{{Note, "owner.contract", fmt.Sprintf("the owner %s is a contract: this call must come from it", now.Pool.Owner), "", ""}}
	}
	return nil
}

// refuseSchedule mirrors GradualValueChange.resolveStartTime.
func refuseSchedule(start, end, now units.Time) []Finding {
	if max(start, now) <= end {
		return nil
	}
	if start > end {
		return []Finding{{Refuse, "BAL#326", fmt.Sprintf("the end time %s is before the start time %s", end, start), "", "use an end after the start, or --duration"}}
	}
	return []Finding{{Refuse, "BAL#326", fmt.Sprintf("the end time %s is in the past (block time %s)", end, now), "", "use a later --end or a longer --duration"}}
}

// refuseLate refuses times that exceed the 32 bits in which the pool stores them.
func refuseLate(end units.Time) []Finding {
	if end < 1<<32 {
		return nil
	}
	return []Finding{{Refuse, "BAL#436", fmt.Sprintf("the end time %s is too late: the pool stores times below 2^32 seconds (2106-02-07)", end), "", "use an earlier --end or a shorter --duration"}}
}

// SendMargin is the time, in seconds, that a transaction should have to be mined. mpool calls a
// shorter schedule tight: Ethereum's blocks come every 12 seconds, and a multisig takes longer to
// sign.
const SendMargin = 5 * 60

// advice reports what the contract accepts but the owner may not want.
func (op UpdateWeights) advice(now *Snapshot, _ weightcost.Move) []Finding {
	var found []Finding
	at := now.Block.Time
	if now.Weights.Running(at) || now.Weights.Pending(at) && WeightsWillMove(now.Tokens) {
		found = append(found, Finding{Warn, "weights.replaces",
			fmt.Sprintf("a weight change %s: this one replaces it and starts from the weights when mined", now.Weights.When(at)), "", ""})
	}
	found = append(found, op.adviseSchedule(at)...)
	found = append(found, adviseSwaps(now)...)
	return append(found, adviseOwner(now)...)
}

// adviseSchedule warns of schedules that are tight, late or fast. If a plan waits too long, it gets
// the warning weights.late and becomes stale.
func (op UpdateWeights) adviseSchedule(at units.Time) []Finding {
	found := op.adviseTight(at, "use a later --end or a longer --duration")
	if op.Start+SendMargin < at {
		found = append(found, Finding{Warn, "weights.late",
			fmt.Sprintf("the start time %s has passed: the change will start when mined and still end at %s", op.Start, op.End), "", "plan again to use the full duration"})
	}
	return append(found, op.adviseSpeed(at)...)
}

// adviseTight warns that the transaction may be mined too late.
func (op UpdateWeights) adviseTight(at units.Time, hint string) []Finding {
	if op.End >= at+SendMargin {
		return nil
	}
	return []Finding{{Warn, "weights.tight", fmt.Sprintf("must be mined by %s; after that it reverts (BAL#326)", op.End), "", hint}}
}

func (op UpdateWeights) adviseSpeed(at units.Time) []Finding {
	switch length := op.End - max(op.Start, at); { // not negative: refuseSchedule checked it
	case length == 0:
		return []Finding{{Warn, "weights.jump",
			fmt.Sprintf("the weights change at once at %s, and the pool loses the difference to arbitrage", op.End), "", "use a --duration of several days: gradual changes cost less"}}
	case Fast(length):
		return []Finding{{Warn, "weights.fast",
			fmt.Sprintf("the whole change, to %s, takes less than a day: if prices move meanwhile, a fast change costs more than a slow one", op.End), "", "use a --duration of several days; the arbitrage cost assumes constant prices: mpool help cost"}}
	}
	return nil
}

// OneDay is one day in seconds. mpool calls a shorter change fast.
const OneDay = 24 * 60 * 60

// Fast says that mpool warns of a weight change of this length. With the margin, "a day from now" is
// a whole day.
func Fast(length units.Time) bool { return length+SendMargin < OneDay }

func WeightsWillMove(tokens []Token) bool {
	for _, token := range tokens {
		if token.StartWeight != token.EndWeight {
			return true
		}
	}
	return false
}

func adviseSwaps(now *Snapshot) []Finding {
	if now.Pool.SwapEnabled {
		return nil
	}
	return []Finding{{Warn, "swaps.disabled", "swaps are disabled while the weights move: enabling them later exposes the whole price gap to arbitrage at once", "", ""}}
}

// moments are the times after at for which a ramp is shown and checked: its start, its middle and
// its end.
func moments(ramp Ramp, at units.Time) []units.Time {
	var times []units.Time
	last := at
	for _, t := range []units.Time{ramp.Start, ramp.Start + (ramp.End-ramp.Start)/2, ramp.End} {
		if t > last {
			times = append(times, t)
			last = t
		}
	}
	return times
}

// Joined joins the texts that are not empty with "; ".
func Joined(texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(text string) bool { return text == "" }), "; ")
}
