package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/chain"
	"mpool/internal/inspect"
)

func newAumFeeShow(a *app) *cobra.Command {
	var at string
	cmd := &cobra.Command{
		Use:   "show [POOL]",
		Short: "Show what is due, and to whom",
		Long: withExitCodes(`show tells how much of the pool's own token is due as AUM fee now, the protocol's part
and the owner's; with --at also at a later time, if nobody collects it before.`, 0, 1, 2, 130),
		Example: `  mpool aum-fee show 0x…
  mpool aum-fee show fund --at +30d
  mpool aum-fee show fund --at 2026-12-31T00:00:00Z --json`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := a.looks.Read(cmd.Context(), args, chain.Latest())
			if err != nil {
				return err
			}
			v, err := inspect.NewAumFeeView(s, at, a.settings.Zone())
			if err != nil {
				return err
			}
			return a.show(v)
		},
	}
	cmd.Flags().StringVar(&at, "at", "", "a later time to show too: +30d, 2026-12-31T00:00:00Z or unix seconds")
	return cmd
}
