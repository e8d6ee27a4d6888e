package main

import (
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/inspect"
	"mpool/internal/ops"
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
	var lower, upper string
	var all bool
	var flags operationFlags
	cmd := &cobra.Command{
		Use:   "set [POOL] TOKEN[,TOKEN…]",
		Short: "Bound the prices of tokens",
		Long: `set bounds the price of tokens, by symbol or address, or of --all. The bounds are
shares of the price of now, which is worked out from the pool: 0.8 or 80%. What is
really in force is shown: the pool cuts bounds to 16 bits and adjusts them to the
weight. A bound that is not given is none; one that the token has now is lost, and
that is warned of. Bounds that would trip at once are refused.
Nothing is sent unless --broadcast is given.`,
		Example: `  mpool breakers set 0x… USDC --lower 0.8 --upper 1.5
  mpool breakers set fund USDC,WETH --lower 80% --out plan.json
  mpool breakers set --all --lower 0.8 --upper 1.5 --broadcast --account owner`,
		Args: cobra.MaximumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			low, high, err := parseBounds(lower, upper)
			if err != nil {
				return err
			}
			return a.operateOnTokens(cmd, args, all, &flags, func(before *ops.Snapshot, tokens []*ops.Token) ops.Operation {
				return before.PriceBounds(tokens, low, high)
			})
		},
	}
	cmd.Flags().StringVar(&lower, "lower", "", "lowest price as a share of that of now: 0.8 or 80%, 0.1 to 1; none")
	cmd.Flags().StringVar(&upper, "upper", "", "highest price as a share of that of now: 1.5 or 150%, up to 10; none")
	cmd.Flags().BoolVar(&all, "all", false, "every token of the pool")
	flags.add(cmd)
	return cmd
}

func parseBounds(lower, upper string) (low, high ops.Fixed, err error) {
	if lower == "" && upper == "" {
		return low, high, failure.Usage("which bounds? give --lower 0.8, --upper 1.5 or both").WithHint("mpool breakers clear takes them away")
	}
	if lower != "" {
		if low, err = ops.ParseBound(lower); err != nil {
			return low, high, failure.Usage("--lower: %s", err)
		}
	}
	if upper != "" {
		if high, err = ops.ParseBound(upper); err != nil {
			return low, high, failure.Usage("--upper: %s", err)
		}
	}
	return low, high, nil
}

func newBreakersClear(a *app) *cobra.Command {
	var all bool
	var flags operationFlags
	cmd := &cobra.Command{
		Use:   "clear [POOL] TOKEN[,TOKEN…]",
		Short: "Take the bounds away",
		Long: `clear takes both bounds from the circuit breakers of tokens, by symbol or address, or
of --all that have one. Nothing is sent unless --broadcast is given.`,
		Example: `  mpool breakers clear 0x… USDC
  mpool breakers clear fund USDC,WETH --out plan.json
  mpool breakers clear --all --broadcast --account owner`,
		Args: cobra.MaximumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.operateOnTokens(cmd, args, all, &flags, func(before *ops.Snapshot, tokens []*ops.Token) ops.Operation {
				if all {
					tokens = before.Bounded()
				}
				return ops.ClearBreakersOf(tokens)
			})
		},
	}
	cmd.Flags().BoolVar(&all, "all", false, "every token that has a bound")
	flags.add(cmd)
	return cmd
}

// operateOnTokens is operate for a command whose arguments are a pool, which may
// be left out, and tokens in one word, or --all.
func (a *app) operateOnTokens(cmd *cobra.Command, args []string, all bool, flags *operationFlags, build func(*ops.Snapshot, []*ops.Token) ops.Operation) error {
	behind := 1
	if all {
		behind = 0
	}
	if len(args) > behind+1 {
		return failure.Usage("--all stands for the tokens: name none beside it")
	}
	if len(args) < behind {
		return failure.Usage("for which tokens? name them, USDC,WETH, or give --all")
	}
	args, err := a.settings.PoolFirst(args, behind)
	if err != nil {
		return err
	}
	return a.operate(cmd, args, flags, func(on *target) (ops.Operation, error) {
		if all {
			return build(on.before, on.before.AllTokens()), nil
		}
		tokens, err := namedTokens(on.before, args[1])
		if err != nil {
			return nil, err
		}
		return build(on.before, tokens), nil
	})
}

func namedTokens(before *ops.Snapshot, names string) ([]*ops.Token, error) {
	if common.IsHexAddress(names) && common.HexToAddress(names) == before.Pool.Address {
		return nil, failure.Usage("for which tokens of the pool? name them behind it, USDC,WETH, or give --all")
	}
	tokens, err := before.FindTokens(strings.Split(names, ","))
	if err != nil {
		return nil, failure.Usage("%s", err)
	}
	return tokens, nil
}
