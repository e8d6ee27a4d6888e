package main

import (
	"errors"

	"mpool/internal/anvil"
	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/fork"
	"mpool/internal/journal"
)

// exitOf is the exit code of an error from elsewhere.
func exitOf(err error) int {
	var locked *journal.LockedError
	if errors.As(err, &locked) {
		return failure.Locked
	}
	if errors.As(err, new(*chain.AddressError)) {
		return failure.Misuse
	}
	return failure.Plain
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
