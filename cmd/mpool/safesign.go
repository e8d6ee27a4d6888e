package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"mpool/internal/flagvalue"
	"mpool/internal/network"
	"mpool/internal/safe/signing"
)

func newSafeSign(a *app) *cobra.Command {
	var flags signing.SignOptions
	cmd := &cobra.Command{
		Use:   "sign PLAN|BATCH | --from-queue NONCE|HASH [POOL]",
		Short: "Sign a Safe transaction as one of its owners",
		Long:  withExitCodes(signing.SignHelp, 0, 1, 2, 3, 4, 130),
		Example: `  mpool safe sign plan.json --account alice --out alice.json
  mpool safe sign plan.json --ledger --nonce 12 --out bob.json
  mpool safe sign batch.json --signer http://127.0.0.1:8550 --owner 0x… --out carol.json
  mpool safe sign --from-queue 0x… fund --account carol --out carol.json`,
		Args: oneOrQueued(&flags.Queued),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.safeSign(cmd, args, &flags)
		},
	}
	addSafeSignFlags(&flags, cmd)
	return cmd
}

func addSafeSignFlags(f *signing.SignOptions, cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVarP(&f.Out, "out", "o", "", "write the signature to this file")
	addNonceFlags(&f.Nonce, &f.Safe, flags, "the next one")
	flags.Var(flagvalue.Address{Value: &f.Owner}, "owner", "owner to sign as, if the signer holds several keys")
	flags.BoolVarP(&f.Yes, "yes", "y", false, "sign without asking what mpool can vouch for")
	addSignerFlags(flags, &f.Signer)
	addSafeFlags(&f.Safe, flags)
	addChecksumFlag(&f.Safe, flags)
	addQueuedFlag(&f.Queued, flags, "sign a queued transaction of the service, by nonce or safeTxHash")
}

func (a *app) safeSign(cmd *cobra.Command, args []string, flags *signing.SignOptions) error {
	if err := flags.Check(a.opener); err != nil {
		return err
	}
	if err := signing.SignatureKind().Replaceable(flags.Out); err != nil {
		return err
	}
	job, err := a.desk.OpenToSign(cmd.Context(), nextOf(cmd), args, &flags.Safe, flags.Queued, flags.Nonce)
	if err != nil {
		return err
	}
	defer job.Client.Close()
	tx, hashes, err := job.Transaction(flags.Nonce.Or(job.NextNonce()))
	if err != nil {
		return err
	}
	if err := job.IsFree(tx.Nonce, "omit --nonce"); err != nil {
		return err
	}
	if err := a.desk.Ask(cmd.Context(), job, signing.Consent{Tx: tx, Hashes: hashes, Named: flags.Nonce.Given || flags.Queued.Given, Yes: flags.Yes, Flags: &flags.Safe,
		Ask: fmt.Sprintf("sign transaction %d of the Safe %s on %s?", tx.Nonce, job.Safe.Address, network.ID(job.ChainID))}); err != nil {
		return err
	}
	file, err := a.desk.SignSafe(cmd.Context(), job, tx, hashes, flags)
	if err != nil {
		return err
	}
	if err := signing.WriteSignature(flags.Out, file); err != nil {
		return err
	}
	out := flags.Out
	if flags.Passed {
		out = ""
	}
	return a.show(signing.NewSafeSignedView(job, file, out))
}
