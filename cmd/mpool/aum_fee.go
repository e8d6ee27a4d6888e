package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/chain"
	"mpool/internal/inspect"
)

func newAumFee(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "aum-fee",
		Short: "Show, change or collect the yearly fee on what the pool manages",
		Long: `The AUM fee is a share of the pool a year, which grows each second and is paid in the
pool's own token when somebody collects it: a part to the protocol, the rest to the
owner. Joins, exits and changes of the fee collect it too.`,
		Example: "  mpool aum-fee show fund --at +30d\n  mpool aum-fee set fund 2%\n  mpool aum-fee collect fund",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newAumFeeShow(a), newAumFeeSet(a), newAumFeeCollect(a))
	return cmd
}

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

func newAumFeeSet(a *app) *cobra.Command {
	return newOperation(a, "aum-fee set", page{
		long: `set changes the AUM fee, up to 95% a year. What is due by the old fee is collected
first, by the pool itself. Nothing is sent unless --broadcast is given.`,
		example: `  mpool aum-fee set 0x… 2%
  mpool aum-fee set fund 0% --out plan.json
  mpool aum-fee set 2% --broadcast --account owner`,
	})
}

func newAumFeeCollect(a *app) *cobra.Command {
	return newOperation(a, "aum-fee collect", page{
		long: `collect has the pool mint what is due: the owner and the protocol are paid, whoever
sends it. Anyone may: --from says who, the owner unless it is given. Nothing is sent
unless --broadcast is given.`,
		example: `  mpool aum-fee collect 0x…
  mpool aum-fee collect fund --from 0x… --broadcast --account keeper
  mpool aum-fee collect --broadcast --account owner`,
	})
}
