package planner

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/history"
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/ops/wallet"
	"mpool/internal/planfile"
	"mpool/internal/safe"
)

// foreignDoors returns the doors that the rest of a plan would open but that others have changed
// since the plan shut them. Opening them would undo that change. The pool's state looks the same in
// both cases, so mpool reads its events.
func (pl *Planner) foreignDoors(ctx context.Context, node Logs, plan *ops.Plan, left *Proposal) ([]ops.Door, error) {
	if !left.Plan.Opens() {
		return nil, nil
	}
	own, since, err := pl.ownTransactions(plan)
	if err != nil {
		return nil, Unreadable(err)
	}
	pool := plan.Predicted.Pool.Address
	events, err := node.Logs(ctx, chain.LogFilter{Address: pool, Topics: history.DoorTopics()}, min(since, left.Before.Block.Number), left.Before.Block.Number, func(uint64) {})
	if err != nil {
		return nil, failure.New(failure.Plain, "doors.unknown", "mpool could not find out whether someone else has shut part of the pool meanwhile: %s", err).Because(err).
			WithHint("use another node with --rpc-url; or check mpool history %s and open the pool with mpool open %s", pool, pool)
	}
	var foreign []ops.Door
	for _, call := range left.Plan.Calls {
		door, _, is := ops.DoorCall(call)
		if hash, changed := changedBy(door, events, own); is && changed {
			foreign = append(foreign, door)
			if slices.Contains(pl.left, door) {
				continue
			}
			pl.left = append(pl.left, door)
			pl.UI.Warn("doors.foreign", "%s: another transaction changed this meanwhile, %s: mpool does not change it back; mpool explain %s shows who sent it", door, hash, hash)
		}
	}
	return foreign, nil
}

// changedBy returns the last transaction of others that changed a door after the plan shut it. If
// this machine has sent no transaction of the plan, the plan's calls came from another machine.
// Then the first closing of the door counts as the plan's.
func changedBy(door ops.Door, events []types.Log, own []common.Hash) (by common.Hash, changed bool) {
	first := true
	for _, event := range events {
		of, opens := history.DoorEvent(event)
		switch {
		case of != door:
			continue
		case slices.Contains(own, event.TxHash):
			by, changed = common.Hash{}, false
		case first && !opens && len(own) == 0:
		default:
			by, changed = event.TxHash, true
		}
		first = false
	}
	return by, changed
}

// ownTransactions returns the transactions that this machine sent for the plan's operation, and
// since, the first block in which they could be mined.
func (pl *Planner) ownTransactions(plan *ops.Plan) (own []common.Hash, since uint64, err error) {
	since = plan.Base.Number + 1
	of := safe.InnerOperation(plan)
	want, err := json.Marshal(of)
	if err != nil {
		return nil, since, err
	}
	entries, err := journal.List(pl.Settings.JournalDir())
	for _, entry := range entries {
		mined := minedOf(entry.Status)
		if len(mined) == 0 || entry.Status.Begin.Subject != plan.Predicted.Pool.Address || !ofOperation(entry.Status.Begin, of.Name(), want) {
			continue
		}
		for _, m := range mined {
			own, since = append(own, m.Hash), min(since, m.BlockNumber)
		}
	}
	return own, since, err
}

// minedOf returns the mined transactions of a record that did not revert.
func minedOf(status journal.Status) (mined []journal.Mined) {
	for _, call := range status.Calls {
		if call.Mined != nil && call.Mined.Success {
			mined = append(mined, *call.Mined)
		}
	}
	return mined
}

// ofOperation says whether a record is of exactly this operation, with or without a Safe.
func ofOperation(begin journal.Begin, name string, want []byte) bool {
	if !mayBeOf(begin, name) {
		return false
	}
	plan, err := ReadRecorded(begin)
	if err != nil {
		return false
	}
	has, err := json.Marshal(safe.InnerOperation(plan))
	return err == nil && bytes.Equal(has, want)
}

// mayBeOf says whether a record may be of an operation with this name, with or without a Safe. It
// trusts the record's first line, so that fewer plans are read: ReadRecorded checks that line, but
// takes far longer.
func mayBeOf(begin journal.Begin, name string) bool {
	if begin.Operation != (wallet.ExecSafe{}).Name() {
		return begin.Operation == name
	}
	inner := planfile.NameWithin(begin.Document)
	return inner == name || inner == "" // an empty name means unreadable data
}

// refuseShutBefore refuses a plan if others shut its doors before the plan's first call. They may
// have had another reason, and the plan would undo it at its end.
func refuseShutBefore(pl *Planner, shown *ops.Plan, fresh *Proposal) error {
	if d, is := ops.ShutDoors(shown.Operation); !is || d.Keep || len(fresh.Plan.Calls) == 0 {
		return nil
	}
	gone := len(shown.Calls) - len(fresh.Plan.Calls)
	for i, call := range shown.Calls[:max(0, gone)] {
		door, opens, is := ops.DoorCall(call)
		if !is || opens {
			return nil // the plan itself has made a call
		}
		if i == gone-1 {
			own, _, err := pl.ownTransactions(shown)
			if err != nil {
				return Unreadable(err)
			}
			if len(own) == 0 {
				return failure.New(failure.Refused, "stale", "the plan is stale: %s: shut since then by another transaction, and this plan would open it at its end", door).
					WithHint("plan again: the new plan leaves it shut")
			}
		}
	}
	return nil
}

func Unreadable(err error) error {
	f := failure.New(failure.Plain, "journal", "cannot read the record of sent transactions, so nothing is sent: %s", err).Because(err)
	return f // err has its own hint
}

// ReadRecorded returns the plan of a record.
func ReadRecorded(begin journal.Begin) (*ops.Plan, error) {
	plan, err := ReadPlanText(begin.Document)
	var open *planfile.OpenPlanError
	if errors.As(err, &open) {
		return nil, failure.New(failure.Refused, "doors.old", "the record is by an older mpool, which left the pool open between the calls of %s: mpool does not continue it", open.Operation).Because(err).
			WithHint("first shut the pool: mpool shut %s --broadcast --account NAME; then run mpool %s with the same values for the remaining calls, mpool open %s to open it, and mpool tx close ID --reason TEXT to close the record", begin.Subject, open.Operation, begin.Subject)
	}
	if err != nil {
		return nil, failure.New(failure.Plain, "journal", "cannot read the plan in the record: %s", err).Because(err).
			WithHint("another version of mpool wrote it: settle its transactions with that version")
	}
	if said := saysOtherwise(begin, plan); said != "" {
		return nil, failure.New(failure.Plain, "journal", "the record was changed: its %s differs from that of its plan", said).
			WithHint("check what the account has sent, settle it, then move the file elsewhere")
	}
	return plan, nil
}

// saysOtherwise names a field of a record's first line that differs from the plan in it; empty if
// all agree.
func saysOtherwise(begin journal.Begin, plan *ops.Plan) string {
	digest, err := plan.Digest()
	for _, field := range []struct {
		name string
		same bool
	}{
		{"digest", err == nil && begin.Plan == digest},
		{"operation", begin.Operation == plan.Operation.Name()},
		{"pool", begin.Subject == plan.Predicted.Pool.Address},
		{"chain", begin.ChainID == plan.Predicted.ChainID},
		{"number of calls", begin.Calls == max(1, len(plan.Calls))}, // 1 for an alarm, which sends nothing
	} {
		if !field.same {
			return field.name
		}
	}
	return ""
}
