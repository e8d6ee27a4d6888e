package main

import (
	"errors"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"mpool/internal/chain"
	"mpool/internal/failure"
)

// memberWordsHelp is for commands whose words are a pool and addresses.
const memberWordsHelp = `Of several words the first is POOL, always: an address does not tell whether it is
meant as a pool. One address alone is for the pool of the configuration.`

// withMembers does what is to be done with the pool and the addresses that the
// words name. Where the first word turns out to be no pool, the error says why it
// was taken for one.
func (a *app) withMembers(cmd *cobra.Command, words []string, do func(args []string, members []common.Address) error) error {
	args, err := a.settings.PoolAndMembers(words)
	if err != nil {
		return err
	}
	members, err := parseAddresses(args[1:])
	if err != nil {
		return err
	}
	err = do(args, members)
	if len(args) > len(words) || !isNoPoolError(err) {
		return err
	}
	f := failure.New(failure.ExitOf(err), failure.CodeOf(err), "the first word is taken as the pool, and %s", err).Because(err)
	pool := a.settings.Pool
	if pool == "" {
		pool = "POOL"
	}
	return f.WithHint("name the pool before the addresses: %s %s %s", cmd.CommandPath(), pool, strings.Join(words, " "))
}

func isNoPoolError(err error) bool {
	var empty *chain.NoCodeError
	var other *chain.NotPoolError
	var kind *chain.NotManagedError
	return errors.As(err, &empty) || errors.As(err, &other) || errors.As(err, &kind)
}
