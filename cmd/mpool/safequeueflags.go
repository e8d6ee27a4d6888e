package main

import (
	"github.com/spf13/pflag"

	"mpool/internal/safe/queue"
)

// addQueueFlags adds both.
func addQueueFlags(f *queue.Options, flags *pflag.FlagSet) {
	flags.BoolVar(&f.All, "after-queue", false, "on the state, and with the nonce, behind what waits at the Safe's transaction service, all of it confirmed")
	flags.Var(namedQueue{&f.Named}, "after", "as --after-queue, and also on this one, which has not all its confirmations: its nonce, or its safeTxHash; repeatable")
}
