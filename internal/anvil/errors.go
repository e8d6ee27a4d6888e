package anvil

import "errors"

// What can be missing or in the way; match with errors.Is.
var (
	ErrMissing  = errors.New("anvil is not installed")
	ErrPortBusy = errors.New("the port is in use")
	ErrPort     = errors.New("the port cannot be used")
	ErrEnded    = errors.New("anvil cannot be started")
)

// Error says what is wrong in the user's terms, and what to do next.
type Error struct {
	kind error
	msg  string
	hint string
}

// Error is the sentence alone, without the hint.
func (e *Error) Error() string { return e.msg }

// Code is how scripts know it.
func (e *Error) Code() string { return "fork" }

// Hint is the next step, often a command.
func (e *Error) Hint() string { return e.hint }

// Unwrap is one of the kinds above.
func (e *Error) Unwrap() error { return e.kind }
