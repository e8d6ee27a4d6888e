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
	var most time.Duration
	cmd := &cobra.Command{
		Use:   "wait [POOL] --until WHAT",
		Short: "Wait until a change is over, a time has come or a circuit breaker trips",
		Long: withExitCodes(`wait reads the pool at the newest block, again and again, and ends with exit code 0 when
it is as --until says:

  weights          no change of the weights runs or is scheduled
  fee              no change of the swap fee does
  time=TIME        the newest block's time is TIME or later: +2d, "2026-12-24 09:00" (in
                   --tz), 2026-12-24T09:00:00Z
  breaker          a circuit breaker has tripped; breaker=WETH: that of a token

Where the change that was waited for is replaced by another one, stopped or given another
end, wait ends with exit code 3: a script must not go on as if it were over. What it waits
for is on the chain: time is that of blocks, and on a development chain it stands still
while nothing is sent, which is said. A node that does not answer is asked again until it
does. --timeout ends the wait with exit code 1; without it there is no limit.`, failure.Done, failure.Plain, failure.Misuse, failure.Refused, failure.Interrupted),
		Example: `  mpool wait treasury --until weights && mpool fee-set treasury 0.3%
  mpool wait treasury --until time=+2d --timeout 3d
  mpool wait treasury --until breaker=WETH`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			until, wrong := inspect.ParseUntil(words, a.settings.Zone())
			_, noPool := a.settings.ChoosePool(args)
			if err := failure.Together(wrong, noPool); err != nil {
				return err
			}
			v, err := a.looks.Wait(cmd.Context(), args, until, most)
			if err != nil {
				return err
			}
			return a.show(v)
		},
	}
	cmd.Flags().StringVar(&words, "until", "", "what to wait for: weights, fee, time=TIME, breaker or breaker=TOKEN")
	cmd.Flags().Var((*flagvalue.Span)(&most), "timeout", "wait no longer than this: 90s, 2h, 3d; without it there is no limit")
	return cmd
}
