package request

import (
	"context"
	"errors"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/safe"
)

// shut is a request to shut the pool at once.
type shut struct {
	poolAlone
	keepExits, suspend onOff
}

func aboutShut() entry {
	return entry{
		name: "shut", short: "Shut the pool in an emergency: no swaps and no joins", chapter: AsOwner,
		asks: func() asked { return &shut{} },
		long: `shut is one command for an emergency: it disables swaps and joins. On a v2 pool joins and
exits are disabled together, so LPs are locked in until the pool is opened; --keep-exits
instead restricts joins to the allowlist, which is how a v1 pool is shut. Members of the
allowlist could then still join: --suspend-members removes them from it. If a Safe owns
the pool, all calls are one transaction.

The previous state is saved in the record, and mpool open restores it. A running weight
change continues. Nothing is sent unless --broadcast is given.`,
		example: `  mpool shut fund
  mpool shut fund --broadcast --yes --account owner
  mpool shut fund --keep-exits --out shut.json`,
	}
}

func (o *shut) fields() []Field {
	return []Field{
		keepExitsFlag(&o.keepExits),
		switchFlag("suspend-members", &o.suspend, "remove members from the allowlist; mpool open adds them again"),
	}
}

// build builds the operation. It is for emergencies: something that cannot be read gives a warning and
// does not stop it.
func (o *shut) build(ctx context.Context, on *Target) (ops.Operation, error) {
	kept, stops := on.keptDoors(ctx)
	d := ops.DoorsOf(on.Before, ops.UsualClosing(on.Before, o.keepExits.on))
	if o.keepExits.on {
		d.Closing = ops.ByAllowlist // then exits can be enabled while joins stay shut
	}
	if d.Closing != ops.ByAllowlist {
		return ops.Shut{Doors: d, Kept: kept, Stops: stops}, nil
	}
	members, err := on.members(ctx)
	if errors.Is(err, context.Canceled) {
		return nil, err
	}
	if err != nil {
		on.UI.Warn("doors.unread", "members of the allowlist may still be able to join: %s", err)
	}
	d.Members = slices.DeleteFunc(members, func(m common.Address) bool { return m == on.Before.Pool.Owner })
	d.Suspend = o.suspend.on && len(d.Members) > 0
	return ops.Shut{Doors: d, Kept: kept, Stops: stops}, nil
}

// keptDoors returns the doors that an earlier shut, or an unfinished operation, has shut and that were
// open before; nil if there are none. stops says that an unfinished operation would open them.
func (t *Target) keptDoors(ctx context.Context) (doors *ops.Doors, stops bool) {
	var kept ops.Doors
	kept = kept.KeepShut().AsFound()
	plan, err := t.Node.LastShut(ctx)
	if err == nil && plan != nil {
		var doors ops.Doors
		doors, err = t.Node.StillShut(ctx, plan)
		kept = kept.Or(doors)
	}
	if err != nil {
		t.UI.Warn("doors.unread", "cannot find out whether the pool was opened since an earlier mpool shut: %s", err)
	}
	begun, err := t.Node.Begun(ctx)
	if err != nil {
		t.UI.Warn("doors.unread", "cannot read unfinished operations: %s", err)
	}
	for _, plan := range begun {
		if d, is := ops.ShutDoors(safe.InnerOperation(plan)); is && d.AsFound().Shuts(t.Before) != "" {
			kept, stops = kept.Or(d), true
			t.UI.Warn("doors.unfinished", "%s is not finished and would open %s at its end; once this is sent with --broadcast, it leaves them shut; mpool open %s opens them again",
				safe.InnerOperation(plan).Name(), d.Shuts(t.Before), t.Before.Pool.Address)
		}
	}
	if kept.Shuts(t.Before) == "" {
		return nil, false
	}
	return &kept, stops
}
