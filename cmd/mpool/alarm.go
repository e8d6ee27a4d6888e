package main

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/history"
	"mpool/internal/journal"
	"mpool/internal/ops"
)

// lastShut is the plan of the last shut of a pool that is recorded here; nil where
// there is none.
func (a *app) lastShut(pool *ops.Snapshot) (*ops.Plan, error) {
	entries, err := journal.List(a.journalDir())
	if err != nil {
		return nil, unreadable(err)
	}
	for _, entry := range slices.Backward(entries) {
		if begin := entry.Status.Begin; !ofPool(begin, pool) || len(entry.Status.Calls) == 0 && entry.Status.Closed == nil {
			continue
		}
		plan, err := readRecorded(entry.Status.Begin)
		if err != nil {
			continue // of something else, or of an older mpool
		}
		if _, is := innerOperation(plan).(ops.Shut); is {
			return plan, nil
		}
	}
	return nil, nil
}

func ofPool(begin journal.Begin, pool *ops.Snapshot) bool {
	return begin.Subject == pool.Pool.Address && begin.ChainID == pool.ChainID
}

// stillShut is what a shut has to have restored: not what was opened since, by whomever.
// Whoever shuts that again later has other reasons.
func (a *app) stillShut(ctx context.Context, client *chain.Client, plan *ops.Plan, now *ops.Snapshot) (ops.Doors, error) {
	shut, _ := innerOperation(plan).(ops.Shut)
	since := plan.Base.Number + 1
	if since > now.Block.Number {
		return shut.Restores(), nil
	}
	logs, err := a.logs(ctx, client, now, since, chain.LogFilter{Address: now.Pool.Address, Topics: history.DoorTopics()})
	if err != nil {
		return shut.Restores(), err
	}
	var reopened []ops.Door
	for _, event := range logs {
		if door, opens := history.DoorEvent(event); opens {
			reopened = append(reopened, door)
		}
	}
	return shut.Restores().Reopened(reopened), nil
}

// alarmSince says whether the pool was shut for an alarm since a block, and was not
// opened again since. Where the events cannot be read, it counts as still shut.
func (a *app) alarmSince(ctx context.Context, client *chain.Client, block uint64, now *ops.Snapshot) (bool, error) {
	plan, err := a.lastShut(now)
	if err != nil || plan == nil || plan.Base.Number < block {
		return false, err
	}
	doors, _ := a.stillShut(ctx, client, plan, now) // unread: all of it is still shut
	return doors.Shuts(now) != "", nil
}

// keepingShut is the plan without the calls that open doors, where an alarm came since
// it was made.
func (a *app) keepingShut(ctx context.Context, client *chain.Client, plan *ops.Plan, now *ops.Snapshot) (*ops.Plan, error) {
	d, is := ops.ShutDoors(plan.Operation)
	if !is || d.Closing == ops.AtOnce || d.Keep {
		return plan, nil
	}
	alarmed, err := a.alarmSince(ctx, client, plan.Base.Number, now)
	if err != nil || !alarmed {
		return plan, err
	}
	a.sayAlarm(now.Pool.Address)
	return plan.KeepingShut(), nil
}

func (a *app) sayAlarm(pool common.Address) {
	if !a.alarmed {
		a.alarmed = true
		a.warn("doors.alarm", "the pool was shut for an alarm since: all that is shut stays shut; mpool open %s opens them as they were before", pool)
	}
}

// keptDoors are what is shut already by an earlier alarm, or an operation that is not
// finished, and was open before; nil where there is nothing of it. In an alarm nothing
// that cannot be read keeps the rest from being shut.
func (t *target) keptDoors() *ops.Doors {
	var kept ops.Doors
	kept = kept.KeepShut().AsFound()
	plan, err := t.lastShut(t.before)
	if err == nil && plan != nil {
		var doors ops.Doors
		doors, err = t.stillShut(t.ctx, t.client, plan, t.before)
		kept = kept.Or(doors)
	}
	if err != nil {
		t.warn("doors.unread", "whether what an earlier shut has shut was opened since is not known: %s", err)
	}
	_, _, err = t.begunDoors(func(plan *ops.Plan) (ops.Doors, bool) {
		if d, is := ops.ShutDoors(innerOperation(plan)); is && d.AsFound().Shuts(t.before) != "" {
			kept = kept.Or(d)
			t.warn("doors.unfinished", "%s is not finished, and would open %s at its end: it leaves that shut once this is sent with --broadcast; mpool open %s opens it again",
				innerOperation(plan).Name(), d.Shuts(t.before), t.before.Pool.Address)
		}
		return ops.Doors{}, false
	})
	if err != nil {
		t.warn("doors.unread", "what is unfinished cannot be read: %s", err)
	}
	if kept.Shuts(t.before) == "" {
		return nil
	}
	return &kept
}

// recordAlarm records a shut of which nothing has to be sent: an operation that is not
// finished goes by it, and so does open.
func (a *app) recordAlarm(plan *ops.Plan) error {
	shut, is := plan.Operation.(ops.Shut)
	if !is || shut.Kept == nil {
		return nil
	}
	lock, err := a.lock()
	if err != nil {
		return err
	}
	defer func() { _ = lock.Release() }() // so does the end of the process
	digest, err := plan.Digest()
	if err != nil {
		return err
	}
	document, err := json.Marshal(plan)
	if err != nil {
		return err
	}
	record, err := journal.Create(a.journalDir(), a.now, journal.Begin{
		Plan: digest, Operation: shut.Name(), Subject: plan.Predicted.Pool.Address, ChainID: plan.Predicted.ChainID, Calls: 1, Document: document,
	})
	if err == nil {
		err = record.CloseOperation("nothing had to be sent: all of it was shut")
		_ = record.Close() // it is on the disk already
	}
	if err != nil {
		return fail(exitError, "journal", "the alarm could not be recorded: %s", err).because(err).withHint("look at the folder %s", a.journalDir())
	}
	a.note("the alarm is recorded: what is not finished leaves the pool shut; mpool open %s opens it as it was before", plan.Predicted.Pool.Address)
	return nil
}
