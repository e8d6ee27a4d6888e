package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/chain"
	"mpool/internal/failure"
)

func newStatus(a *app) *cobra.Command {
	var block, later string
	cmd := &cobra.Command{
		Use:   "status [POOL]",
		Short: "Show everything about a pool",
		Long: withExitCodes(`status reads a pool at one block and shows its owner, its switches, its fees, its
weights and how far a change of them has come, its tokens and its circuit breakers.
POOL is an address or a name of the configuration.

With --at it shows what the pool will be then if nobody acts on it until then: weights,
swap fee, AUM fee due, supply, prices and bounds move by themselves, balances do not.
No node is asked for that: the contracts' arithmetic is mpool's own.

What was begun on the pool from this machine and is not finished is said with the
command that goes on.`, failure.Done, failure.Plain, failure.Misuse, failure.Interrupted),
		Example: `  mpool status 0x… --rpc-url http://127.0.0.1:8545
  mpool status treasury --block finalized
  mpool status treasury --at +3d
  mpool status treasury --json`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			at, err := chain.ParseBlockRef(block)
			if err != nil {
				return failure.Usage("--block: %s", err).Because(err)
			}
			if later != "" {
				return a.showResult(a.looks.Foresee(cmd.Context(), args, at, later))
			}
			return a.showResult(a.looks.Status(cmd.Context(), args, at))
		},
	}
	cmd.Flags().StringVarP(&block, "block", "b", "latest", "block to read: a number, a hash, latest or finalized")
	cmd.Flags().StringVar(&later, "at", "", "show the pool as it will be then if nobody acts until then: +3d, 2026-12-31T00:00:00Z or unix seconds")
	return cmd
}
