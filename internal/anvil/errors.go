package anvil

import "errors"

// The kinds of Error; match with errors.Is.
var (
	ErrMissing  = errors.New("anvil is not installed")
	ErrPortBusy = errors.New("the port is in use")
	ErrPort     = errors.New("the port cannot be used")
	ErrEnded    = errors.New("anvil cannot be started")
)

// Error is an error with a message for the user and the next step.
type Error struct {
	kind error
	msg  string
	hint string
}

// Error returns the message without the hint.
func (e *Error) Error() string { return e.msg }

// Code returns the stable code for scripts.
func (e *Error) Code() string { return "fork" }

// Hint returns the next step, often a command.
func (e *Error) Hint() string { return e.hint }

// Unwrap returns one of the kinds above.
func (e *Error) Unwrap() error { return e.kind }
