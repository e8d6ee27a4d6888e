package signing

import (
	"bytes"
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/files"
	"mpool/internal/safe"
	"mpool/internal/safe/queue"
	"mpool/internal/safeservice"
)

// FirstNonce is the nonce in the first readable signature file, or else next.
func FirstNonce(words []string, next uint64) uint64 {
	for _, word := range words {
		text, err := files.Read(nil, word, longestSignature)
		if err != nil {
			continue // not a file, or an unreadable one, which is reported later
		}
		if f, err := safe.ReadSignature(bytes.NewReader(text)); err == nil {
			return f.Nonce()
		}
	}
	return next
}

// OwnersSignatures reads signatures and verifies each: it recovers the keys of EOAs and asks
// contracts. All signers must be owners.
func OwnersSignatures(ctx context.Context, job *Request, tx safe.Transaction, hashes safe.Hashes, words []string) ([]safe.Signature, error) {
	var list []safe.Signature
	for _, word := range words {
		s, err := ownersSignature(ctx, job.Client, job, tx, hashes, word)
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	job.given = list
	return list, nil
}

// asServiceKeeps is a signature in the format of services. For a contract it includes the contract's
// address, in the format of checkNSignatures.
func asServiceKeeps(s safe.Signature) []byte {
	if s.Way == safe.ByContract {
		return safe.Pack([]safe.Signature{s})
	}
	return s.Bytes
}

// NewProposed is the result of proposing before the service has any signature, with the command that
// comes next: it executes the transaction if the known signatures are enough, and shows the queue otherwise.
func (j *Request) NewProposed(service *safeservice.Client, tx safe.Transaction, hashes safe.Hashes) *queue.Proposed {
	v := &queue.Proposed{Service: fmt.Sprint(service), ChainID: j.ChainID, Safe: j.Safe.Address, Nonce: tx.Nonce, Hashes: hashes, Signatures: []queue.ProposedSignature{},
		Elsewhere: j.Elsewhere, Complete: j.consent().Enough() && tx.Nonce == j.Safe.Nonce && !j.Elsewhere}
	pool := j.pool
	if j.Proposal != nil {
		pool = j.Proposal.Before.Pool.Address
	}
	switch {
	case pool == (common.Address{}): // of a batch, whose Safe may own no pool
	case v.Complete:
		v.Next = j.next("safe exec", "--from-queue", fmt.Sprint(tx.Nonce), pool.Hex())
	default:
		v.Next = j.next("safe queue", pool.Hex())
	}
	return v
}

// ProposeEach gives the service one signature after another. It stops at the first failure; the error
// shows what the service has accepted.
func (k *Desk) ProposeEach(ctx context.Context, service *safeservice.Client, job *Request, tx safe.Transaction, signatures []safe.Signature, v *queue.Proposed) error {
	for _, s := range signatures {
		k.IsOut("the transaction service may already have the proposal and signatures")
		outcome, err := service.Propose(ctx, job.version, job.ChainID, safeservice.Proposal{
			Safe: job.Safe.Address, Transaction: tx, Hash: v.Hashes.SafeTx, Owner: s.Owner, Signature: asServiceKeeps(s), Origin: "mpool",
		})
		if err != nil {
			return queue.NotProposed(err, v)
		}
		v.Signatures = append(v.Signatures, queue.ProposedSignature{Owner: s.Owner, Outcome: outcome})
	}
	return nil
}
