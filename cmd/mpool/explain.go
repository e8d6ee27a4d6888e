package main

import (
	"strings"

	"github.com/spf13/cobra"

	"mpool/internal/failure"
)

func newExplain(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "explain WHAT [POOL]",
		Short: "Explain a code, revert data, calldata or a transaction",
		Long: withExitCodes(`explain says what a code of mpool, or an error, calldata or a transaction of Balancer's
contracts means, and what to do about it:

  BAL#302, 302, MIN_WEIGHT   a Balancer error code, or a message that contains one
  breaker.trips, stale       a code of mpool's findings, warnings and errors
  0x08c379a0…, 0x            revert data of a call
  0x819c70f3…                calldata of a Managed Pool, its factories, the Vault, BalancerQueries or a token,
                             and of a Safe's execTransaction or multiSend with the calls inside
  0x and 64 digits           a transaction hash: what it did, its events, and why it reverted

Only a transaction needs a node. With POOL, calldata is shown with the symbols and
decimals of its tokens, which needs a node too. mpool does not guess unknown data.`, failure.Done, failure.Plain, failure.Misuse, failure.Interrupted),
		Example: `  mpool explain BAL#302
  mpool explain breaker.trips
  mpool explain 0x2a9a032300000000000000000000000000000000000000000000000000470de4df820000
  mpool explain 0x… --rpc-url http://127.0.0.1:8545 --json`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			v, err := a.words.Explain(cmd.Context(), strings.TrimSpace(args[0]), args[1:])
			if err != nil {
				return err
			}
			return a.show(v)
		},
	}
}
