package main

import (
	"strings"

	"github.com/spf13/cobra"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/history"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/text"
)

// The doors that --doors names.
const (
	doorSwaps      = "swaps"
	doorJoinsExits = "joins-exits"
	doorAllowlist  = "allowlist"
)

func newOpen(a *app) *cobra.Command {
	var doors []string
	var ramp string
	var flags operationFlags
	cmd := &cobra.Command{
		Use:   "open [POOL]",
		Short: "Open the pool again as it was before it was shut",
		Long: `open opens again what mpool shut has shut, as it was: what was open before is in the
record of that. Where there is no such record here, the pool's events tell what was
shut since swaps were disabled last, or --doors names what to open.

What prices and weights have moved meanwhile is open to arbitrage at once, unless the
swap fee is high in the beginning: --fee-ramp 50%:0.3%:7d begins with 50% and lowers
it to 0.3% in 7 days. Nothing is sent unless --broadcast is given.`,
		Example: `  mpool open fund --fee-ramp 50%:0.3%:7d
  mpool open fund --fee-ramp 50%:0.3%:7d --broadcast --yes --account owner
  mpool open fund --doors swaps,joins-exits`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.operate(cmd, args, &flags, func(on *target) (ops.Operation, error) {
				return on.opening(doors, ramp)
			})
		},
	}
	cmd.Flags().StringSliceVar(&doors, "doors", nil, "what to open, instead of what was open before: swaps, joins-exits, allowlist")
	cmd.Flags().StringVar(&ramp, "fee-ramp", "", "swap fee from the start to the end and the time between: 50%:0.3%:7d")
	addOverrideFlags(&flags.sending.Override, cmd.Flags())
	flags.add(cmd)
	return cmd
}

func (t *target) opening(names []string, ramp string) (ops.Operation, error) {
	var op ops.Open
	var err error
	if op.Doors, err = t.doorsBefore(names); err != nil {
		return nil, err
	}
	if ramp == "" {
		return op, nil
	}
	parsed, err := ops.ParseFeeRamp(ramp, t.before)
	if err != nil {
		return nil, failure.Usage("--fee-ramp: %s", err)
	}
	if t.before.Pool.SwapEnabled || !op.Doors.Swaps {
		t.ui.Warn("fee.unused", "--fee-ramp is left out: it shields swaps that this opens, and %s; mpool fee-ramp changes the fee alone", swapsNotOpened(t.before))
	}
	op.FeeRamp = &parsed
	return op, nil
}

// swapsNotOpened says why open does not open swaps.
func swapsNotOpened(pool *ops.Snapshot) string {
	if pool.Pool.SwapEnabled {
		return "swaps are on already"
	}
	return "swaps stay off"
}

// doorsBefore are the doors as they were before they were shut: as they are named, or
// by the record of that, or by the pool's events.
func (t *target) doorsBefore(names []string) (ops.Doors, error) {
	if len(names) > 0 {
		return namedDoors(t.before, names)
	}
	plan, err := t.plans.LastShut(t.before)
	if err != nil {
		return ops.Doors{}, err
	}
	if plan == nil {
		return t.shutSince()
	}
	d, err := t.plans.StillShut(t.ctx, t.client, plan, t.before)
	if err != nil {
		t.ui.Warn("doors.unread", "whether what was shut was opened since, and shut by somebody else, cannot be read from the pool's events: %s", err)
	}
	if d.Shuts(t.before) == "" {
		return t.shutSince() // the record is spent
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
			return d, failure.Usage("--doors: %s is no door", text.Quote(name)).WithHint("it is one of swaps, joins-exits, allowlist, or several of them")
		}
	}
	return d, nil
}

// shutSince opens what was shut at or after the moment when swaps were disabled last:
// that is the order in which mpool shuts a pool.
func (t *target) shutSince() (ops.Doors, error) {
	d := ops.DoorsOf(t.before, ops.AsFound)
	begin, err := (&planner.Past{}).Start(t.ctx, t.plans, t.client, t.before)
	if err != nil {
		return d, err
	}
	logs, err := t.plans.Logs(t.ctx, t.client, t.before, begin.Block, chain.LogFilter{Address: t.before.Pool.Address, Topics: history.DoorTopics()})
	if err != nil {
		return d, failure.New(failure.Refused, "doors.unread", "what was open before cannot be read from the pool's events: %s", err).Because(err).
			WithHint("name what to open: mpool open %s --doors swaps,joins-exits,allowlist", t.before.Pool.Address)
	}
	since := len(logs)
	for i, event := range logs {
		if door, opens := history.DoorEvent(event); door.Kind == ops.SwapDoor && opens {
			since = len(logs) // that is over
		} else if door.Kind == ops.SwapDoor {
			since = i
		}
	}
	for _, event := range logs[since:] {
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
	return d, nil
}
