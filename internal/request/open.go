package request

import (
	"context"
	"strings"

	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/failure"
	"mpool/internal/history"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// The values of --doors.
const (
	doorSwaps      = "swaps"
	doorJoinsExits = "joins-exits"
	doorAllowlist  = "allowlist"
)

// open is a request to open what was open before the pool was shut.
type open struct {
	poolAlone
	doors apart
	ramp  typed
}

func aboutOpen() entry {
	return entry{
		name: "open", short: "Open the pool again after mpool shut", chapter: AsOwner, judged: true,
		asks: func() asked { return &open{} },
		long: `open restores what mpool shut has disabled, from the record of that shutdown. If this
machine has no such record, mpool reads from the pool's events what was disabled since
swaps were last disabled, or use --doors to choose what to enable.

Price and weight changes during the shutdown are open to arbitrage at once, unless the
swap fee starts high: --fee-ramp 50%:0.3%:7d starts at 50% and falls to 0.3% in 7 days.
Nothing is sent unless --broadcast is given.`,
		example: `  mpool open fund --fee-ramp 50%:0.3%:7d
  mpool open fund --fee-ramp 50%:0.3%:7d --broadcast --yes --account owner
  mpool open fund --doors swaps,joins-exits`,
	}
}

func (o *open) fields() []Field {
	doors := listFlag("doors", &o.doors, "what to enable, instead of the state before: swaps, joins-exits, allowlist")
	doors.Commas = true
	return []Field{doors, rampFlag(&o.ramp)}
}

func (o *open) check(context.Context, Source) error {
	_, err := namedDoors(&ops.Snapshot{}, o.doors.words)
	return failure.Together(err, rampForm(o.ramp.words))
}

func (o *open) build(ctx context.Context, on *Target) (ops.Operation, error) {
	var op ops.Open
	var err error
	if op.Doors, err = on.doorsBefore(ctx, o.doors.words); err != nil {
		return nil, err
	}
	if o.ramp.words == "" {
		return op, nil
	}
	if op.FeeRamp, err = parseRamp(o.ramp.words, on.Before); err != nil {
		return nil, err
	}
	if on.Before.Pool.SwapEnabled || !op.Doors.Swaps {
		on.UI.Warn("fee.unused", "--fee-ramp has no effect, because %s; it protects the enabling of swaps; use mpool fee-ramp to change only the fee", swapsNotOpened(on.Before))
	}
	return op, nil
}

// swapsNotOpened says why open does not enable swaps.
func swapsNotOpened(pool *ops.Snapshot) string {
	if pool.Pool.SwapEnabled {
		return "swaps are already enabled"
	}
	return "swaps stay disabled"
}

// doorsBefore returns the doors that were open before the pool was shut: the user's choice, otherwise
// those of the record, otherwise those of the pool's events.
func (t *Target) doorsBefore(ctx context.Context, names []string) (ops.Doors, error) {
	if len(names) > 0 {
		return namedDoors(t.Before, names)
	}
	plan, err := t.Node.LastShut(ctx)
	if err != nil {
		return ops.Doors{}, err
	}
	if plan == nil {
		return t.shutSince(ctx)
	}
	d, err := t.Node.StillShut(ctx, plan)
	if err != nil {
		t.UI.Warn("doors.unread", "cannot read from the pool's events whether it was opened and shut by others since: %s", err)
	}
	if d.Shuts(t.Before) == "" {
		return t.shutSince(ctx) // everything of the record is open already
	}
	return d, nil
}

func namedDoors(pool *ops.Snapshot, names []string) (ops.Doors, error) {
	d := ops.DoorsOf(pool, ops.AsFound)
	for _, name := range names {
		switch strings.TrimSpace(name) {
		case doorSwaps:
			d.Swaps = true
		case doorJoinsExits:
			d.JoinsExits = true
		case doorAllowlist:
			d.Allowlist = false
		default:
			return d, failure.Usage("--doors: unknown value %s", text.Quote(name)).WithHint("use swaps, joins-exits, allowlist, or several of them")
		}
	}
	return d, nil
}

// shutSince returns what was shut when swaps were last disabled or later. mpool shuts swaps first.
func (t *Target) shutSince(ctx context.Context) (ops.Doors, error) {
	d := ops.DoorsOf(t.Before, ops.AsFound)
	begin, err := t.Node.Start(ctx)
	if err != nil {
		return d, err
	}
	events, err := t.Node.DoorEvents(ctx, begin.Block)
	if err != nil {
		return d, failure.New(failure.Refused, "doors.unread", "cannot read from the pool's events what was open before: %s", err).Because(err).
			WithHint("name what to open: mpool open %s --doors swaps,joins-exits,allowlist", t.Before.Pool.Address)
	}
	return reopened(d, sinceSwapsOff(events)), nil
}

// sinceSwapsOff returns the events since swaps were last disabled; none if they were enabled
// afterwards.
func sinceSwapsOff(events []types.Log) []types.Log {
	since := len(events)
	for i, event := range events {
		if door, opens := history.DoorEvent(event); door.Kind == ops.SwapDoor && opens {
			since = len(events) // swaps were enabled again
		} else if door.Kind == ops.SwapDoor {
			since = i
		}
	}
	return events[since:]
}

// reopened adds to d the doors that the events have shut.
func reopened(d ops.Doors, events []types.Log) ops.Doors {
	for _, event := range events {
		switch door, opens := history.DoorEvent(event); {
		case opens:
		case door.Kind == ops.SwapDoor:
			d.Swaps = true
		case door.Kind == ops.JoinExitDoor:
			d.JoinsExits = true
		case door.Kind == ops.AllowlistDoor:
			d.Allowlist = false
		default:
			d.Members, d.Suspend = append(d.Members, door.Member), true
		}
	}
	return d
}
