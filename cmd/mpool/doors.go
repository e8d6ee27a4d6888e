package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/planner"
)

// doorFlags say how the pool is shut around calls between which a token has no
// balance.
type doorFlags struct {
	keepExits, suspend, trust bool
	pauseSwaps                bool // of old: what it asked for is always done
}

// oldFlag marks flags that are hidden and still fields of batch files.
const oldFlag = "mpool_old"

func (f *doorFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.BoolVar(&f.keepExits, "keep-exits", false, "on a pool of the second generation, shut joins by the allowlist, so that exits stay possible")
	flags.BoolVar(&f.suspend, "suspend-members", false, "take those on the allowlist off it for the time, and put them back")
	flags.BoolVar(&f.trust, "trust-members", false, "trust those on the allowlist not to join meanwhile")
	flags.BoolVar(&f.pauseSwaps, "pause-swaps", false, "does nothing more: swaps and joins are shut in any case")
	_ = flags.MarkHidden("pause-swaps") // it is there
	_ = flags.SetAnnotation("pause-swaps", oldFlag, []string{"keep"})
}

func (f *doorFlags) check() error {
	if f.suspend && f.trust {
		return failure.Usage("--suspend-members takes those on the allowlist off it, and --trust-members leaves them on it").WithHint("give one of them")
	}
	return nil
}

// doors are how the pool is shut while a token has no balance, by an operation whose
// asset manager is the one given.
func (t *target) doors(f *doorFlags, manager common.Address) (ops.Doors, error) {
	if ops.OneSafe(t.before, manager) {
		return ops.DoorsOf(t.before, ops.AtOnce), nil
	}
	d := ops.DoorsOf(t.before, ops.UsualClosing(t.before, f.keepExits))
	if d.Closing != ops.ByAllowlist {
		return d, nil
	}
	members, err := t.members()
	if err != nil {
		return d, err
	}
	d.Members = slices.DeleteFunc(members, func(m common.Address) bool { return m == manager || m == t.before.Pool.Owner })
	if len(d.Members) > 0 {
		d.Suspend, d.Trust = f.suspend, f.trust
	}
	return d, nil
}

// members are all who are on the allowlist, which the pool's events have to tell.
func (t *target) members() ([]common.Address, error) {
	list, err := t.plans.ReadAllowlist(t.ctx, t.client, t.before, &planner.Past{})
	if errors.Is(err, context.Canceled) {
		return nil, err
	}
	if err != nil {
		return nil, failure.New(failure.Refused, "doors.unread", "refused: who is on the allowlist cannot be read from the pool's events, and whoever is could join while a token has no balance: %s [doors.unread]", err).
			Because(err).WithHint("use a node that tells the pool's events, by --rpc-url; %s", ops.AtomicWay)
	}
	return list.Allowed(), nil
}

// begunDoors are those of an operation on the pool that was begun and not finished,
// by its record: a pool in the middle of it does not show what was open before.
func (t *target) begunDoors(same func(*ops.Plan) (ops.Doors, bool)) (ops.Doors, bool, error) {
	entries, err := journal.List(t.settings.JournalDir())
	if err != nil {
		return ops.Doors{}, false, planner.Unreadable(err)
	}
	for _, entry := range slices.Backward(entries) {
		begin := entry.Status.Begin
		if begin.Subject != t.before.Pool.Address || begin.ChainID != t.before.ChainID || !entry.Status.Unfinished() {
			continue
		}
		plan, err := planner.ReadRecorded(begin)
		if err != nil {
			continue // of something else, or of an older mpool: resume says so
		}
		if d, is := same(plan); is {
			d, err = t.unlessAlarmed(d, plan)
			return d, true, err
		}
	}
	return ops.Doors{}, false, nil
}

// unlessAlarmed are the doors of a plan, which stay shut where an alarm came since.
func (t *target) unlessAlarmed(d ops.Doors, plan *ops.Plan) (ops.Doors, error) {
	alarmed, err := t.plans.AlarmSince(t.ctx, t.client, plan.Base.Number, t.before)
	if err != nil || !alarmed {
		return d, err
	}
	t.plans.SayAlarm(t.before.Pool.Address)
	return d.KeepShut(), nil
}

// halfDone warns where an operation was begun, and no record says what was open
// before.
func (t *target) halfDone(what string, d ops.Doors) {
	var shut []string
	if !d.Swaps {
		shut = append(shut, "swaps")
	}
	if !d.JoinsExits {
		shut = append(shut, "joins and exits")
	}
	if d.Allowlist {
		shut = append(shut, "the allowlist's door")
	}
	if len(shut) > 0 {
		t.ui.Warn("doors.begun", "%s was begun, and no record here says what was open before: %s stay shut at its end; mpool open %s opens them", what, joinedWords(shut), t.before.Pool.Address)
	}
}

func joinedWords(words []string) string {
	if len(words) < 2 {
		return fmt.Sprint(words[0])
	}
	return fmt.Sprintf("%s and %s", words[0], joinedWords(words[1:]))
}

// doorsHelp says what is shut, from one call to another.
func doorsHelp(from, to string) string {
	return `From ` + from + ` to ` + to + ` the token has no balance, and whoever joined or traded
would pay nothing for it. A Safe that is owner and asset manager makes all calls in one
transaction. Otherwise swaps and joins are shut first and opened last, as they were: on
a pool of the second generation joins and exits, or with --keep-exits as on the first
joins by the allowlist. Who is on that could still join: --suspend-members or
--trust-members says what becomes of them.`
}
