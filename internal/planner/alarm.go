package planner

import (
	"context"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/history"
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/safe"
)

// LastShut returns the plan of the last recorded shutdown of a pool; nil if there is none. An
// unreadable record that may be of a later shutdown is an error, because the pool may have to stay
// shut. A shutdown counts neither after all of it was opened again, nor if it is of another chain.
func (pl *Planner) LastShut(ctx context.Context, node Chain, pool *ops.Snapshot) (*ops.Plan, error) {
	entries, err := journal.List(pl.Settings.JournalDir())
	if err != nil {
		return nil, Unreadable(err)
	}
	var later opened
	for _, entry := range slices.Backward(entries) {
		begin := entry.Status.Begin
		if OfPool(begin, pool) && mayBeOf(begin, ops.Open{}.Name()) {
			if plan, err := ReadRecorded(begin); err == nil && onThisChain(ctx, node, entry, plan, pool) {
				later = later.add(entry, plan)
			}
		}
		if !OfPool(begin, pool) || !mayBeOf(begin, ops.Shut{}.Name()) || len(entry.Status.Calls) == 0 && entry.Status.Closed == nil {
			continue
		}
		plan, err := ReadRecorded(begin)
		if err != nil {
			return nil, unreadShut(entry, pool, err)
		}
		shut, is := safe.InnerOperation(plan).(ops.Shut)
		switch {
		case !is || !onThisChain(ctx, node, entry, plan, pool):
		case later.ends(shut.Restores()):
			return nil, nil
		default:
			return plan, nil
		}
	}
	return nil, nil
}

func unreadShut(entry journal.Entry, pool *ops.Snapshot, err error) error {
	return failure.New(failure.Plain, "journal", "the pool may be shut for an alarm: the record %s of that cannot be read: %s", entry.ID, err).Because(err).
		WithDetail("id", entry.ID).WithDetail("journal", entry.Path).
		WithHint("look up what its account has sent, and move %s elsewhere; to open the pool without the record: mpool open %s --doors swaps,joins-exits,allowlist", entry.Path, pool.Pool.Address)
}

func OfPool(begin journal.Begin, pool *ops.Snapshot) bool {
	return begin.Subject == pool.Pool.Address && begin.ChainID == pool.ChainID
}

// StillShut returns the doors that a shutdown must restore, except those that someone has opened
// since: a later closing of such a door has another reason.
func (pl *Planner) StillShut(ctx context.Context, node Logs, plan *ops.Plan, now *ops.Snapshot) (ops.Doors, error) {
	shut, _ := safe.InnerOperation(plan).(ops.Shut)
	since := plan.Base.Number + 1
	if since > now.Block.Number {
		return shut.Restores(), nil
	}
	logs, err := pl.Logs(ctx, node, now, since, chain.LogFilter{Address: now.Pool.Address, Topics: history.DoorTopics()})
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

// AlarmSince says whether the pool was shut by an alarm since a block and is still shut. If the
// events cannot be read, it counts as still shut.
func (pl *Planner) AlarmSince(ctx context.Context, node Chain, block uint64, now *ops.Snapshot) (bool, error) {
	plan, err := pl.LastShut(ctx, node, now)
	if err != nil || plan == nil || plan.Base.Number < block {
		return false, err
	}
	doors, _ := pl.StillShut(ctx, node, plan, now) // if the events cannot be read, all doors count as shut
	return doors.Shuts(now) != "", nil
}

// keepingShut returns the plan without the calls that open doors if an alarm came after the plan
// was made. An opening ends there.
func (pl *Planner) keepingShut(ctx context.Context, node Chain, plan *ops.Plan, now *ops.Snapshot) (*ops.Plan, error) {
	if _, opens := safe.InnerOperation(plan).(ops.Open); opens {
		return plan, pl.refuseOpening(ctx, node, plan, now)
	}
	d, is := ops.ShutDoors(plan.Operation)
	if !is || d.Closing == ops.AtOnce || d.Keep {
		return plan, nil
	}
	alarmed, err := pl.AlarmSince(ctx, node, plan.Base.Number, now)
	if err != nil || !alarmed {
		return plan, err
	}
	pl.SayAlarm(now.Pool.Address)
	return plan.KeepingShut(), nil
}

// refuseOpening ends the opening of a pool that an alarm in a later block has shut.
func (pl *Planner) refuseOpening(ctx context.Context, node Chain, plan *ops.Plan, now *ops.Snapshot) error {
	alarmed, err := pl.AlarmSince(ctx, node, plan.Base.Number+1, now)
	if err != nil || !alarmed {
		return err
	}
	return failure.New(failure.Refused, "doors.alarm", "mpool shut has shut the pool since this was planned: it opens nothing more").
		WithHint("to open the pool all the same: mpool open %s", now.Pool.Address)
}

func (pl *Planner) SayAlarm(pool common.Address) {
	if !pl.alarmed {
		pl.alarmed = true
		pl.UI.Warn("doors.alarm", "mpool shut has shut the pool since: everything shut stays shut; mpool open %s restores the previous state", pool)
	}
}
