package ops

import "slices"

// LeavesHalf says whether an operation that stops between its calls leaves the pool shut, or a
// token half added or half removed. An LP's swap or join leaves nothing of that kind, nor does a
// change of one call.
func LeavesHalf(op Operation) bool {
	switch op := op.(type) {
	case Shut:
		return true
	case Series:
		return slices.ContainsFunc(op.Parts, func(n Nested) bool { return LeavesHalf(n.Operation) })
	}
	_, shuts := ShutDoors(op)
	return shuts
}
