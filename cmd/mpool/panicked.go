package main

import (
	"fmt"
	"os"
	"time"

	"mpool/internal/execution"
	"mpool/internal/mistake"
)

// panicked reports an internal error with its place in the code and what may be pending. The panic's
// message may hold a secret: it goes only to a file that only this user can read.
func (a *app) panicked(value any) (code int) {
	m := mistake.Of(value)
	defer func() {
		if again := recover(); again != nil { // the report of the panic panicked too
			code = lastWords(a.engine, m)
		}
	}()
	f := a.engine.Mistaken(m.Error(), a.keeper.Keep(m)).WithDetail("place", m.Place)
	a.result.Report(f)
	return f.Exit
}

// lastWords prints the error without anything that could fail again.
func lastWords(engine *execution.Engine, m *mistake.Mistake) int {
	defer func() { _ = recover() }() // standard error is broken too: the exit code still tells what is pending
	exit, hint := engine.WhatIsOut()
	fmt.Fprintf(os.Stderr, "mpool: error: %s\nmpool: hint: %s\n", m.Error(), hint)
	return exit
}

// program returns mpool's version, the time in UTC, and the command.
func program(command string) string {
	return fmt.Sprintf("mpool %s, %s\nmpool %s", versionText(), time.Now().UTC().Format(time.RFC3339), command)
}
