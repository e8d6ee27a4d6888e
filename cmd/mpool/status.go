package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/inspect"
)

func newStatus(a *app) *cobra.Command {
	var form inspect.StatusForm
	help := inspect.StatusHelp()
	cmd := &cobra.Command{
		Use:     "status [POOL...]",
		Short:   "Show the state of a pool, or of several",
		Long:    withExitCodes(help.Long, failure.Done, failure.Plain, failure.Misuse, failure.Interrupted),
		Example: help.Example,
		Args:    cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if several, err := form.Several(args); several {
				if err != nil {
					return err
				}
				all, err := a.looks.ShowAll(cmd.Context(), args, &form)
				if err := a.showResult(all, err); err != nil {
					return err
				}
				return all.Failure()
			}
			if err := form.Check(a.ui.Options.JSON, a.inputs); err != nil {
				return err
			}
			if form.Watch {
				a.answered = true
				return inspect.Ended(a.looks.Watch(cmd.Context(), args, form.View))
			}
			return a.showResult(a.looks.Show(cmd.Context(), args, &form))
		},
	}
	cmd.Flags().StringVarP(&form.Block, "block", "b", "", "block to read: a number, a hash, latest or finalized (default latest)")
	cmd.Flags().StringVar(&form.Later, "at", "", "show the pool at a later time, if nobody acts before: +3d, \"2026-12-24 09:00\" or unix seconds")
	cmd.Flags().BoolVar(&form.All, "all", false, "every pool of the configuration, a line each")
	cmd.Flags().BoolVar(&form.Brief, "brief", false, "five lines")
	cmd.Flags().BoolVar(&form.Details, "details", false, "all that is known of each token, in three tables")
	cmd.Flags().BoolVarP(&form.Watch, "watch", "w", false, "show each new block in place, until Ctrl-C")
	cmd.Flags().StringVar(&form.Calendar, "ics", "", "write the ends of changes that run or are scheduled to this calendar file")
	return cmd
}
