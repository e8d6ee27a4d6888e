package main

import (
	"fmt"
	"os"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/mistake"
)

// panicked says that mpool has a mistake in it, where, and what may be out. What
// the panic says may hold any secret: it goes to a file that only this user reads.
func (a *app) panicked(value any) (code int) {
	m := mistake.Of(value)
	defer func() {
		if again := recover(); again != nil { // what tells of it has a mistake too
			code = a.lastWords(m)
		}
	}()
	f := a.mistaken(m, a.keeper.Keep(m))
	a.report(f)
	return f.Exit
}

// mistaken is the failure that is shown: a place, and no text.
func (a *app) mistaken(m *mistake.Mistake, kept string) *failure.Failure {
	exit, hint := a.whatIsOut()
	f := failure.New(exit, "panic", "%s", m.Error()).WithHint("%s", hint+"; "+kept).WithDetail("place", m.Place)
	if a.engine.Sealed || a.engine.Gone.Before {
		f = f.WithDetail("id", a.engine.Gone.ID)
	}
	if a.engine.Sealed && a.engine.Gone.Hash != (common.Hash{}) {
		f = f.WithDetail("hash", a.engine.Gone.Hash)
	}
	return f
}

// whatIsOut is the exit code, and what to do about what was sent.
func (a *app) whatIsOut() (exit int, hint string) {
	switch {
	case a.engine.Sealed && a.engine.Gone.Hash != (common.Hash{}):
		return failure.Unconfirmed, fmt.Sprintf("transaction %s may be pending: do not send again; run mpool resume %s", a.engine.Gone.Hash, a.engine.Gone.ID)
	case a.engine.Sealed:
		return failure.Unconfirmed, fmt.Sprintf("a transaction that the node signs may be pending: do not send again; run mpool resume %s", a.engine.Gone.ID)
	case a.engine.Gone.Before:
		return failure.Unconfirmed, fmt.Sprintf("an earlier transaction of this plan was sent, but not the last one: run mpool resume %s", a.engine.Gone.ID)
	case a.engine.Gone.What != "":
		return failure.Plain, "no transaction was sent, but " + a.engine.Gone.What
	}
	return failure.Plain, "nothing was sent"
}

// lastWords needs nothing that could fail a second time.
func (a *app) lastWords(m *mistake.Mistake) int {
	defer func() { _ = recover() }() // standard error itself is broken: the exit code says it
	exit, hint := a.whatIsOut()
	fmt.Fprintf(os.Stderr, "mpool: error: %s\nmpool: hint: %s\n", m.Error(), hint)
	return exit
}

// program is which mpool it is, when, and which command.
func (a *app) program() string {
	return fmt.Sprintf("mpool %s, %s\nmpool %s", versionText(), time.Now().UTC().Format(time.RFC3339), a.engine.Command)
}

// isOut notes what others may have by now, other than a transaction.
func (a *app) isOut(what string) { a.engine.Gone.What = what }
