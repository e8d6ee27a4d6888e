package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/planner"
	"mpool/internal/request"
)

func newPosition(a *app) *cobra.Command {
	var past planner.Past
	var numeraire, from string
	var csv bool
	cmd := &cobra.Command{
		Use:   "position [POOL] [ADDRESS]",
		Short: "Show an account's position in the pool, and its history",
		Long: withExitCodes(`position shows an account's BPT, its share of the pool, what it would get by exiting now
with all tokens, and the value at the pool's spot prices. From the pool's events it shows
when the account joined and exited, what it paid and received, how that compares with
holding the same tokens, and the AUM fees paid from its share. --prices feeds also values
it by the configured price feeds.

The account is the one of --from unless ADDRESS is given; a single address is the account,
or the pool if it is one. --since reads only the later
part of the pool's history, and --csv writes the joins and exits for spreadsheets.`, 0, 1, 2, 130),
		Example: `  mpool position 0x… 0x…
  mpool position fund 0x… --in USDC --since 90d
  mpool position fund 0x… --prices feeds
  mpool position fund --from 0x… --csv > joins.csv`,
		Args: cobra.MaximumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			of, err := a.looks.Holder(args)
			if err == nil {
				err = a.result.OneForm(csv)
			}
			if err != nil {
				return err
			}
			if csv && from != "" {
				return failure.Usage("--csv lists joins and exits without values: omit --prices")
			}
			prices, err := request.OutsidePrices(cmd.Context(), from, request.Source{Settings: a.settings, Open: a.inputs.Open})
			if err != nil {
				return err
			}
			v, err := a.looks.Position(cmd.Context(), of, numeraire, &past, prices)
			if err != nil {
				return err
			}
			return a.showAs(csv, v)
		},
	}
	cmd.Flags().StringVar(&numeraire, "in", "", "token of the pool to value the position in (default the first of USDC, USDT or DAI, or else the first token)")
	cmd.Flags().StringVar(&from, "prices", "", request.PricesUsage)
	cmd.Flags().BoolVar(&csv, "csv", false, "write the joins and exits as CSV")
	addSinceFlag(&past, cmd)
	addFromFlag(&past, cmd)
	addSettingFlags(cmd.Flags(), "from")
	return cmd
}
