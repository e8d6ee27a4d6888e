package devnet

import "errors"

// What can be missing or in the way; match with errors.Is.
var (
	ErrNoAnvil    = errors.New("anvil is not installed")
	ErrNoArtifact = errors.New("a contract's artifact is missing")
	ErrPortBusy   = errors.New("the port is in use")
	ErrPort       = errors.New("the port cannot be used")
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
