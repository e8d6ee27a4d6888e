package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/ops"
)

// exitFlags are what an exit is asked for with.
type exitFlags struct {
	shareFlags
	recovery bool
}

const exitUsage = "mpool exit fund --bpt 50%, or mpool exit fund USDC=1000"

func newExit(a *app) *cobra.Command {
	var typed exitFlags
	var flags operationFlags
	cmd := &cobra.Command{
		Use:   "exit [POOL] [TOKEN=AMOUNT…]",
		Short: "Take tokens out of the pool for BPT",
		Long: `exit burns BPT, the pool's own token, and pays tokens out. --bpt 50% burns half of what
the sender has for all tokens in the pool's proportions, which costs neither swap fee nor
price impact; with --token USDC it is paid in that one token. USDC=1000 WETH=0.5 gets
exactly these. --value "1000 USDC" burns BPT of that worth.

While a pool is in recovery mode, --recovery pays all tokens without asking the pool for
anything: it works even while the pool is paused. --slippage says how much less than
quoted it may turn out, or how much more BPT it may take: the pool reverts beyond it. No
allowance is needed. Nothing is sent unless --broadcast is given.`,
		Example: `  mpool exit 0x… --bpt 100% --from 0x…
  mpool exit fund USDC=1000 WETH=0.4 --out plan.json
  mpool exit fund --value "10000 USDC" --token USDC --broadcast --account lp`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			args, err := a.poolAndAny(args)
			if err == nil {
				err = typed.check(args[1:])
			}
			if err != nil {
				return err
			}
			return a.operate(cmd, args, &flags, func(on *target) (ops.Operation, error) {
				return typed.exit(on, &flags, args[1:])
			})
		},
	}
	typed.add(cmd, "burn exactly this much BPT: 10, or 50% of what the sender has")
	cmd.Flags().BoolVar(&typed.recovery, "recovery", false, "exit as recovery mode allows, even from a paused pool")
	flags.add(cmd)
	return cmd
}

func (f *exitFlags) check(items []string) error {
	if f.recovery && (len(items) > 0 || f.token != "") {
		return failure.Usage("--recovery pays all tokens in the pool's proportions: neither tokens nor --token go with it")
	}
	return f.shareFlags.check(items, exitUsage)
}

func (f *exitFlags) exit(on *target, flags *operationFlags, items []string) (ops.Operation, error) {
	who, now, list, slippage, err := f.begin(on, flags, items, func(op ops.Trader, list []ops.TokenAmount) ops.Watching {
		return ops.Exit{Trader: op, Amounts: list}
	})
	if err != nil {
		return nil, err
	}
	op := ops.Exit{Trader: who, Kind: ops.ExitExactTokens, Amounts: list}
	if len(items) > 0 {
		if err := exactAmounts(now, list, items, who); err != nil {
			return nil, err
		}
		op.Bpt = now.Supply.Actual // the most that there is
		if bpt, _, err := op.Outcome(now); err == nil {
			op.Bpt = ops.MostOf(ops.Amount{Raw: bpt, Decimals: 18}, slippage)
		}
		return op.Before(now), nil
	}
	op.Kind = ops.ExitAllTokens
	switch {
	case f.recovery:
		op.Kind = ops.ExitRecovery
	case f.token != "":
		op.Kind, op.Token = ops.ExitOneToken, list[0].Token
	}
	if op.Bpt, err = f.amount(now, who); err != nil {
		return nil, err
	}
	if _, amounts, err := op.Outcome(now); err == nil {
		op.Amounts = limits(now, list, amounts, func(a ops.Amount) ops.Amount { return ops.LeastOf(a, slippage) })
	}
	return op.Before(now), nil
}
