package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/chain"
	"mpool/internal/inspect"
)

func newBreakersShow(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "show [POOL]",
		Short: "Show the circuit breakers and the distance of prices from them",
		Long: withExitCodes(`show lists every token's BPT price, the bounds as they were set, and the bounds in
force now: the pool rounds bounds to 16 bits and adjusts them to the token's weight.`, 0, 1, 2, 130),
		Example: `  mpool breakers show 0x…
  mpool breakers show fund --json`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := a.looks.Read(cmd.Context(), args, chain.Latest())
			if err != nil {
				return err
			}
			return a.show(inspect.NewBreakersView(s))
		},
	}
}
