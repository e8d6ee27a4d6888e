package execution

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
)

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

// WhatIsOut is the exit code, and what to do about what was sent, where mpool itself fails.
func (e *Engine) WhatIsOut() (exit int, hint string) {
	switch {
	case e.Sealed && e.Gone.Hash != (common.Hash{}):
		return failure.Unconfirmed, fmt.Sprintf("transaction %s may be pending: do not send again; run mpool resume %s", e.Gone.Hash, e.Gone.ID)
	case e.Sealed:
		return failure.Unconfirmed, fmt.Sprintf("a transaction that the node signs may be pending: do not send again; run mpool resume %s", e.Gone.ID)
	case e.Gone.Before:
		return failure.Unconfirmed, fmt.Sprintf("an earlier transaction of this plan was sent, but not the last one: run mpool resume %s", e.Gone.ID)
	case e.Gone.What != "":
		return failure.Plain, "no transaction was sent, but " + e.Gone.What
	}
	return failure.Plain, "nothing was sent"
}

// Mistaken is the failure that is shown of a mistake in mpool: its place, and no text.
// kept says where the text is.
func (e *Engine) Mistaken(place, kept string) *failure.Failure {
	exit, hint := e.WhatIsOut()
	f := failure.New(exit, "panic", "%s", place).WithHint("%s", hint+"; "+kept)
	if e.Sealed || e.Gone.Before {
		f = f.WithDetail("id", e.Gone.ID)
	}
	if e.Sealed && e.Gone.Hash != (common.Hash{}) {
		f = f.WithDetail("hash", e.Gone.Hash)
	}
	return f
}
