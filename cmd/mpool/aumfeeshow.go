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
		Short: "Show the AUM fee due, and who receives it",
		Long: withExitCodes(`show reports how much BPT is due as AUM fee now, for the protocol and for the owner;
with --at also at a later time, if nobody collects it before.`, 0, 1, 2, 130),
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
	cmd.Flags().StringVar(&at, "at", "", "also show a later time: +30d, 2026-12-31T00:00:00Z or unix seconds")
	return cmd
}
