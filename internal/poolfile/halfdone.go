package poolfile

import (
	"fmt"

	"mpool/internal/exposure"
	"mpool/internal/ops"
)

// halfDone returns why a token may be half added or half removed; empty if nothing suggests
// it. This machine's record tells what was begun here. For what was begun elsewhere, only
// the state tells: a token with almost no balance, or a pool from which strangers could
// take a part as soon as all doors were open.
func halfDone(on Situation) (string, error) {
	if on.Unfinished != "" {
		return on.Unfinished + " has not finished, according to the record on this machine: run mpool resume", nil
	}
	if token, is := exposure.Emptied(on.State); is {
		return fmt.Sprintf("the pool has almost no %s: an addition or removal has not finished, perhaps from another machine", token.Symbol), nil
	}
	return exposedOpen(on.State)
}

// exposedOpen says how strangers could drain the pool if all its doors were open; empty if they could
// not.
func exposedOpen(now *ops.Snapshot) (string, error) {
	all := ops.Open{Doors: ops.Doors{Closing: ops.AsFound, Swaps: true, JoinsExits: true}}
	if now.Supply.Virtual.Raw.IsZero() {
		return "", nil // before the first join there is nothing to take
	}
	plan, err := all.Plan(now, now.Block.Time)
	if err != nil || len(plan.Calls) == 0 {
		return "", err
	}
	for _, f := range append(plan.Findings, exposure.Check(now, plan)...) {
		if f.Severity == ops.Refuse && (f.Code == "doors.empty" || isExposure(f.Code)) {
			return "if it were opened now, the pool could be emptied: " + f.Summary, nil
		}
	}
	return "", nil
}

func isExposure(code string) bool {
	return len(code) > len(ops.ExposurePrefix) && code[:len(ops.ExposurePrefix)] == ops.ExposurePrefix
}
