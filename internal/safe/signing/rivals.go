package signing

import (
	"context"
	"fmt"

	"mpool/internal/ops"
	"mpool/internal/safe"
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
		return []ops.Finding{f}, nil
	}
	return nil, nil
}
