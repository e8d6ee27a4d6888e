package execution

import "github.com/ethereum/go-ethereum/common"

// Out is what left the program, or may have.
type Out struct {
	ID     string      // of its record
	Hash   common.Hash // zero: the node has signed, and nobody knows yet what
	Before bool        // an earlier transaction of this run was published
	What   string      // what else was given away, such as a signature
}

// IsOut notes what is about to be published: from here on it may be out.
func (e *Engine) IsOut(id string, hash common.Hash) {
	before := e.Gone.Before || e.Sealed
	e.Sealed, e.Gone = true, Out{ID: id, Hash: hash, Before: before, What: e.Gone.What}
}

// NotOut takes it back, where the answer was a definite no.
func (e *Engine) NotOut() { e.Sealed = false }
