package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/failure"
)

func newQuote(a *app) *cobra.Command {
	var table, csv bool
	var sizes []string
	cmd := &cobra.Command{
		Use:   "quote [POOL] [IN OUT]",
		Short: "Quote a swap, or show the price impact of all sizes",
		Long: withExitCodes(`quote computes a swap as mpool swap does, and asks the Vault for the same swap; it
shows nothing if the two differ. Nobody needs to own the tokens, and nothing is
planned.

--table shows the price impact between every two tokens, for separate swaps of 0.1%, 1%,
5% and 10% of the pool's balance of the input token. The swap fee is added to it.
--sizes sets other shares, and --csv writes them for spreadsheets.`, 0, 1, 2, 3, 4, 130),
		Example: `  mpool quote 0x… WETH=1.5 USDC
  mpool quote fund WETH USDC=3000 --json
  mpool quote fund --table --csv > slippage.csv`,
		Args: cobra.RangeArgs(0, 3),
		RunE: func(cmd *cobra.Command, args []string) error {
			if table {
				return a.quoteTable(cmd, args, sizes, csv)
			}
			if csv || len(sizes) > 0 {
				return failure.Usage("--csv and --sizes need --table")
			}
			return a.quoteSwap(cmd, args)
		},
	}
	cmd.Flags().BoolVar(&table, "table", false, "show the price impact of several sizes, for all pairs")
	cmd.Flags().BoolVar(&csv, "csv", false, "write CSV, one line per swap; needs --table")
	cmd.Flags().StringSliceVar(&sizes, "sizes", nil, "shares of the balance, instead of 0.1%,1%,5%,10%; needs --table")
	addSettingFlags(cmd.Flags(), "from")
	return cmd
}

func (a *app) quoteSwap(cmd *cobra.Command, args []string) error {
	if len(args) < 2 {
		return failure.Usage("missing swap: give the input and the output token, and the amount of one: WETH=1.5 USDC").WithHint("--table shows all pairs")
	}
	args, err := a.settings.PoolFirst(args, 2)
	if err != nil {
		return err
	}
	return a.showResult(a.looks.Quote(cmd.Context(), args, args[1], args[2]))
}

func (a *app) quoteTable(cmd *cobra.Command, args, sizes []string, csv bool) error {
	if len(args) > 1 {
		return failure.Usage("omit the tokens")
	}
	if err := a.result.OneForm(csv); err != nil {
		return err
	}
	v, err := a.looks.Profile(cmd.Context(), args, sizes)
	if err != nil {
		return err
	}
	return a.showAs(csv, v)
}
