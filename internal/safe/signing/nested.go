package signing

import (
	"context"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/bindings/safecontract"
	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/planner"
	"mpool/internal/safe"
	"mpool/internal/safe/queue"
	"mpool/internal/safe/review"
	"mpool/internal/text"
)

// nestedOwner is an owner of a Safe that is a Safe itself. Its own owners do not
// sign the safeTxHash: they sign a message of their Safe, where it accepts one, or have
// it approve the hash.
type nestedOwner struct {
	Safe planner.Safe `json:"safe"`
	Way  nestedWay    `json:"way"`
	// Shown is what it is shown by the Safe that it owns, and Hashes what its owners
	// sign; null where no signature of theirs is ever accepted.
	Shown   hexutil.Bytes       `json:"shown"`
	Hashes  *safe.MessageHashes `json:"hashes"`
	Approve nestedCall          `json:"approve"` // which it can make in each case
}

// nestedWay is how a Safe that is an owner can agree.
type nestedWay string

const byMessage nestedWay = "message"

const byCall nestedWay = "approve_hash"

const byEither nestedWay = "unknown"

// nestedCall is the call of approveHash.
type nestedCall struct {
	To   common.Address `json:"to"`
	Data hexutil.Bytes  `json:"data"`
}

// nestedOwners are those of the job's Safe that are Safes, with what is signed
// for them. Versions that mpool does not know are left out.
func (k *Desk) nestedOwners(ctx context.Context, node Owners, job *Request, hashes safe.Hashes) ([]nestedOwner, error) {
	found, err := node.Safes(ctx, job.Block, job.Safe.Owners)
	if err != nil {
		return nil, err
	}
	var list []nestedOwner
	for _, owner := range job.Safe.Owners {
		s := found[owner]
		if s == nil {
			continue
		}
		v, err := review.TrustedVersion(s, job.ChainID)
		if err != nil {
			k.UI.Warn("safe.nested", "cannot determine what the owners of the owner %s sign: %s", owner, text.Clean(err.Error(), text.LineWidth))
			continue
		}
		one, err := job.nestedOwner(ctx, node, s, v, hashes)
		if err != nil {
			return nil, err
		}
		list = append(list, one)
	}
	return list, nil
}

// nestedOwner tries whether the owner answers in the way in which its Safe asks, before an
// owner signs: Safes before 1.5.0 ask with the preimage, later ones with the hash, and not
// every owner answers both.
func (j *Request) nestedOwner(ctx context.Context, node Owners, s *chain.Safe, v safe.Version, hashes safe.Hashes) (nestedOwner, error) {
	shown := hashes.Shown(j.version)
	n := nestedOwner{Safe: planner.NewSafe(s, "owner"), Shown: shown,
		Approve: nestedCall{j.Safe.Address, safecontract.NewSafe().PackApproveHash(hashes.SafeTx)}}
	message := safe.NewMessageHashes(v, j.ChainID, s.Address, shown)
	asked := queue.AskedOf(safe.Signature{Owner: s.Address}, j.version, hashes)
	accepts, known, err := node.AcceptsMessage(ctx, j.Block, asked, message.Signed)
	switch {
	case err != nil:
		return n, err
	case known && !accepts:
		n.Way, n.Shown = byCall, nil
	case known:
		n.Way, n.Hashes = byMessage, &message
	default:
		n.Way, n.Hashes = byEither, &message
	}
	return n, nil
}

// ownersHint names the owners of a Safe, or says that another account owns one of them.
func (k *Desk) ownersHint(ctx context.Context, node Owners, job *Request, who common.Address) string {
	found, err := node.Safes(ctx, job.Block, job.Safe.Owners)
	for _, owner := range job.Safe.Owners {
		if s := found[owner]; err == nil && s != nil && slices.Contains(s.Owners, who) {
			return fmt.Sprintf("it is an owner of the Safe %s, which owns this Safe: run %s to show what it signs", owner, job.line("safe hash"))
		}
	}
	return "the owners are " + text.Addresses(job.Safe.Owners)
}

// Text is what the nested Safe's owners compare with their wallets.
func (n nestedOwner) Text(p *text.Page) {
	p.Line("")
	p.Line("%s", p.Bold(fmt.Sprintf("owner %s is a Safe itself", n.Safe.Address)))
	p.Line("  %s", n.Safe.Summary())
	if n.Way == byCall {
		p.Line("  its owners must NOT sign for this: it does not support message signatures (EIP-1271), so they would be rejected")
		p.Line("  it must call approveHash instead, which needs no signature afterwards:")
		p.Line("    to %s, value 0, data %s", n.Approve.To, n.Approve.Data)
		return
	}
	p.Line("  its owners sign not the safeTxHash, but their own Safe's message %s", n.Shown)
	if n.Way == byEither {
		p.Line("  message support is UNKNOWN: the node cannot check it; approveHash always works")
	}
	p.Line("  domain hash %s, message hash %s", n.Hashes.Domain, n.Hashes.Message)
	grouped(p, "what is signed for "+n.Safe.Address.Hex(), n.Hashes.Signed)
	p.Line("  join their signatures in the order of the signers' addresses, and pass them to mpool safe exec as %s=0x…;", n.Safe.Address)
	p.Line("  or their Safe calls approveHash with the safeTxHash, which needs no signature")
}

// notAccepted is the error for a contract's signature that the contract does not
// take. What it was shown is not the safeTxHash before 1.5.0.
func notAccepted(version safe.Version, hashes safe.Hashes, owner common.Address, path string) *failure.Failure {
	f := failure.New(failure.Refused, "safe.contract", "the contract %s rejects its signature (EIP-1271)", owner)
	file := "FILE"
	if path != "" {
		file = text.ShellWord(path)
	}
	if version.Before(5) {
		return f.WithHint("Safe version %s asks it about the bytes %s instead of the safeTxHash; if it is a Safe, mpool safe hash %s shows what its owners sign", version, hexutil.Encode(hashes.Shown(version)), file)
	}
	return f.WithHint("it is asked about the safeTxHash %s; if it is a Safe, mpool safe hash %s shows what its owners sign", hashes.SafeTx, file)
}
