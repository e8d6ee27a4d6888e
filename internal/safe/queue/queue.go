package queue

import (
	"context"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/decode"
	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/safe"
	"mpool/internal/safe/review"
	"mpool/internal/safeservice"
)

// Queue is the list of transactions that wait for a Safe.
type Queue struct {
	Client  Node
	Before  *ops.Snapshot
	Safe    *chain.Safe
	Version safe.Version
	service string
	waiting []safeservice.Queued
	decoder *decode.Decoder
	Flags   *review.Options
}

// Read reads the Safe at the snapshot's block, and its queue.
func (c *Clerk) Read(ctx context.Context, service *safeservice.Client, client Node, before *ops.Snapshot, which common.Address) (*Queue, error) {
	at := chain.AtHash(before.Block.Hash)
	found, err := client.Safes(ctx, at, []common.Address{which})
	if err != nil {
		return nil, err
	}
	q := &Queue{Client: client, Before: before, Safe: found[which], service: fmt.Sprint(service)}
	if q.Safe == nil {
		return nil, failure.New(failure.Refused, "safe.none", "%s is not a Safe on %s", which, network.ID(before.ChainID)).
			WithHint("use --safe ADDRESS")
	}
	if q.Version, err = review.TrustedVersion(q.Safe, before.ChainID); err != nil {
		return nil, err
	}
	WarnElsewhere(c.UI, network.ID(before.ChainID), service)
	if q.waiting, err = service.Queue(ctx, which, q.Safe.Nonce); err != nil {
		return nil, NotProposed(err, &Proposed{})
	}
	q.order()
	q.decoder, err = decode.New()
	return q, err
}

// hashes computes the hashes from the fields.
func (q *Queue) hashes(w safeservice.Queued) safe.Hashes {
	return safe.NewHashes(q.Version, q.Before.ChainID, q.Safe.Address, w.Transaction)
}

// foreign says that the service's hash does not match the fields, or that there is no transaction.
func (q *Queue) foreign(w safeservice.Queued) bool {
	return w.Broken != "" || q.hashes(w).SafeTx != w.Claimed
}

// Calls returns the calls that a transaction makes as the Safe. known is false for a delegate call to
// other code than MultiSendCallOnly, or with calls that cannot be read.
func (q *Queue) Calls(ctx context.Context, tx safe.Transaction) (Calls []safe.Call, known bool, err error) {
	if tx.Operation == safe.OperationCall {
		return []safe.Call{{To: tx.To, Value: tx.Value, Data: tx.Data}}, true, nil
	}
	hash, err := q.Client.CodeHash(ctx, chain.AtHash(q.Before.Block.Hash), tx.To)
	if err != nil || safe.MultiSendCode(hash) == "" {
		return nil, false, err
	}
	Calls, err = safe.UnpackMultiSend(tx.Data)
	if err != nil || slices.ContainsFunc(Calls, func(c safe.Call) bool { return c.Operation != safe.OperationCall }) {
		return nil, false, nil //nolint:nilerr // what cannot be read is not known
	}
	return Calls, true, nil
}

func (q *Queue) At() chain.BlockRef { return chain.AtHash(q.Before.Block.Hash) }
