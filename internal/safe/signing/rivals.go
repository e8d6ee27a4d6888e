package signing

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/safe"
	"mpool/internal/safe/queue"
	"mpool/internal/safeservice"
)

// rivals looks for other queued transactions with the same nonce at the configured transaction
// service, if any: only one of them can be executed. It refuses, or only warns if the user named the
// nonce.
func (k *Desk) rivals(ctx context.Context, job *Request, tx safe.Transaction, hashes safe.Hashes, named bool) ([]ops.Finding, error) {
	if k.Settings.SafeService == "" || tx.Nonce < job.Safe.Nonce {
		return nil, nil
	}
	service, err := k.Service()
	if err != nil {
		return nil, err
	}
	defer service.Close()
	queue.WarnElsewhere(k.UI, network.ID(job.ChainID), service)
	waiting, err := service.Queue(ctx, job.Safe.Address, tx.Nonce)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return []ops.Finding{{Severity: ops.Note, Code: "safe.queue.unread", Summary: "cannot check for another transaction with this nonce: " + err.Error()}}, nil
	}
	for _, w := range waiting {
		other := safe.NewHashes(job.version, job.ChainID, job.Safe.Address, w.Transaction).SafeTx
		if w.Broken != "" || w.Transaction.Nonce != tx.Nonce || other == hashes.SafeTx {
			continue
		}
		if w.Claimed == hashes.SafeTx {
			return []ops.Finding{{Severity: ops.Warn, Code: "service.hash", Summary: "the transaction service shows another transaction under this same hash: do not sign what it shows"}}, nil
		}
		f := ops.Finding{Severity: ops.Refuse, Code: "safe.nonce.taken",
			Summary: fmt.Sprintf("another transaction is queued with nonce %d: %s; the first one executed invalidates the other", tx.Nonce, other),
			Hint:    fmt.Sprintf("run mpool safe queue; use --after-queue for the nonce after it, or --nonce %d to keep this one", tx.Nonce)}
		if named {
			f.Severity, f.Hint = ops.Warn, "run mpool safe queue; use --after-queue for the nonce after it"
		}
		return append([]ops.Finding{f}, staying(waiting, tx.Nonce, job.Safe.Threshold)...), nil
	}
	return nil, nil
}

// staying warns of queued transactions with later nonces that have all their signatures. They were planned
// after the transaction that loses its nonce, and stay valid without it.
func staying(waiting []safeservice.Queued, nonce, threshold uint64) []ops.Finding {
	var later []string
	for _, w := range waiting {
		if n := w.Transaction.Nonce; w.Broken == "" && n > nonce && uint64(len(w.Confirmed)) >= threshold {
			later = append(later, strconv.FormatUint(n, 10))
		}
	}
	if len(later) == 0 {
		return nil
	}
	return []ops.Finding{{Severity: ops.Warn, Code: "safe.queue.stays",
		Summary: fmt.Sprintf("fully signed transactions wait behind the queued transaction %d (nonces %s): they were planned after it, stay valid without it, and anyone can execute them", nonce, strings.Join(later, ", ")),
		Hint:    "first reject those, the last one first: sign a transaction without data from the Safe to itself with each of their nonces"}}
}

// warnStaying warns before an execution of the fully signed transactions that were planned after the one
// which loses its nonce.
func (k *Desk) warnStaying(ctx context.Context, job *Request, tx safe.Transaction, hashes safe.Hashes) error {
	found, err := k.rivals(ctx, job, tx, hashes, true)
	for _, f := range found {
		if f.Code == "safe.queue.stays" {
			k.UI.Warn(f.Code, "%s; %s", f.Summary, f.Hint)
		}
	}
	return err
}
