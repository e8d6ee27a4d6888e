package main

import (
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/ops"
)

// swapFlags are what a swap is asked for with.
type swapFlags struct {
	traderFlags
	within string
}

func newSwap(a *app) *cobra.Command {
	var typed swapFlags
	var flags operationFlags
	cmd := &cobra.Command{
		Use:   "swap [POOL] IN OUT",
		Short: "Trade one token of the pool for another",
		Long: `swap trades within the pool. The amount stands with the token whose amount is exact:
WETH=1.5 USDC pays exactly 1.5 WETH, and WETH USDC=3000 gets exactly 3000 USDC. BPT
stands for the pool's own token: a swap into it joins, a swap out of it exits. 50% is
half of what the sender has.

--slippage says how much worse than the quote it may turn out: that limit stands in the
transaction, and the pool reverts beyond it. The Vault is allowed exactly what is paid,
and nothing of it is left over. Nothing is sent unless --broadcast is given.`,
		Example: `  mpool swap 0x… WETH=1.5 USDC --from 0x…
  mpool swap fund WETH USDC=3000 --slippage 0.1% --out plan.json
  mpool swap fund USDC=10% BPT --broadcast --account lp`,
		Args: cobra.RangeArgs(2, 3),
		RunE: func(cmd *cobra.Command, args []string) error {
			args, err := a.settings.PoolFirst(args, 2)
			if err != nil {
				return err
			}
			return a.operate(cmd, args, &flags, func(on *target) (ops.Operation, error) {
				return typed.build(on, &flags, args[1], args[2])
			})
		},
	}
	typed.add(cmd)
	cmd.Flags().StringVar(&typed.within, "within", "1h", "how long it may wait to be mined; it reverts after that")
	flags.add(cmd)
	return cmd
}

func (f *swapFlags) build(on *target, flags *operationFlags, in, out string) (ops.Operation, error) {
	wait, err := ops.ParseDuration(f.within)
	if err != nil {
		return nil, failure.Usage("--within: %s", err)
	}
	op := ops.Swap{Deadline: on.before.Block.Time + wait}
	amount, err := readPair(on.before, &op, in, out)
	if err != nil {
		return nil, err
	}
	if op.Trader, err = on.trader(&f.traderFlags, flags); err != nil {
		return nil, err
	}
	if err := on.look(op.Watch(on.before)); err != nil {
		return nil, noToken(err)
	}
	now, err := on.next()
	if err != nil {
		return nil, err
	}
	if err := f.limit(now, &op, amount); err != nil {
		return nil, err
	}
	return op.Before(now), nil
}

// readPair reads the two tokens, of which one has the amount.
func readPair(pool *ops.Snapshot, op *ops.Swap, in, out string) (amount string, err error) {
	inName, inAmount := cutItem(in)
	outName, outAmount := cutItem(out)
	if op.GivenOut = outAmount != ""; op.GivenOut == (inAmount != "") {
		return "", failure.Usage("which amount is exact? give it to one of the two tokens").WithHint("WETH=1.5 USDC pays exactly 1.5 WETH; WETH USDC=3000 gets exactly 3000 USDC")
	}
	if op.In, err = poolToken(pool, strings.TrimSpace(inName)); err != nil {
		return "", err
	}
	if op.Out, err = poolToken(pool, strings.TrimSpace(outName)); err != nil {
		return "", err
	}
	if op.In == op.Out {
		return "", failure.Usage("a token cannot be swapped for itself")
	}
	return inAmount + outAmount, nil
}

// limit sets the amount, and the limit that the slippage makes of the quote. What the
// pool refuses has none: the plan says why.
func (f *swapFlags) limit(now *ops.Snapshot, op *ops.Swap, amount string) error {
	given, account := op.In, op.Sender
	if op.GivenOut {
		given, account = op.Out, common.Address{}
	}
	slippage, err := f.share()
	if err == nil {
		op.Amount, err = heldAmount(now, amount, given, account)
	}
	if err != nil {
		return err
	}
	in, out, err := op.Amounts(now)
	switch {
	case op.GivenOut && err == nil:
		op.Limit = ops.MostOf(in, slippage)
	case err == nil:
		op.Limit = ops.LeastOf(out, slippage)
	}
	return nil
}
