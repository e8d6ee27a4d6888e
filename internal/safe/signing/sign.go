package signing

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/safe"
	"mpool/internal/safe/review"
	"mpool/internal/signer"
	"mpool/internal/text"
)

// Consent is the question to the user before signing or proposing a transaction.
type Consent struct {
	Tx     safe.Transaction
	Hashes safe.Hashes
	Named  bool // the user named the nonce with a flag
	Yes    bool
	Ask    string
	Flags  *Options
}

// Ask shows what will be signed, refuses what must not be signed, and asks the user.
func (k *Desk) Ask(ctx context.Context, job *Request, s Consent) error {
	if err := k.refuseOld(ctx, job); err != nil {
		return err
	}
	found, err := k.Reviews.Inspect(ctx, job.Client, &job.Subject, s.Tx, &s.Flags.Options)
	if err != nil {
		return err
	}
	job.Elsewhere = found.Elsewhere()
	v, err := k.signingView(ctx, job, s.Tx, s.Hashes, found, s.Named)
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
	if err := k.vouches(found, s.Yes); err != nil {
		return err.WithResult(v)
	}
	v.begin(job.earlierFindings())
	if job.Proposal != nil {
		v.cost = job.Proposal.View.Cost
	}
	if !s.Yes || !k.UI.Options.Quiet && !k.UI.Options.JSON {
		p := k.UI.PageFor(k.Err)
		v.Text(p)
		fmt.Fprintln(k.Err, p.String())
	} else { // the user compares these with a wallet's screen
		fmt.Fprintf(k.Err, "domain hash  %s\nmessage hash %s\nsafeTxHash   %s\n", s.Hashes.Domain, s.Hashes.Message, s.Hashes.SafeTx)
		k.warnOf(v)
	}
	return k.UI.Confirm(s.Yes, v.question(s.Ask))
}

// refuseOld refuses to sign what mpool has checked on an old block.
func (k *Desk) refuseOld(ctx context.Context, job *Request) error {
	on := network.ID(job.ChainID)
	if on.ForDevelopment() {
		return nil
	}
	head, err := job.Client.Header(ctx, chain.Latest())
	if err != nil {
		return err
	}
	return planner.RefuseAstray(on, ops.Block{Number: head.Number, Hash: head.Hash, Time: head.Time}, k.Now())
}

// vouches refuses what mpool cannot vouch for unless a person at a terminal will be asked. It then
// warns before the question.
func (k *Desk) vouches(found *review.Checker, yes bool) *failure.Failure {
	no := found.Unvouched()
	if no == nil || !yes && k.UI.Interactive() {
		if no != nil {
			k.UI.Warn("check.unvouched", "%s", no.Message)
		}
		return nil
	}
	return no.WithHint("%s; or answer at a terminal, without --yes", no.Hint)
}

// warnOf prints the warnings if the rest is not shown.
func (k *Desk) warnOf(v *HashView) {
	for _, f := range v.all() {
		if f.Severity == ops.Warn {
			words := f.Summary
			if f.Detail != "" {
				words += "; " + f.Detail
			}
			k.UI.Warn(f.Code, "%s", text.Clean(words, text.LineWidth))
		}
	}
}

// refusedBy is the failure for the first refusing finding; nil if there is none.
func refusedBy(list []ops.Finding) *failure.Failure {
	for _, found := range list {
		if found.Severity == ops.Refuse {
			f := failure.New(failure.Refused, found.Code, "refused: %s [%s]", text.Clean(found.Summary, text.MessageWidth), found.Code)
			if found.Hint != "" {
				f = f.WithHint("%s", text.Clean(found.Hint, text.MessageWidth))
			}
			return f
		}
	}
	return nil
}

// SignSafe has one of the owners sign the hash.
func (k *Desk) SignSafe(ctx context.Context, job *Request, tx safe.Transaction, hashes safe.Hashes, flags *SignOptions) (*safe.SignatureFile, error) {
	document, err := safe.TypedData(job.version, job.ChainID, job.Safe.Address, tx)
	if err != nil {
		return nil, err
	}
	key, err := k.Opener.OpenKey(ctx, flags.Signer, flags.Owner)
	if err != nil {
		return nil, err
	}
	if err := maySign(ctx, job.Client, job, key.Address(), flags.Owner); err != nil {
		return nil, err
	}
	if err := ownFile(flags.Out, key.Address()); err != nil {
		return nil, err
	}
	return job.signWith(ctx, key, tx, hashes, document)
}

// maySign refuses a signer that is not the wanted owner, or no owner at all.
func maySign(ctx context.Context, node Owners, job *Request, who, want common.Address) error {
	if want != (common.Address{}) && want != who {
		return failure.New(failure.Refused, "signer", "the signer is %s, but --owner is %s", who, want)
	}
	if !slices.Contains(job.Safe.Owners, who) {
		return failure.New(failure.Refused, "safe.owner", "the signer %s is not an owner of the Safe", who).
			WithHint("%s", ownersHint(ctx, node, job, who))
	}
	return nil
}

// signWith signs with a key and returns the signature file.
func (j *Request) signWith(ctx context.Context, key signer.Signer, tx safe.Transaction, hashes safe.Hashes, document []byte) (*safe.SignatureFile, error) {
	raw, err := signer.SignTyped(ctx, key, signer.Typed{Domain: hashes.Domain, Message: hashes.Message, Document: document})
	if errors.Is(err, context.Canceled) {
		return nil, err
	}
	if err != nil {
		return nil, failure.New(failure.Refused, "signer", "%s", err).Because(err)
	}
	file, err := safe.NewSignatureFile(j.version, j.ChainID, j.Safe.Address, tx, safe.Signature{Owner: key.Address(), Way: safe.BySignature, Bytes: raw})
	if err != nil {
		return nil, failure.New(failure.Plain, "encoding", "%s", err).Because(err)
	}
	return file, nil
}

// ownFile refuses to overwrite the signature of another owner.
func ownFile(path string, owner common.Address) error {
	words, err := os.ReadFile(path)
	if err != nil {
		return nil //nolint:nilerr // there is none
	}
	f, err := safe.ReadSignature(bytes.NewReader(words))
	if err == nil && f.Owner == owner || len(words) == 0 {
		return nil
	}
	whose := "an unreadable signature file"
	if err == nil {
		whose = fmt.Sprintf("the signature of %s for nonce %d", f.Owner, f.Nonce())
	}
	return failure.New(failure.Refused, "file", "%s already holds %s, which would be overwritten", text.Quote(path), whose).WithHint("use another name for --out, or delete the file")
}

// SignatureKind is the kind of a signature file.
func SignatureKind() files.Kind { return files.Headed("signature file", safe.SignatureKind) }

// WriteSignature writes the whole file or nothing. The file has mode 600: it holds no secret, but
// enough signatures together move the Safe.
func WriteSignature(path string, file *safe.SignatureFile) error {
	return SignatureKind().Write("the signature", path, file, 0o600)
}
