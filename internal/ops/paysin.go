package ops

// Paying is an operation that may give its sender's tokens to the pool for what the pool promises: a
// trade, a join, or an operation that holds one. In a pool of a stranger they are lost.
type Paying interface {
	// PaysIn says whether it does.
	PaysIn() bool
}

// PaysIn says whether an operation gives its sender's tokens to the pool for what the pool promises.
func PaysIn(op Operation) bool {
	pays, can := op.(Paying)
	return can && pays.PaysIn()
}

// PaysIn says whether a part pays in.
func (op Series) PaysIn() bool {
	for _, part := range op.Parts {
		if PaysIn(part.Operation) {
			return true
		}
	}
	return false
}
