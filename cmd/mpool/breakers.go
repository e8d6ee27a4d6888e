package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/chain"
	"mpool/internal/inspect"
)

func newBreakers(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "breakers",
		Short: "Show, set or clear circuit breakers",
		Long: `A circuit breaker bounds the price of a token in the pool's own token (BPT). Swaps,
joins and exits that would leave the price beyond a bound revert with BAL#356;
proportional exits always work. The bounds are shares of the price of when they were
set.`,
		Example: "  mpool breakers show fund\n  mpool breakers set fund USDC,WETH --lower 0.8 --upper 1.5\n  mpool breakers clear fund --all",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newBreakersShow(a), newBreakersSet(a), newBreakersClear(a))
	return cmd
}

func newBreakersShow(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "show [POOL]",
		Short: "Show the circuit breakers and how far prices are from them",
		Long: withExitCodes(`show lists every token's price in BPT, the bounds as they were set, and what is in
force now: the pool cuts bounds to 16 bits and adjusts them to the token's weight.`, 0, 1, 2, 130),
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

func newBreakersSet(a *app) *cobra.Command {
	return newOperation(a, "breakers set", page{
		long: `set bounds the price of tokens, by symbol or address, or of --all. The bounds are
shares of the price of now, which is worked out from the pool: 0.8 or 80%. What is
really in force is shown: the pool cuts bounds to 16 bits and adjusts them to the
weight. A bound that is not given is none; one that the token has now is lost, and
that is warned of. Bounds that would trip at once are refused.
Nothing is sent unless --broadcast is given.`,
		example: `  mpool breakers set 0x… USDC --lower 0.8 --upper 1.5
  mpool breakers set fund USDC,WETH --lower 80% --out plan.json
  mpool breakers set --all --lower 0.8 --upper 1.5 --broadcast --account owner`,
	})
}

func newBreakersClear(a *app) *cobra.Command {
	return newOperation(a, "breakers clear", page{
		long: `clear takes both bounds from the circuit breakers of tokens, by symbol or address, or
of --all that have one. Nothing is sent unless --broadcast is given.`,
		example: `  mpool breakers clear 0x… USDC
  mpool breakers clear fund USDC,WETH --out plan.json
  mpool breakers clear --all --broadcast --account owner`,
	})
}
