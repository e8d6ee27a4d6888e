package main

import (
	"time"

	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/flagvalue"
	"mpool/internal/inspect"
)

func newWait(a *app) *cobra.Command {
	var words string
	help := inspect.WaitHelp()
	var most time.Duration
	cmd := &cobra.Command{
		Use:     "wait [POOL] --until WHAT",
		Short:   "Wait until a change is over, a time has come or a circuit breaker trips",
		Long:    withExitCodes(help.Long, failure.Done, failure.Plain, failure.Misuse, failure.Refused, failure.Interrupted),
		Example: help.Example,
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			until, wrong := inspect.ParseUntil(words, a.settings.Zone())
			_, noPool := a.settings.ChoosePool(args)
			if err := failure.Together(wrong, noPool); err != nil {
				return err
			}
			return a.showResult(a.looks.Wait(cmd.Context(), args, until, most))
		},
	}
	cmd.Flags().StringVar(&words, "until", "", "what to wait for: weights, fee, time=TIME, breaker or breaker=TOKEN")
	cmd.Flags().Var((*flagvalue.Span)(&most), "timeout", "wait no longer than this: 90s, 2h, 3d; without it there is no limit")
	return cmd
}
