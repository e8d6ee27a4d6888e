package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/failure"
)

// tookForPool explains why the first argument was read as the pool, if it turns out not to be one. args
// are the arguments after the pool that was chosen.
func tookForPool(settings *config.Settings, cmd *cobra.Command, words, args []string, err error) error {
	if len(args) > len(words) || !isNoPoolError(err) {
		return err
	}
	f := failure.New(failure.ExitOf(err), failure.CodeOf(err), "the first argument must be the pool: %s", err).Because(err)
	pool := settings.Pool
	if pool == "" {
		pool = "POOL"
	}
	return f.WithHint("give the pool before the addresses: %s %s %s", cmd.CommandPath(), pool, strings.Join(words, " "))
}

func isNoPoolError(err error) bool {
	var empty *chain.NoCodeError
	var other *chain.NotPoolError
	var kind *chain.NotManagedError
	return errors.As(err, &empty) || errors.As(err, &other) || errors.As(err, &kind)
}
