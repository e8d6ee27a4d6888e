package halfway

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/safe"
)

// ListedFor reports whether a first join has added its sender to the allowlist, to remove it at its end.
func ListedFor(plan *ops.Plan, sender common.Address) bool {
	join, is := safe.InnerOperation(plan).(trade.InitPool)
	return is && join.Sender == sender && !join.Listed && slices.ContainsFunc(plan.Calls, func(c ops.Call) bool { return lists(c, true) })
}

// StillListed is the sender that a first join has added to the allowlist and not removed; zero if there is
// none. left is the number of calls that were not made.
func StillListed(plan *ops.Plan, left int) (sender common.Address) {
	join, is := safe.InnerOperation(plan).(trade.InitPool)
	if !is || left > len(plan.Calls) {
		return sender
	}
	done, rest := plan.Calls[:len(plan.Calls)-left], plan.Calls[len(plan.Calls)-left:]
	if slices.ContainsFunc(done, func(c ops.Call) bool { return lists(c, true) }) && slices.ContainsFunc(rest, func(c ops.Call) bool { return lists(c, false) }) {
		return join.Sender
	}
	return sender
}

// lists reports whether a call adds a member to the allowlist, or removes one.
func lists(call ops.Call, adds bool) bool {
	door, opens, is := ops.DoorCall(call)
	return is && door.Kind == ops.MemberDoor && opens == adds
}
