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
		Short: "Show the state of a pool",
		Long: withExitCodes(`status reads a pool at one block and shows its owner, its switches, its fees, its
weights and the progress of a change, its tokens and its circuit breakers. POOL is an
address or a name in the configuration.

With --at it shows the pool at a later time if nobody acts before: weights, swap fee, AUM
fee due, supply, prices and bounds change by themselves, balances do not. This is
computed locally with the contracts' arithmetic.

Unfinished operations on the pool from this machine are listed with the command that
resumes them.`, failure.Done, failure.Plain, failure.Misuse, failure.Interrupted),
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
	cmd.Flags().StringVar(&later, "at", "", "show the pool at a later time, if nobody acts before: +3d, 2026-12-31T00:00:00Z or unix seconds")
	return cmd
}
