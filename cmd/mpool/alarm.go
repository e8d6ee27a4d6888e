package main

import (
	"mpool/internal/ops"
	"mpool/internal/planner"
)

// keptDoors are what is shut already by an earlier alarm, or an operation that is not
// finished, and was open before; nil where there is nothing of it. In an alarm nothing
// that cannot be read keeps the rest from being shut.
func (t *target) keptDoors() *ops.Doors {
	var kept ops.Doors
	kept = kept.KeepShut().AsFound()
	plan, err := t.plans.LastShut(t.before)
	if err == nil && plan != nil {
		var doors ops.Doors
		doors, err = t.plans.StillShut(t.ctx, t.client, plan, t.before)
		kept = kept.Or(doors)
	}
	if err != nil {
		t.ui.Warn("doors.unread", "whether what an earlier shut has shut was opened since is not known: %s", err)
	}
	_, _, err = t.begunDoors(func(plan *ops.Plan) (ops.Doors, bool) {
		if d, is := ops.ShutDoors(planner.InnerOperation(plan)); is && d.AsFound().Shuts(t.before) != "" {
			kept = kept.Or(d)
			t.ui.Warn("doors.unfinished", "%s is not finished, and would open %s at its end: it leaves that shut once this is sent with --broadcast; mpool open %s opens it again",
				planner.InnerOperation(plan).Name(), d.Shuts(t.before), t.before.Pool.Address)
		}
		return ops.Doors{}, false
	})
	if err != nil {
		t.ui.Warn("doors.unread", "what is unfinished cannot be read: %s", err)
	}
	if kept.Shuts(t.before) == "" {
		return nil
	}
	return &kept
}
