package execution

import "mpool/internal/ops"

// mostRepeats limits how often mpool makes a call again because others changed the state.
const mostRepeats = 5

// coming says what to do about the next call.
type coming string

const (
	sendable  coming = "ready to send"
	othersDid coming = "already done by someone else"
	madeAgain coming = "changed by someone else"
	undone    coming = "undone after it was mined"
)

// next returns the index of the shown plan's next call, from 0, and what to do about it. fresh is
// the plan for the rest, sent the number of finished calls, and repeated the number of calls that
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
