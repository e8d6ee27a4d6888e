package main

import (
	"mpool/internal/answer"
	"mpool/internal/text"
)

// show writes the command's one result to standard output. A command that goes
// on after it, as devnet does, may call it early.
func (a *app) show(v text.View) error { return a.result.Show(v) }

// showResult shows what came out, unless an error did.
func (a *app) showResult(v text.View, err error) error {
	if err != nil {
		return err
	}
	return a.show(v)
}

// showAs shows a result, as comma-separated values where those are asked for.
func (a *app) showAs(csv bool, v answer.Rows) error { return a.result.ShowAs(csv, v) }
