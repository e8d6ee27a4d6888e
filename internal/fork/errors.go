package fork

import "errors"

// The errors of a fork; match them with errors.Is. A missing anvil is anvil.ErrMissing, and faults
// of the node are errors of package chain.
var (
	ErrNotAnvil   = errors.New("the started program is not anvil")
	ErrMoved      = errors.New("the block was replaced")
	ErrEnded      = errors.New("anvil ended")
	ErrFails      = errors.New("anvil failed")
	ErrNotMined   = errors.New("anvil did not mine the call")
	ErrArithmetic = errors.New("mpool's arithmetic differs from the pool's")
	ErrAnswer     = errors.New("it lacks the requested amounts")
	ErrPast       = errors.New("the time is not after the calls")
)

// NotTried is the Why of an Outcome that could not be tried.
const NotTried = "not tried: this anvil cannot simulate"

var errNoMember = errors.New(NotTried)

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
