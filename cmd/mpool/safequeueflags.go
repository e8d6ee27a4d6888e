package main

import (
	"github.com/spf13/pflag"

	"mpool/internal/safe/queue"
)

// addQueueFlags adds --after-queue and --after.
func addQueueFlags(f *queue.Options, flags *pflag.FlagSet) {
	flags.BoolVar(&f.All, "after-queue", false, "plan after the transactions already queued in the Safe service (state and nonce)")
	flags.Var(namedQueue{&f.Named}, "after", "like --after-queue, including this transaction, which is not fully signed: nonce or safeTxHash; repeatable")
}
