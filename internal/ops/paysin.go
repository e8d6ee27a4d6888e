package ops

// PaysIn says whether an operation gives its sender's tokens to the pool for what the pool promises: a
// trade, or a join. In a pool of a stranger they are lost.
func PaysIn(op Operation) bool {
	switch op := op.(type) {
	case Swap, Join, InitPool:
		return true
	case ExecSafe:
		return PaysIn(op.Of.Operation)
	case Series:
		for _, part := range op.Parts {
			if PaysIn(part.Operation) {
				return true
			}
		}
	}
	return false
}
