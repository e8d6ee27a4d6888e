package main

import (
	"strings"

	"github.com/spf13/cobra"

	"mpool/internal/explain"
	"mpool/internal/failure"
)

func newExplain(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "explain WHAT [POOL]",
		Short: "Explain a word, a code, revert data, calldata or a transaction",
		Long:  withExitCodes(explain.Help, failure.Done, failure.Plain, failure.Misuse, failure.Interrupted),
		Example: `  mpool explain BAL#302
  mpool explain breaker.trips
  mpool explain "AUM fee"
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
