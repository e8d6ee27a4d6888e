package main

import (
	"errors"
	"fmt"

	"mpool/internal/anvil"
	"mpool/internal/chain"
	"mpool/internal/fork"
	"mpool/internal/journal"
)

// The exit codes; `mpool help exit-codes` lists them.
const (
	exitDone        = 0
	exitError       = 1
	exitUsage       = 2
	exitRefused     = 3
	exitSimulation  = 4
	exitUnconfirmed = 5
	exitMined       = 6
	exitChanges     = 7 // only with --detailed-exitcode
	exitLocked      = 8
	exitInterrupted = 130
)

// failure is an error as the user meets it: what happened, in the user's terms,
// and where one helps, the next command. Both lines are lower case and end
// without a period.
type failure struct {
	exit    int
	code    string // stable, for scripts: "usage", "config.unknown_key"
	message string
	hint    string
	details map[string]any // for scripts
	view    view           // the result as far as it came, shown before the error
	told    bool           // it was reported already
	cause   error
}

// fail makes a failure with an exit code and a code for scripts.
func fail(exit int, code, format string, args ...any) *failure {
	return &failure{exit: exit, code: code, message: fmt.Sprintf(format, args...)}
}

// usage is the failure of a command line that makes no sense.
func usage(format string, args ...any) *failure {
	return fail(exitUsage, "usage", format, args...)
}

func (f *failure) Error() string { return f.message }

func (f *failure) Unwrap() error { return f.cause }

// withHint adds the second line.
func (f *failure) withHint(format string, args ...any) *failure {
	f.hint = fmt.Sprintf(format, args...)
	return f
}

// withDetail adds a value for scripts.
func (f *failure) withDetail(name string, value any) *failure {
	if f.details == nil {
		f.details = map[string]any{}
	}
	f.details[name] = value
	return f
}

// withView adds a result that is shown although the command failed, such as
// the plan that was refused.
func (f *failure) withView(v view) *failure {
	f.view = v
	return f
}

// because keeps the error beneath.
func (f *failure) because(err error) *failure {
	f.cause = err
	return f
}

// hintOf is the second line of an error; empty where it has none.
func hintOf(err error) string {
	var f *failure
	var hinted interface{ Hint() string }
	switch {
	case errors.As(err, &f) && f.hint != "":
		return f.hint
	case errors.As(err, &hinted):
		return hinted.Hint()
	}
	return ""
}

// exitOf is the exit code of an error from elsewhere.
func exitOf(err error) int {
	var locked *journal.LockedError
	if errors.As(err, &locked) {
		return exitLocked
	}
	if errors.As(err, new(*chain.AddressError)) {
		return exitUsage
	}
	return exitError
}

// codeOf is the code for scripts of an error from reading the chain.
func codeOf(err error) string {
	var hinted interface {
		error
		Hint() string
	}
	if !errors.As(err, &hinted) {
		return "error"
	}
	switch hinted.(type) {
	case *journal.LockedError:
		return "locked"
	case *journal.DamagedError:
		return "journal.damaged"
	case *anvil.Error, *fork.Error:
		return "fork"
	case *chain.NoCodeError:
		return "pool.no_code"
	case *chain.NotPoolError:
		return "pool.no_pool"
	case *chain.NotManagedError:
		return "pool.not_managed"
	case *chain.AddressError:
		return "usage"
	case *chain.UnreachableError:
		return "node.unreachable"
	case *chain.LimitError:
		return "node.limit"
	case *chain.ChainError:
		return "node.chain"
	case *chain.BlockError:
		return "node.block"
	case *chain.UnableError:
		return "node.unable"
	case *chain.LogsError:
		return "node.logs"
	case *chain.UnknownTransactionError:
		return "transaction.unknown"
	}
	return "error"
}
