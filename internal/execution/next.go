package execution

import "mpool/internal/ops"

// mostRepeats is how often others may have a call made again before mpool stops.
const mostRepeats = 5

// coming is what comes next in a sending.
type coming string

const (
	sendable  coming = "ready to send"
	othersDid coming = "already done by someone else"
	madeAgain coming = "changed by someone else"
	undone    coming = "undone after it was mined"
)

// next returns which call of the shown plan comes next, from 0, and what to do about it.
// fresh is the plan for the rest; sent counts the finished calls, and repeated those that
// were made again.
func next(shown, fresh *ops.Plan, sent, repeated int) (call int, what coming) {
	call = numberOf(shown, fresh)
	switch {
	case call < sent && repeated < mostRepeats && shown.Repeats(fresh):
		return call, madeAgain
	case call < sent:
		return sent, undone
	case call > sent || call >= len(shown.Calls):
		return call, othersDid
	}
	return call, sendable
}
