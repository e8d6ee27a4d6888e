package main

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/safe/queue"
)

func addQueuedFlag(f *queue.Name, flags *pflag.FlagSet, does string) {
	flags.Var(queuedFlag{f}, "from-queue", does)
}

// oneOrQueued accepts one file; with --from-queue it accepts a pool or nothing.
func oneOrQueued(queued *queue.Name) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if queued.Given {
			return cobra.MaximumNArgs(1)(cmd, args)
		}
		return cobra.ExactArgs(1)(cmd, args)
	}
}
