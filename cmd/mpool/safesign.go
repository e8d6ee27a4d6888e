package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/safe"
	"mpool/internal/signer"
	"mpool/internal/text"
)

// safeSignFlags say who signs, and for which nonce.
type safeSignFlags struct {
	nonce  nonceFlag
	queued queuedFlag
	owner  addressFlag
	out    string
	yes    bool
	signer signer.Options
	safe   safeFlags
}

func newSafeSign(a *app) *cobra.Command {
	var flags safeSignFlags
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
		Args: oneOrQueued(&flags.queued),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.safeSign(cmd, args, &flags)
		},
	}
	flags.add(cmd)
	return cmd
}

func (f *safeSignFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVarP(&f.out, "out", "o", "", "write the signature to this file")
	flags.Var(&f.nonce, "nonce", "nonce of the Safe's transaction; the next one if unset")
	flags.Var(&f.owner, "owner", "owner to sign as, where the signer holds several keys")
	flags.BoolVarP(&f.yes, "yes", "y", false, "sign without asking")
	addSignerFlags(flags, &f.signer)
	addSafeFlags(&f.safe, flags)
	f.queued.add(flags, "sign what waits at the transaction service, by its nonce or its safeTxHash")
}

func (f *safeSignFlags) check(a *app) error {
	f.signer = a.opener.WithEnvironment(f.signer)
	if err := f.signer.Check(); err != nil {
		return failure.Usage("%s", err).Because(err).WithHint("give one of %s", signer.Ways)
	}
	if f.out == "" {
		return failure.Usage("sign writes a file, and there is no --out").WithHint("add --out signature.json")
	}
	return nil
}

func (a *app) safeSign(cmd *cobra.Command, args []string, flags *safeSignFlags) error {
	if err := flags.check(a); err != nil {
		return err
	}
	if err := signatureKind().Replaceable(flags.out); err != nil {
		return err
	}
	job, err := a.openToSign(cmd, args, &flags.safe, flags.queued, flags.nonce)
	if err != nil {
		return err
	}
	defer job.Client.Close()
	tx, hashes, err := job.transaction(flags.nonce.or(job.nextNonce()))
	if err != nil {
		return err
	}
	if tx.Nonce < job.Safe.Nonce {
		return failure.New(failure.Refused, "safe.nonce", "nonce %d of the Safe is used: its next one is %d", tx.Nonce, job.Safe.Nonce).WithHint("leave --nonce out")
	}
	if err := job.forTurn(tx.Nonce); err != nil {
		return err
	}
	if err := a.showSigning(cmd.Context(), job, signing{tx: tx, hashes: hashes, named: flags.nonce.set || flags.queued.set, yes: flags.yes, flags: &flags.safe,
		ask: fmt.Sprintf("sign transaction %d of the Safe %s on %s?", tx.Nonce, job.Safe.Address, network.ID(job.ChainID))}); err != nil {
		return err
	}
	file, err := a.signSafe(cmd.Context(), job, tx, hashes, flags)
	if err != nil {
		return err
	}
	if err := writeSignature(flags.out, file); err != nil {
		return err
	}
	return a.show(newSafeSignedView(job, file, flags.out))
}

// signing is a question whether somebody's consent is given to a transaction.
type signing struct {
	tx     safe.Transaction
	hashes safe.Hashes
	named  bool // the nonce, by a flag
	yes    bool
	ask    string
	flags  *safeFlags
}

// showSigning shows what is going to be signed, refuses what is not to be, and asks.
func (a *app) showSigning(ctx context.Context, job *safeJob, s signing) error {
	found, err := a.reviews.Inspect(ctx, job.Client, &job.Subject, s.tx, &s.flags.Options)
	if err != nil {
		return err
	}
	job.elsewhere = found.Elsewhere()
	v, err := a.signingView(ctx, job, s.tx, s.hashes, found, s.named)
	if err != nil {
		return err
	}
	f := found.Objection()
	if f == nil {
		f = refusedBy(v.Findings)
	}
	if f != nil {
		return f.WithResult(v)
	}
	v.Findings = append(job.earlierFindings(), v.Findings...)
	if job.Proposal != nil {
		v.cost = job.Proposal.View.Cost
	}
	if !s.yes || !a.ui.Options.Quiet && !a.ui.Options.JSON {
		p := &text.Page{Colour: a.ui.Coloured(a.err)}
		v.Text(p)
		fmt.Fprintln(a.err, p.String())
	} else { // a wallet's screen is compared with these while it signs
		fmt.Fprintf(a.err, "domain hash  %s\nmessage hash %s\nsafeTxHash   %s\n", s.hashes.Domain, s.hashes.Message, s.hashes.SafeTx)
		a.warnOf(v)
	}
	return a.ui.Confirm(s.yes, s.ask)
}

// warnOf says what there is to be warned of where the rest is not shown.
func (a *app) warnOf(v *safeHashView) {
	list := v.Findings
	for _, call := range v.Calls {
		list = append(slices.Clone(list), call.Findings...)
	}
	for _, f := range list {
		if f.Severity == ops.Warn {
			words := f.Summary
			if f.Detail != "" {
				words += "; " + f.Detail
			}
			a.ui.Warn(f.Code, "%s", text.Clean(words, text.LineWidth))
		}
	}
}

// refusedBy is the failure of the first finding that refuses; nil where none does.
func refusedBy(list []ops.Finding) *failure.Failure {
	for _, found := range list {
		if found.Severity == ops.Refuse {
			f := failure.New(failure.Refused, found.Code, "refused: %s [%s]", text.Clean(found.Summary, text.LineWidth), found.Code)
			if found.Hint != "" {
				f = f.WithHint("%s", text.Clean(found.Hint, text.LineWidth))
			}
			return f
		}
	}
	return nil
}

// signSafe has the hash signed by one of the owners.
func (a *app) signSafe(ctx context.Context, job *safeJob, tx safe.Transaction, hashes safe.Hashes, flags *safeSignFlags) (*safe.SignatureFile, error) {
	document, err := safe.TypedData(job.version, job.ChainID, job.Safe.Address, tx)
	if err != nil {
		return nil, err
	}
	key, err := a.opener.OpenKey(ctx, flags.signer, flags.owner.value)
	if err != nil {
		return nil, err
	}
	if want := flags.owner.value; want != (common.Address{}) && want != key.Address() {
		return nil, failure.New(failure.Refused, "signer", "the signer is %s, and --owner is %s", key.Address(), want)
	}
	if !slices.Contains(job.Safe.Owners, key.Address()) {
		return nil, failure.New(failure.Refused, "safe.owner", "the signer is %s, who is no owner of the Safe", key.Address()).
			WithHint("%s", a.ownersHint(ctx, job, key.Address()))
	}
	if err := ownFile(flags.out, key.Address()); err != nil {
		return nil, err
	}
	raw, err := signer.SignTyped(ctx, key, signer.Typed{Domain: hashes.Domain, Message: hashes.Message, Document: document})
	if errors.Is(err, context.Canceled) {
		return nil, err
	}
	if err != nil {
		return nil, failure.New(failure.Refused, "signer", "%s", err).Because(err)
	}
	file, err := safe.NewSignatureFile(job.version, job.ChainID, job.Safe.Address, tx, safe.Signature{Owner: key.Address(), Way: safe.BySignature, Bytes: raw})
	if err != nil {
		return nil, failure.New(failure.Plain, "encoding", "%s", err).Because(err)
	}
	return file, nil
}

// ownFile refuses to write over the signature of another owner.
func ownFile(path string, owner common.Address) error {
	words, err := os.ReadFile(path)
	if err != nil {
		return nil //nolint:nilerr // there is none
	}
	f, err := safe.ReadSignature(bytes.NewReader(words))
	if err == nil && f.Owner == owner || len(words) == 0 {
		return nil
	}
	whose := "a signature file that cannot be read"
	if err == nil {
		whose = fmt.Sprintf("the signature of %s, for nonce %d", f.Owner, f.Nonce())
	}
	return failure.New(failure.Refused, "file", "%s holds %s, and would be lost", text.Quote(path), whose).WithHint("give --out another name, or remove it")
}

// signatureKind is the kind of a signature's file.
func signatureKind() files.Kind { return files.Headed("signature file", safe.SignatureKind) }

// writeSignature puts the whole file there, or nothing. It holds no secret, and
// yet enough of them move the Safe: it is for this user's eyes.
func writeSignature(path string, file *safe.SignatureFile) error {
	return signatureKind().Write("the signature", path, file, 0o600)
}
