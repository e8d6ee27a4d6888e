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

// nestedOwner is an owner of a Safe that is itself a Safe. Its own owners do not sign the safeTxHash.
// They sign a message of their Safe, if it accepts messages, or have it call approveHash.
type nestedOwner struct {
	Safe planner.Safe `json:"safe"`
	Way  nestedWay    `json:"way"`
	// Shown are the bytes that the owned Safe shows to this owner, and Hashes are what this owner's
	// owners sign. Both are null if it accepts no message signatures.
	Shown   hexutil.Bytes       `json:"shown"`
	Hashes  *safe.MessageHashes `json:"hashes"`
	Approve nestedCall          `json:"approve"` // the call that is always possible
}

// nestedWay says how an owner that is a Safe can agree.
type nestedWay string

const byMessage nestedWay = "message"

const byCall nestedWay = "approve_hash"

const byEither nestedWay = "unknown"

// nestedCall is a call of approveHash.
type nestedCall struct {
	To   common.Address `json:"to"`
	Data hexutil.Bytes  `json:"data"`
}

// nestedOwners are the owners of the request's Safe that are Safes, with what their owners sign. It
// warns of owners with an unknown version and omits them.
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

// nestedOwner asks, before anyone signs, whether the owner accepts a message in the form that its Safe
// uses: the preimage before version 1.5.0, the hash from 1.5.0 on. Not every owner accepts both.
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

// ownersHint names the Safe's owners. If the account is an owner of an owner, it names that owner
// instead.
func ownersHint(ctx context.Context, node Owners, job *Request, who common.Address) string {
	found, err := node.Safes(ctx, job.Block, job.Safe.Owners)
	for _, owner := range job.Safe.Owners {
		if s := found[owner]; err == nil && s != nil && slices.Contains(s.Owners, who) {
			return fmt.Sprintf("it is an owner of the Safe %s, which owns this Safe: run %s to show what it signs", owner, job.line("safe hash"))
		}
	}
	return "the owners are " + text.Addresses(job.Safe.Owners)
}

// Text writes what the nested Safe's owners compare with their wallets.
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

// notAccepted is the error for a signature that the contract rejects. It says which bytes the contract
// was asked about; before 1.5.0 these are not the safeTxHash.
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
