package devnet

import (
	"errors"

	"mpool/internal/anvil"
)

// The kinds of Error; match with errors.Is.
var (
	ErrNoAnvil    = anvil.ErrMissing
	ErrNoArtifact = errors.New("a contract's artifact is missing")
	ErrPortBusy   = anvil.ErrPortBusy
	ErrPort       = anvil.ErrPort
	ErrState      = errors.New("the state file cannot be used")
	ErrNotDev     = errors.New("not a development chain")
	ErrValue      = errors.New("a value that was typed cannot be used")
)

// Error is an error with a message for the user and the next step.
type Error struct {
	kind error
	msg  string
	hint string
}

// Error returns the message without the hint.
func (e *Error) Error() string { return e.msg }

// Hint returns the next step, often a command.
func (e *Error) Hint() string { return e.hint }

// Code returns the code for scripts.
func (e *Error) Code() string {
	switch {
	case errors.Is(e.kind, ErrNoAnvil):
		return "devnet.no_anvil"
	case errors.Is(e.kind, ErrNoArtifact):
		return "devnet.no_artifact"
	case errors.Is(e.kind, ErrPortBusy):
		return "devnet.port_busy"
	case errors.Is(e.kind, ErrPort):
		return "devnet.port"
	case errors.Is(e.kind, ErrState):
		return "devnet.state"
	case errors.Is(e.kind, ErrNotDev):
		return "devnet.not_a_devnet"
	case errors.Is(e.kind, ErrValue):
		return "usage"
	}
	return "devnet"
}

// Unwrap returns one of the kinds above, or nil.
func (e *Error) Unwrap() error { return e.kind }

// fromAnvil turns an error of the child process into an Error of this package.
func fromAnvil(err error) error {
	var known *anvil.Error
	if errors.As(err, &known) {
		return &Error{known.Unwrap(), known.Error(), known.Hint()}
	}
	return err
}

// lastCause returns the innermost error, without what packages add around it.
func lastCause(err error) error {
	for next := errors.Unwrap(err); next != nil; next = errors.Unwrap(err) {
		err = next
	}
	return err
}
