package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/safe/queue"
	"mpool/internal/safe/signing"
)

func newSafeHash(a *app) *cobra.Command {
	var nonce signing.Nonce
	var queued queue.Name
	var flags signing.Options
	cmd := &cobra.Command{
		Use:   "hash PLAN|BATCH | --from-queue NONCE|HASH [POOL]",
		Short: "Show what a Safe's owners sign, with its hashes",
		Long:  withExitCodes(signing.HashHelp, 0, 1, 2, 3, 4, 130),
		Example: `  mpool safe hash plan.json
  mpool safe hash batch.json --nonce 12
  mpool safe hash --from-queue 0x… fund
  mpool safe hash plan.json --json`,
		Args: oneOrQueued(&queued),
		RunE: func(cmd *cobra.Command, args []string) error {
			v, err := a.desk.Hash(cmd.Context(), nextOf(cmd), args, nonce, queued, &flags)
			if err != nil {
				return err
			}
			return a.show(v)
		},
	}
	addNonceFlags(&nonce, &flags, cmd.Flags(), "the next one")
	addSafeFlags(&flags, cmd.Flags())
	addQueuedFlag(&queued, cmd.Flags(), "show a queued transaction of the service, by nonce or safeTxHash")
	return cmd
}
