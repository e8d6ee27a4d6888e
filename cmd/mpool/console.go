package main

import "io"

// console is how mpool speaks with its user beside the one result: notes, warnings,
// questions and progress, all on standard error.
type console struct {
	in       io.Reader
	out      io.Writer // of the result: is it a terminal, and how wide
	err      io.Writer
	env      func(name string) (value string, found bool)
	stopped  <-chan struct{} // closed by Ctrl-C; nil: there is none
	global   globalFlags
	warnings []message
}

func newConsole(w world) *console {
	return &console{in: w.in, out: w.out, err: w.err, env: w.env}
}
