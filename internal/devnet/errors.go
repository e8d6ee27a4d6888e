package devnet

import (
	"errors"

	"mpool/internal/anvil"
)

// What can be missing or in the way; match with errors.Is.
var (
	ErrNoAnvil    = anvil.ErrMissing
	ErrNoArtifact = errors.New("a contract's artifact is missing")
	ErrPortBusy   = anvil.ErrPortBusy
	ErrPort       = anvil.ErrPort
	ErrState      = errors.New("the state file cannot be used")
	ErrNotDev     = errors.New("not a development chain")
)

// Error says what is wrong in the user's terms, and what to do next.
type Error struct {
	kind error
	msg  string
	hint string
}

// Error is the sentence alone, without the hint.
func (e *Error) Error() string { return e.msg }

// Hint is the next step, often a command.
func (e *Error) Hint() string { return e.hint }

// Unwrap is one of the kinds above.
func (e *Error) Unwrap() error { return e.kind }

// fromAnvil makes an error of the child process one of this package.
func fromAnvil(err error) error {
	var known *anvil.Error
	if errors.As(err, &known) {
		return &Error{known.Unwrap(), known.Error(), known.Hint()}
	}
	return err
}

// lastCause is the innermost error, without what packages put around it.
func lastCause(err error) error {
	for next := errors.Unwrap(err); next != nil; next = errors.Unwrap(err) {
		err = next
	}
	return err
}
