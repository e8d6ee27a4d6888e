package main

import (
	"errors"

	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/rehearsal"
	"mpool/internal/report"
	"mpool/internal/request"
	"mpool/internal/text"
)

func newQuote(a *app) *cobra.Command {
	var table, csv, all bool
	var sizes []string
	var prices string
	forms := rehearsal.Forms{All: rehearsal.Pictures()}
	cmd := &cobra.Command{
		Use:   "quote [POOL] [IN OUT]",
		Short: "Quote a swap, or show the price impact of all sizes",
		Long: withExitCodes(`quote computes a swap as mpool swap does, and asks the Vault for the same swap; it
shows nothing if the two differ. Nobody needs to own the tokens, and nothing is
planned.

--table shows the price impact between every two tokens, for separate swaps of 0.1%, 1%,
5% and 10% of the pool's balance of the input token. The swap fee is added to it. Of a
pool of more than eight tokens it has the 20 pairs with the highest price impact: --all
shows all. --sizes sets other shares, and --csv writes them for spreadsheets. --plot draws them as
charts, and --html, --svg and --png write those to files.`, 0, 1, 2, 3, 4, 130),
		Example: `  mpool quote 0x… WETH=1.5 USDC
  mpool quote fund WETH USDC=3000 --json
  mpool quote fund WETH=1.5 USDC --prices feeds
  mpool quote fund --table --csv > slippage.csv`,
		Args: cobra.RangeArgs(0, 3),
		RunE: func(cmd *cobra.Command, args []string) error {
			if table && prices != "" {
				return failure.Usage("--prices and --table cannot be combined").WithHint("name one swap: WETH=1.5 USDC")
			}
			if table {
				return a.quoteTable(cmd, args, sizes, csv, all, &forms)
			}
			if csv || all || len(sizes) > 0 || forms.Plot || forms.Wants() {
				return failure.Usage("--csv, --all, --sizes and charts need --table")
			}
			return a.quoteSwap(cmd, args, prices)
		},
	}
	cmd.Flags().BoolVar(&table, "table", false, "show the price impact of several sizes, for all pairs")
	cmd.Flags().BoolVar(&all, "all", false, "show every pair, also of a large pool; needs --table")
	cmd.Flags().BoolVar(&csv, "csv", false, "write CSV, one line per swap; needs --table")
	cmd.Flags().StringVar(&prices, "prices", "", request.PricesUsage)
	cmd.Flags().StringSliceVar(&sizes, "sizes", nil, "shares of the balance, instead of 0.1%,1%,5%,10%; needs --table")
	addForms(&forms, cmd.Flags())
	addSettingFlags(cmd.Flags(), "from")
	return cmd
}

func (a *app) quoteSwap(cmd *cobra.Command, args []string, from string) error {
	if len(args) < 2 {
		return failure.Usage("missing swap: give the input and the output token, and the amount of one: WETH=1.5 USDC").WithHint("--table shows all pairs")
	}
	if hint := request.AmountFirst(cmd.CommandPath(), args); hint != "" {
		return failure.Usage("the amount %s stands alone: it belongs to its token", text.Quote(args[0])).WithHint("%s", hint)
	}
	args, err := a.settings.PoolFirst(args, 2)
	if err != nil {
		return err
	}
	prices, err := request.OutsidePrices(cmd.Context(), from, request.Source{Settings: a.settings, Open: a.inputs.Open})
	if err != nil {
		return err
	}
	return a.showResult(a.looks.Quote(cmd.Context(), args, args[1], args[2], prices))
}

func (a *app) quoteTable(cmd *cobra.Command, args, sizes []string, csv, all bool, forms *rehearsal.Forms) error {
	if len(args) > 1 {
		return failure.Usage("omit the tokens")
	}
	if err := errors.Join(a.result.OneForm(csv), forms.Check(a.ui.Options.JSON, a.inputs, "")); err != nil {
		return err
	}
	v, err := a.looks.Profile(cmd.Context(), args, sizes)
	if err != nil {
		return err
	}
	v.All = all
	pictures := &report.Profile{Pool: v.Pool, Block: v.Block, Of: v.Profile, Columns: a.ui.Columns()}
	if forms.Plot {
		v.Drawn = pictures
	}
	if err := forms.WritePreview(a.inputs, pictures, a.ui.Reader()); err != nil {
		return err
	}
	return a.showAs(csv, v)
}
