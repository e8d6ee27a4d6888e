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
		Short: "Show what a Safe's owners sign, and its hashes",
		Long: withExitCodes(`hash computes what the owners of a Safe sign: the hash of the domain, the hash of
the message and the hash of both, as hardware wallets show them. They are computed
here, from the calls and the Safe's own version, and asked of nobody. Each call is
shown decoded.

A plan is planned and simulated again on the newest block, and has to come out the
same. A batch is checked as mpool safe check does it: what speaks against signing it
is shown, and is the exit code. Several calls are one transaction,
a delegate call of MultiSendCallOnly. The nonce is the Safe's next one unless
--nonce says otherwise: transactions that wait in a queue have those before. An owner
that is itself a Safe is asked, before a message is shown that its owners sign,
whether it accepts one (EIP-1271); where it does not, approveHash is the way.`, 0, 1, 2, 3, 4, 130),
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
	cmd.Flags().Var(nonceFlag{&nonce}, "nonce", "nonce of the Safe's transaction; the next one if unset")
	addSafeFlags(&flags, cmd.Flags())
	addQueuedFlag(&queued, cmd.Flags(), "show what waits at the transaction service, by its nonce or its safeTxHash")
	return cmd
}
