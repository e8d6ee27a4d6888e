// Package foreign holds mistakes in files that another file names. The naming file's author need not be
// the user, and the named file can be any file of the folder, so no message about it shows its text.
package foreign

import (
	"errors"
	"fmt"

	"mpool/internal/failure"
)

// At is a mistake at a place in a file.
type At struct {
	Line, Column int    // from 1; column 0: not known
	Wanted       string // what belongs there; empty: what the file as a whole must contain
	Err          error  // can quote the file
}

func (e *At) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Err) }

func (e *At) Unwrap() error { return e.Err }

// Where returns the place of the mistake.
func (e *At) Where() (line, column int) { return e.Line, e.Column }

// Spot returns the line and the column of a byte of a file.
func Spot(text []byte, offset int64) (line, column int) {
	line, column = 1, 1
	for _, c := range text[:min(offset, int64(len(text)))] {
		if column++; c == '\n' {
			line, column = line+1, 1
		}
	}
	return line, column
}

// Withheld returns the places of the mistakes in a named file, and what belongs there, without a word
// of the file. wanted is what the file must contain.
func Withheld(file, wanted string, err error) error {
	var all []error
	for _, one := range each(err) {
		all = append(all, withheld(file, wanted, one))
	}
	return failure.Together(all...)
}

func withheld(file, wanted string, err error) *failure.Failure {
	var at *At
	if errors.As(err, &at) && at.Wanted != "" {
		wanted = at.Wanted
	}
	place := ""
	var placed interface {
		error
		Where() (line, column int)
	}
	if errors.As(err, &placed) {
		line, column := placed.Where()
		if place = fmt.Sprintf(": line %d", line); column > 0 {
			place += fmt.Sprintf(", column %d", column)
		}
	}
	return failure.Usage("%s%s: expected %s", file, place, wanted).WithHint("mpool does not show the text of a file that another file names")
}

// each returns the errors that errors.Join joined.
func each(err error) (all []error) {
	if err == nil {
		return nil
	}
	joined, is := err.(interface{ Unwrap() []error })
	if !is {
		return []error{err}
	}
	for _, one := range joined.Unwrap() {
		all = append(all, each(one)...)
	}
	return all
}
