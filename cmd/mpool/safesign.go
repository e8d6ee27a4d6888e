package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/flagvalue"
	"mpool/internal/network"
	"mpool/internal/safe/signing"
)

func newSafeSign(a *app) *cobra.Command {
	var flags signing.SignOptions
	cmd := &cobra.Command{
		Use:   "sign PLAN|BATCH | --from-queue NONCE|HASH [POOL]",
		Short: "Sign what a Safe shall do, as one of its owners",
		Long: withExitCodes(`sign plans and simulates again what a plan has a Safe do, or checks a batch as mpool
safe check does, shows it with its hashes, and has the safeTxHash signed that is
computed here. What is refused there, or reverts, is not signed. The
signature goes into a file with all that was signed, for mpool safe exec. A Ledger
shows the hashes of the domain and of the message: compare them.

The nonce is the Safe's next one unless --nonce says otherwise. With --from-queue it
is what waits at the transaction service for the Safe that owns the pool, as it is:
the hash is computed here from its fields, and it is checked as a batch is.`, 0, 1, 2, 3, 4, 130),
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
	flags.Var(nonceFlag{&f.Nonce}, "nonce", "nonce of the Safe's transaction; the next one if unset")
	flags.Var(flagvalue.Address{Value: &f.Owner}, "owner", "owner to sign as, where the signer holds several keys")
	flags.BoolVarP(&f.Yes, "yes", "y", false, "sign without asking")
	addSignerFlags(flags, &f.Signer)
	addSafeFlags(&f.Safe, flags)
	addQueuedFlag(&f.Queued, flags, "sign what waits at the transaction service, by its nonce or its safeTxHash")
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
	if tx.Nonce < job.Safe.Nonce {
		return failure.New(failure.Refused, "safe.nonce", "nonce %d of the Safe is used: its next one is %d", tx.Nonce, job.Safe.Nonce).WithHint("leave --nonce out")
	}
	if err := job.ForTurn(tx.Nonce); err != nil {
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
	return a.show(signing.NewSafeSignedView(job, file, flags.Out))
}
