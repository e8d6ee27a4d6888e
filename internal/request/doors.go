package request

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planner"
)

// doorChoice holds the flags about the doors that are shut while a token has no balance.
type doorChoice struct {
	keepExits, suspend, trust onOff
	pauseSwaps                onOff // obsolete: swaps are always shut
}

func (c *doorChoice) fields() []Field {
	old := switchFlag("pause-swaps", &c.pauseSwaps, "no further effect: swaps and joins are always shut during the change")
	old.Old = true
	return []Field{
		keepExitsFlag(&c.keepExits),
		switchFlag("suspend-members", &c.suspend, "remove members from the allowlist during the change, and add them again"),
		switchFlag("trust-members", &c.trust, "trust the members of the allowlist not to join during the change"),
		old,
	}
}

func keepExitsFlag(keep *onOff) Field {
	return switchFlag("keep-exits", keep, "on v2 pools, shut joins with the allowlist so that exits stay possible")
}

func (c *doorChoice) check() error {
	if c.suspend.on && c.trust.on {
		return failure.Usage("use only one of --suspend-members, which removes members from the allowlist, and --trust-members, which keeps them").WithHint("omit one of them")
	}
	return nil
}

// doors returns the doors to shut while a token has no balance. manager is the asset manager that the
// operation uses. If one Safe makes all calls at once, nothing is shut.
func (t *Target) doors(ctx context.Context, c *doorChoice, manager common.Address) (ops.Doors, error) {
	if ops.OneSafe(t.Before, manager) {
		return ops.DoorsOf(t.Before, ops.AtOnce), nil
	}
	d := ops.DoorsOf(t.Before, ops.UsualClosing(t.Before, c.keepExits.on))
	if d.Closing != ops.ByAllowlist {
		return d, nil
	}
	members, err := t.members(ctx)
	if err != nil {
		return d, err
	}
	d.Members = slices.DeleteFunc(members, func(m common.Address) bool { return m == manager || m == t.Before.Pool.Owner })
	if len(d.Members) > 0 {
		d.Suspend, d.Trust = c.suspend.on, c.trust.on
	}
	return d, nil
}

// members lists all addresses on the allowlist, from the pool's events.
func (t *Target) members(ctx context.Context) ([]common.Address, error) {
	list, err := t.Node.Allowlist(ctx, &planner.Past{})
	if errors.Is(err, context.Canceled) {
		return nil, err
	}
	if err != nil {
		return nil, failure.New(failure.Refused, "doors.unread", "refused: cannot read the members of the allowlist from the pool's events, and they could join while a token has no balance: %s [doors.unread]", err).
			Because(err).WithHint("use a node that serves the pool's events, with --rpc-url; %s", ops.AtomicWay)
	}
	return list.Allowed(), nil
}

// begunDoors returns the doors of an unfinished operation on the pool, from its record. The pool itself
// does not show what was open before the operation began.
func (t *Target) begunDoors(ctx context.Context, same func(*ops.Plan) (ops.Doors, bool)) (ops.Doors, bool, error) {
	return t.doorsOf(ctx, t.Node.Begun, same)
}

// doorsOf returns the doors of the newest of the recorded plans that is the same operation.
func (t *Target) doorsOf(ctx context.Context, recorded func(context.Context) ([]*ops.Plan, error), same func(*ops.Plan) (ops.Doors, bool)) (ops.Doors, bool, error) {
	plans, err := recorded(ctx)
	if err != nil {
		return ops.Doors{}, false, err
	}
	for _, plan := range plans {
		if d, is := same(plan); is {
			d, err = t.unlessAlarmed(ctx, d, plan)
			return d, true, err
		}
	}
	return ops.Doors{}, false, nil
}

// unlessAlarmed returns the doors of a plan, but keeps them shut if mpool shut was used since.
func (t *Target) unlessAlarmed(ctx context.Context, d ops.Doors, plan *ops.Plan) (ops.Doors, error) {
	alarmed, err := t.Node.AlarmSince(ctx, plan.Base.Number)
	if err != nil || !alarmed {
		return d, err
	}
	t.Node.SayAlarm()
	return d.KeepShut(), nil
}

// halfDone warns of shut doors if an operation was begun and no record says what was open before.
func (t *Target) halfDone(what string, d ops.Doors) {
	var shut []string
	if !d.Swaps {
		shut = append(shut, "swaps")
	}
	if !d.JoinsExits {
		shut = append(shut, "joins and exits")
	}
	if d.Allowlist {
		shut = append(shut, "the allowlist")
	}
	if len(shut) > 0 {
		t.UI.Warn("doors.begun", "%s was started, and no record here says what was open before: %s stay shut at its end; mpool open %s opens the pool", what, joinedWords(shut), t.Before.Pool.Address)
	}
}

func joinedWords(words []string) string {
	if len(words) < 2 {
		return fmt.Sprint(words[0])
	}
	return fmt.Sprintf("%s and %s", words[0], joinedWords(words[1:]))
}
