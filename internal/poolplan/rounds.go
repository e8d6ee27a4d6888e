package poolplan

import (
	"errors"
	"strings"

	"mpool/internal/failure"
)

// mostRounds limits how often apply plans again: a pool has at most 50 tokens.
const mostRounds = 120

// Rounds carries out a file plan by plan, until nothing is left for now. A failure says which plans
// were carried out before it, and what was not done.
func Rounds(path string, one func() (*View, error)) (v *View, err error) {
	var done, left []string
	for range mostRounds {
		v, err = one()
		v.Follows(len(done) > 0)
		if err != nil {
			return v, partly(err, done, left)
		}
		if v.OfSafe || len(v.Steps) == 0 || len(v.Waits) == 0 {
			return v, v.HeldBack(nil)
		}
		done, left = append(done, does(v.Steps)), nil
		for _, l := range v.Later {
			left = append(left, l.Does)
		}
	}
	return v, failure.New(failure.Plain, "poolfile.rounds", "%s: the pool is not as the file says after %d plans", path, mostRounds)
}

// partly adds to a failure what was done before it and what was not.
func partly(err error, done, left []string) error {
	var f *failure.Failure
	if len(done) == 0 || !errors.As(err, &f) {
		return err
	}
	said := *f
	if said.Hint != "" {
		said.Hint += "; "
	}
	said.Hint += "done: " + strings.Join(done, ", ")
	if len(left) > 0 {
		said.Hint += "; not done: " + strings.Join(left, ", ")
	}
	return said.WithDetail("done", done).WithDetail("not_done", left)
}
