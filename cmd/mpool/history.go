package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/inspect"
	"mpool/internal/planner"
)

func newHistory(a *app) *cobra.Command {
	var past planner.Past
	var csv, hashes bool
	cmd := &cobra.Command{
		Use:   "history [POOL]",
		Short: "Show the actions of the owner and the asset managers",
		Long:  withExitCodes(inspect.HistoryHelp, 0, 1, 2, 130),
		Example: `  mpool history fund
  mpool history fund --since 30d --json
  mpool history fund --since 7d --hashes
  mpool history 0x… --from-block 17000000 --csv > history.csv`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.result.OneForm(csv); err != nil {
				return err
			}
			v, err := a.looks.ReadHistory(cmd.Context(), args, &past)
			if err != nil {
				return err
			}
			v.Hashes = hashes
			return a.showAs(csv, v)
		},
	}
	addSinceFlag(&past, cmd)
	addFromFlag(&past, cmd)
	cmd.Flags().BoolVar(&hashes, "hashes", false, "show transaction hashes (for mpool explain); --json and --csv always have them")
	cmd.Flags().BoolVar(&csv, "csv", false, "write CSV, one line per changed value")
	return cmd
}
