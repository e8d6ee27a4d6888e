package execution

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
)

// Out describes what was sent, or may have been.
type Out struct {
	ID     string      // of the record
	Hash   common.Hash // zero: the node signs, and the hash is not known yet
	Before bool        // an earlier transaction of this run was sent
	What   string      // what else was handed out, such as a signature
}

// IsOut notes that a transaction is about to be published. From here on it may be pending.
func (e *Engine) IsOut(id string, hash common.Hash) {
	before := e.Gone.Before || e.Sealed
	e.Sealed, e.Gone = true, Out{ID: id, Hash: hash, Before: before, What: e.Gone.What}
}

// NotOut notes that the transaction was definitely refused.
func (e *Engine) NotOut() { e.Sealed = false }

// WhatIsOut returns the exit code and the hint about sent transactions for the case that mpool
// itself fails.
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

// Mistaken is the error for a bug in mpool. It shows the place but not the text, because the text
// may hold secrets; kept says where the text is.
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
