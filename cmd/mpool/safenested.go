package main

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/safe"
)

// nestedOwner is an owner of a Safe that is a Safe itself. Its own owners do not
// sign the safeTxHash: they sign a message of their Safe, which it accepts.
type nestedOwner struct {
	Safe   safeView           `json:"safe"`
	Shown  hexutil.Bytes      `json:"shown"` // what it is shown by the Safe that it owns
	Hashes safe.MessageHashes `json:"hashes"`
}

// nestedOwners are those of the job's Safe that are Safes, with what is signed
// for them. Versions that mpool does not know are left out.
func (a *app) nestedOwners(ctx context.Context, job *safeJob, hashes safe.Hashes) ([]nestedOwner, error) {
	found, err := job.client.Safes(ctx, job.block, job.safe.Owners)
	if err != nil {
		return nil, err
	}
	var list []nestedOwner
	for _, owner := range job.safe.Owners {
		s := found[owner]
		if s == nil {
			continue
		}
		v, err := trustedVersion(s, job.chainID)
		if err != nil {
			a.warn("safe.nested", "what the owners of the owner %s sign is not known: %s", owner, clean(err.Error(), textWidth))
			continue
		}
		shown := hashes.Shown(job.version)
		list = append(list, nestedOwner{Safe: newSafeView(s, "owner"), Shown: shown, Hashes: safe.NewMessageHashes(v, job.chainID, owner, shown)})
	}
	return list, nil
}

// ownersHint says who the owners of a Safe are, or that somebody who is none owns one
// of them.
func (a *app) ownersHint(ctx context.Context, job *safeJob, who common.Address) string {
	found, err := job.client.Safes(ctx, job.block, job.safe.Owners)
	for _, owner := range job.safe.Owners {
		if s := found[owner]; err == nil && s != nil && slices.Contains(s.Owners, who) {
			return fmt.Sprintf("it is an owner of the Safe %s, which is one of its owners: %s shows what is signed for that", owner, job.line("safe hash"))
		}
	}
	return "its owners are " + joined(job.safe.Owners)
}

// approvesHash is the hash that a call approves, as the owner of a Safe; ok is false
// for other calls.
func (k knownAddresses) approvesHash(data []byte) (hash common.Hash, ok bool) {
	method, is := k.safe.Methods["approveHash"]
	if !is || len(data) != 4+common.HashLength || !bytes.Equal(data[:4], method.ID) {
		return hash, false
	}
	return common.BytesToHash(data[4:]), true
}

// text is what the nested Safe's owners compare with their wallets.
func (n nestedOwner) text(p *page) {
	p.line("")
	p.line("%s", p.bold(fmt.Sprintf("the owner %s is itself a Safe", n.Safe.Address)))
	p.line("  %s", n.Safe.summary())
	p.line("  its owners do not sign the safeTxHash, but for their Safe the message %s", n.Shown)
	p.line("  domain hash %s, message hash %s", n.Hashes.Domain, n.Hashes.Message)
	grouped(p, "what is signed for "+n.Safe.Address.Hex(), n.Hashes.Signed)
	p.line("  their signatures, one behind the other in the order of their addresses, are given to mpool safe exec as %s=0x…;", n.Safe.Address)
	p.line("  or they have their Safe call approveHash with the safeTxHash, which needs none")
}

// notAccepted is the error for a contract's signature that the contract does not
// take. What it was shown is not the safeTxHash before 1.5.0.
func notAccepted(version safe.Version, hashes safe.Hashes, owner common.Address, path string) *failure {
	f := fail(exitRefused, "safe.contract", "the contract %s does not accept its signature (EIP-1271)", owner)
	file := "FILE"
	if path != "" {
		file = quote(path)
	}
	if version.Before(5) {
		return f.withHint("a Safe %s shows it not the safeTxHash but the bytes %s: where it is a Safe, mpool safe hash %s shows what its owners sign", version, hexutil.Encode(hashes.Shown(version)), file)
	}
	return f.withHint("it is shown the safeTxHash %s: where it is a Safe, mpool safe hash %s shows what its owners sign", hashes.SafeTx, file)
}
