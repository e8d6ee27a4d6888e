package signing

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/parse"
	"mpool/internal/safe"
	"mpool/internal/safe/queue"
	"mpool/internal/text"
)

// gather collects all consents to a Safe transaction: signatures given by words, signatures at the
// transaction service, approvals on the chain, and the executor's, if it is an owner.
func gather(ctx context.Context, node Owners, job *Request, tx safe.Transaction, hashes safe.Hashes, words []string, executor common.Address) (safe.Consent, error) {
	signatures := slices.Clone(job.signed)
	for _, word := range words {
		s, err := ownersSignature(ctx, node, job, tx, hashes, word)
		if err != nil {
			return safe.Consent{}, err
		}
		signatures = append(signatures, s)
	}
	approved, err := node.Approvals(ctx, job.Block, job.Safe.Address, hashes.SafeTx, job.Safe.Owners)
	if err != nil {
		return safe.Consent{}, err
	}
	for _, owner := range append(approved, executor) {
		signatures = append(signatures, safe.Signature{Owner: owner, Way: safe.ByApproval})
	}
	consent := safe.Gather(job.Safe.Owners, job.Safe.Threshold, signatures)
	return consent, notEnough(consent, job)
}

// notEnough is the error for missing signatures. It names the owners who have agreed and those who
// still can.
func notEnough(c safe.Consent, job *Request) error {
	if c.Enough() {
		return nil
	}
	var agreed []common.Address
	for _, s := range c.Signed {
		agreed = append(agreed, s.Owner)
	}
	have := "none given"
	if len(agreed) > 0 {
		have = "signed by " + text.Addresses(agreed)
	}
	left, instead := max(c.Threshold, uint64(len(agreed)))-uint64(len(agreed)), ""
	if left == 1 {
		instead = "; or one of them executes it, which counts as a signature"
	}
	f := failure.New(failure.Refused, "safe.threshold", "%d of %d required signatures (%s); missing %d of: %s%s",
		len(agreed), c.Threshold, have, left, text.Addresses(c.Missing), instead).
		WithDetail("signed", append([]common.Address{}, agreed...)).WithDetail("missing", c.Missing).WithDetail("threshold", c.Threshold)
	if job.queued != nil {
		return f.WithHint("the other owners can sign it in the queue, or one of them can execute it")
	}
	if len(c.Missing) == 0 {
		return f
	}
	return f.WithHint("%s", job.signLine(c.Missing[0], Nonce{}))
}

// ownersSignature reads a signature and refuses one by an account that is not an owner.
func ownersSignature(ctx context.Context, node Owners, job *Request, tx safe.Transaction, hashes safe.Hashes, word string) (safe.Signature, error) {
	s, err := signature(ctx, node, job, tx, hashes, word)
	if err == nil && !slices.Contains(job.Safe.Owners, s.Owner) {
		err = failure.New(failure.Refused, "safe.owner", "%s is signed by %s, which is not an owner of the Safe", shortWord(word), s.Owner).
			WithHint("the owners are %s", text.Addresses(job.Safe.Owners))
	}
	return s, err
}

// signature reads a signature from the command line: a file, a wallet's bytes, or OWNER=BYTES.
func signature(ctx context.Context, node Owners, job *Request, tx safe.Transaction, hashes safe.Hashes, word string) (safe.Signature, error) {
	owner, bytes, isContract := strings.Cut(word, "=0x")
	switch {
	case isContract && common.IsHexAddress(owner):
		return contractSignature(ctx, node, job, hashes, owner, "0x"+bytes)
	case strings.HasPrefix(word, "0x"):
		raw, err := hexutil.Decode(word)
		if err != nil {
			return safe.Signature{}, failure.Usage("%s is not a signature: use 0x and hexadecimal digits", shortWord(word)).Because(err)
		}
		s, err := safe.RecoverOwner(hashes.SafeTx, raw, job.Safe.Owners)
		if err != nil {
			return safe.Signature{}, failure.Usage("%s: %s", shortWord(word), err).Because(err)
		}
		return s, nil
	}
	return fileSignature(ctx, node, job, tx, hashes, word)
}

// rawSignature says that a file holds a single word in a form of the command line: a wallet's bytes,
// or OWNER=BYTES.
func rawSignature(word string) bool {
	owner, _, isContract := strings.Cut(word, "=0x")
	return len(strings.Fields(word)) == 1 && (strings.HasPrefix(word, "0x") || isContract && common.IsHexAddress(owner))
}

// shortWord shortens a signature for messages.
func shortWord(word string) string {
	if strings.Contains(word, "0x") && len(word) > 60 {
		return text.Quote(word[:56] + "…")
	}
	return text.Quote(word)
}

// longestSignature is more, in bytes, than a signature file needs.
const longestSignature = 16 << 20

// fileSignature reads a signature file and refuses a signature of another transaction.
func fileSignature(ctx context.Context, node Owners, job *Request, tx safe.Transaction, hashes safe.Hashes, path string) (safe.Signature, error) {
	words, err := files.Read(ctx.Done(), path, longestSignature)
	if ctx.Err() != nil {
		return safe.Signature{}, ctx.Err()
	}
	if err != nil {
		return safe.Signature{}, failure.Usage("cannot read the signature in %s: %s", text.Quote(path), failure.Innermost(err)).Because(err).WithHint("use a file written by mpool safe sign, or a wallet's signature 0x…")
	}
	if word := strings.TrimSpace(string(words)); rawSignature(word) {
		return signature(ctx, node, job, tx, hashes, word)
	} else if !strings.HasPrefix(word, "{") {
		return safe.Signature{}, failure.Usage("%s is neither an mpool signature file nor a wallet's signature (0x…)", text.Quote(path)).WithHint("write one with mpool safe sign")
	}
	f, err := safe.ReadSignature(bytes.NewReader(words))
	if err != nil {
		return safe.Signature{}, failure.Usage("%s: %s", path, err).Because(err).WithHint("write one with mpool safe sign")
	}
	if err := ofOther(f, job, tx, path); err != nil {
		return safe.Signature{}, usedBy(ctx, node, job, f, err)
	}
	if f.Hashes != hashes { // the Safe's version, which the check above does not cover
		return safe.Signature{}, failure.New(failure.Refused, "safe.signature", "%s is for Safe version %s, but this Safe has version %s", path, f.Version, job.version)
	}
	s := f.Consent()
	if s.Way == safe.ByContract {
		return s, accepted(ctx, node, job, hashes, s)
	}
	return s, nil
}

// ofOther refuses a signature of another transaction and names the first difference.
func ofOther(f *safe.SignatureFile, job *Request, tx safe.Transaction, path string) error {
	switch differs := f.Differs(job.ChainID, job.Safe.Address, tx); {
	case differs == "":
		return nil
	case differs == "nonce" && f.Nonce() < tx.Nonce:
		return failure.New(failure.Refused, "safe.nonce", "%s is for nonce %d of the Safe, which is already used; the next nonce is %d", path, f.Nonce(), tx.Nonce).
			WithHint("check whether it was executed already; if not, sign it again")
	case differs == "nonce":
		return failure.New(failure.Refused, "safe.nonce", "%s is for nonce %d of the Safe, but the next nonce is %d (%s before it)", path, f.Nonce(), tx.Nonce, queue.Comes(f.Nonce()-tx.Nonce)).
			WithHint("execute the earlier transactions first")
	default:
		return failure.New(failure.Refused, "safe.signature", "%s signs another transaction: its %s differs", path, differs).
			WithHint("run mpool safe hash to show what must be signed")
	}
}

// contractSignature is the signature of a contract owner. Only the contract can verify it.
func contractSignature(ctx context.Context, node Owners, job *Request, hashes safe.Hashes, owner, words string) (safe.Signature, error) {
	address, err := parse.Address(owner)
	if err != nil {
		return safe.Signature{}, failure.Usage("%s", err).Because(err)
	}
	raw, err := hexutil.Decode(words)
	if err != nil {
		return safe.Signature{}, failure.Usage("the signature of %s is not hexadecimal", address).Because(err)
	}
	s := safe.Signature{Owner: address, Way: safe.ByContract, Bytes: raw}
	if !slices.Contains(job.Safe.Owners, address) {
		return s, nil // the caller reports that it is not an owner
	}
	contracts, err := node.Contracts(ctx, job.Block, []common.Address{address})
	if err != nil {
		return s, err
	}
	if len(contracts) == 0 {
		return s, failure.Usage("%s=0x… is the form for a contract owner, but %s is not a contract", text.ShortZero(address), address).WithHint("give the signature alone (0x…), or the file written by mpool safe sign")
	}
	return s, accepted(ctx, node, job, hashes, s)
}

func accepted(ctx context.Context, node Owners, job *Request, hashes safe.Hashes, s safe.Signature) error {
	yes, err := node.Accepts(ctx, job.Block, queue.AskedOf(s, job.version, hashes))
	if err == nil && !yes {
		err = notAccepted(job.version, hashes, s.Owner, job.Path)
	}
	return err
}
