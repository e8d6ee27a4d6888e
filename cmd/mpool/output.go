package main

import (
	"mpool/internal/answer"
	"mpool/internal/text"
)

// show writes the command's only result to standard output. A command that continues afterwards, such
// as devnet, may call it early.
func (a *app) show(v text.View) error { return a.result.Show(v) }

// showResult shows the result if err is nil, and returns err otherwise.
func (a *app) showResult(v text.View, err error) error {
	if err != nil {
		return err
	}
	return a.show(v)
}

// showAs shows a result, as CSV if csv is true.
func (a *app) showAs(csv bool, v answer.Rows) error { return a.result.ShowAs(csv, v) }
