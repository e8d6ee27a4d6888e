package main

import (
	"fmt"
	"os"
	"time"

	"mpool/internal/mistake"
)

// panicked says that mpool has a mistake in it, where, and what may be out. What
// the panic says may hold any secret: it goes to a file that only this user reads.
func (a *app) panicked(value any) (code int) {
	m := mistake.Of(value)
	defer func() {
		if again := recover(); again != nil { // the report of the panic panics too
			code = a.lastWords(m)
		}
	}()
	f := a.engine.Mistaken(m.Error(), a.keeper.Keep(m)).WithDetail("place", m.Place)
	a.result.Report(f)
	return f.Exit
}

// lastWords needs nothing that could fail a second time.
func (a *app) lastWords(m *mistake.Mistake) int {
	defer func() { _ = recover() }() // standard error itself is broken: the exit code says it
	exit, hint := a.engine.WhatIsOut()
	fmt.Fprintf(os.Stderr, "mpool: error: %s\nmpool: hint: %s\n", m.Error(), hint)
	return exit
}

// program is which mpool it is, when, and which command.
func (a *app) program() string {
	return fmt.Sprintf("mpool %s, %s\nmpool %s", versionText(), time.Now().UTC().Format(time.RFC3339), a.engine.Command)
}

// isOut notes what others may have by now, other than a transaction.
func (a *app) isOut(what string) { a.engine.Gone.What = what }
