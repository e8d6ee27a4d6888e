package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/planner"
)

func newPosition(a *app) *cobra.Command {
	var past planner.Past
	var numeraire string
	var csv bool
	cmd := &cobra.Command{
		Use:   "position [POOL] [ADDRESS]",
		Short: "Show what an account has in the pool, and how it came to it",
		Long: withExitCodes(`position shows an account's BPT, its share of the pool, what leaving with all tokens gives
now, and what that is worth by the pool's own prices. From the pool's events it tells when
the account joined and left, what it paid in and got back, how that compares with having
held the same tokens, and what AUM fees came out of its share.

The account is the one of --from, unless one is named. --since reads only the later part
of the pool's past, and --csv writes the joins and exits for spreadsheets.`, 0, 1, 2, 130),
		Example: `  mpool position 0x… 0x…
  mpool position fund 0x… --in USDC --since 90d
  mpool position fund --from 0x… --csv > joins.csv`,
		Args: cobra.MaximumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			of, err := a.looks.Holder(args)
			if err == nil {
				err = a.oneForm(csv)
			}
			if err != nil {
				return err
			}
			v, err := a.looks.Position(cmd.Context(), of, numeraire, &past)
			if err != nil {
				return err
			}
			return a.showAs(csv, v)
		},
	}
	cmd.Flags().StringVar(&numeraire, "in", "", "the token of the pool that worth is counted in (default the first that is called USDC, USDT or DAI, or else the first)")
	cmd.Flags().BoolVar(&csv, "csv", false, "write the joins and exits as comma-separated values")
	addSinceFlag(&past, cmd)
	addFromFlag(&past, cmd)
	addSettingFlags(cmd.Flags(), "from")
	return cmd
}
