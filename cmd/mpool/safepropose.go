package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"mpool/internal/safe/queue"
	"mpool/internal/safe/signing"
)

// safeProposeFlags are the flags of safe propose.
type safeProposeFlags struct {
	nonce  signing.Nonce
	safe   signing.Options
	queued queue.Name
	yes    bool
}

func newSafePropose(a *app) *cobra.Command {
	var flags safeProposeFlags
	cmd := &cobra.Command{
		Use:   "propose PLAN|BATCH SIGNATURE... | --from-queue NONCE|HASH SIGNATURE...",
		Short: "Propose a transaction to the Safe transaction service",
		Long:  withExitCodes(signing.ProposeHelp, 0, 1, 2, 3, 4, 130),
		Example: `  mpool safe propose plan.json alice.json --service https://api.safe.global/tx-service/eth
  mpool safe propose plan.json alice.json bob.json
  mpool safe propose batch.json 0x… --nonce 12
  mpool safe propose --from-queue 12 carol.json`,
		Args: func(cmd *cobra.Command, args []string) error {
			if flags.queued.Given {
				return cobra.MinimumNArgs(1)(cmd, args)
			}
			return cobra.MinimumNArgs(2)(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.safePropose(cmd, args, &flags)
		},
	}
	addNonceFlags(&flags.nonce, &flags.safe, cmd.Flags(), "that of the first signature file")
	cmd.Flags().BoolVarP(&flags.yes, "yes", "y", false, "propose without asking what mpool can vouch for")
	addSafeFlags(&flags.safe, cmd.Flags())
	addChecksumFlag(&flags.safe, cmd.Flags())
	addQueuedFlag(&flags.queued, cmd.Flags(), "add the signatures to a queued transaction of the service, by nonce or safeTxHash")
	return cmd
}

func (a *app) safePropose(cmd *cobra.Command, args []string, flags *safeProposeFlags) error {
	service, err := a.desk.Service()
	if err != nil {
		return err
	}
	defer service.Close()
	job, words, err := openToPropose(a.desk, cmd, args, flags)
	if err != nil {
		return err
	}
	defer job.Client.Close()
	tx, hashes, err := job.Transaction(flags.nonce.Or(signing.FirstNonce(words, job.NextNonce())))
	if err != nil {
		return err
	}
	if err := job.IsFree(tx.Nonce, "sign it again with the next nonce"); err != nil {
		return err
	}
	signatures, err := signing.OwnersSignatures(cmd.Context(), job, tx, hashes, words)
	if err != nil {
		return err
	}
	if err := a.desk.Ask(cmd.Context(), job, signing.Consent{Tx: tx, Hashes: hashes, Named: flags.nonce.Given || flags.queued.Given, Yes: flags.yes, Flags: &flags.safe,
		Ask: fmt.Sprintf("propose transaction %d of the Safe %s to %s?", tx.Nonce, job.Safe.Address, service)}); err != nil {
		return err
	}
	v := job.NewProposed(service, tx, hashes)
	if err := a.desk.ProposeEach(cmd.Context(), service, job, tx, signatures, v); err != nil {
		return err
	}
	return a.show(v)
}

// openToPropose returns the transaction to propose, and the arguments that are signatures.
func openToPropose(desk *signing.Desk, cmd *cobra.Command, args []string, flags *safeProposeFlags) (*signing.Request, []string, error) {
	if flags.queued.Given {
		job, err := desk.OpenToSign(cmd.Context(), nextOf(cmd), nil, &flags.safe, flags.queued, flags.nonce)
		return job, args, err
	}
	job, err := desk.Open(cmd.Context(), nextOf(cmd), args[0], &flags.safe)
	return job, args[1:], err
}
