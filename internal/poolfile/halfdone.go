package poolfile

import (
	"fmt"

	"mpool/internal/exposure"
	"mpool/internal/ops"
)

// halfDone returns why a token may be half added or half removed; empty if nothing suggests
// it. This machine's record tells what was begun here, and whether it goes on. For what was begun
// elsewhere, or was closed, only the state tells: a token with almost no balance, or a pool from which
// strangers could take a part as soon as all doors were open.
func halfDone(on Situation) (why string, goesOn bool, err error) {
	if on.Unfinished != "" {
		return on.Unfinished + " has not finished, according to the record on this machine: run mpool resume", true, nil
	}
	token, is := exposure.Emptied(on.State)
	switch {
	case is && on.Closed != "":
		return fmt.Sprintf("the pool has almost no %s: %s was closed half way, according to the record on this machine", token.Symbol, on.Closed), false, nil
	case is:
		return fmt.Sprintf("the pool has almost no %s: an addition or removal has not finished, perhaps from another machine", token.Symbol), false, nil
	}
	why, err = exposedOpen(on.State)
	return why, false, err
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
		if f.Severity == ops.Refuse && (f.Code == ops.DoorsEmpty || isExposure(f.Code)) {
			return "if it were opened now, the pool could be emptied: " + f.Summary, nil
		}
	}
	return "", nil
}

func isExposure(code string) bool {
	return len(code) > len(ops.ExposurePrefix) && code[:len(ops.ExposurePrefix)] == ops.ExposurePrefix
}
