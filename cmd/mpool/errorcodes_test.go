package main

import (
	"errors"
	"fmt"
	"testing"

	"mpool/internal/anvil"
	"mpool/internal/chain"
	"mpool/internal/chain/wire"
	"mpool/internal/failure"
	"mpool/internal/fork"
	"mpool/internal/journal"
)

// Scripts rely on the codes of wrapped errors: they stay the same however deep the error is.
func TestCodesOfErrors(t *testing.T) {
	for _, c := range []struct {
		err  error
		code string
		exit int
	}{
		{&journal.LockedError{}, "locked", failure.Locked},
		{&journal.DamagedError{}, "journal.damaged", failure.Plain},
		{&anvil.Error{}, "fork", failure.Plain},
		{&fork.Error{}, "fork", failure.Plain},
		{&chain.NoCodeError{}, "pool.no_code", failure.Misuse},
		{&chain.NotPoolError{}, "pool.no_pool", failure.Misuse},
		{&chain.NotManagedError{}, "pool.not_managed", failure.Plain},
		{&wire.AddressError{}, "usage", failure.Misuse},
		{&wire.UnreachableError{}, "node.unreachable", failure.Plain},
		{&chain.FirstBlockError{}, "node.first_block", failure.Plain},
		{&wire.LimitError{}, "node.limit", failure.Plain},
		{&wire.ChainError{}, "node.chain", failure.Misuse},
		{&chain.BlockError{}, "node.block", failure.Plain},
		{&wire.UnableError{}, "node.unable", failure.Plain},
		{&chain.LogsError{}, "node.logs", failure.Plain},
		{&chain.UnknownTransactionError{}, "transaction.unknown", failure.Plain},
		{errors.New("anything"), "error", failure.Plain},
	} {
		for _, err := range []error{c.err, fmt.Errorf("while reading: %w", c.err), errors.Join(errors.New("two"), c.err)} {
			if code, exit := failure.CodeOf(err), failure.ExitOf(err); code != c.code || exit != c.exit {
				t.Errorf("%T: %s and %d, want %s and %d", c.err, code, exit, c.code, c.exit)
			}
		}
	}
}
