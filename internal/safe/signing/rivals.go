package signing

import (
	"context"
	"fmt"

	"mpool/internal/ops"
	"mpool/internal/safe"
)

// rivals looks at the transaction service that is configured, if one is, for what
// waits with the same nonce: only one of them can be executed. Whoever names the
// nonce means to compete, and is warned only.
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
		return []ops.Finding{{Severity: ops.Note, Code: "safe.queue.unread", Summary: "whether another transaction waits with this nonce is not known: " + err.Error()}}, nil
	}
	for _, w := range waiting {
		other := safe.NewHashes(job.version, job.ChainID, job.Safe.Address, w.Transaction).SafeTx
		if w.Broken != "" || w.Transaction.Nonce != tx.Nonce || other == hashes.SafeTx {
			continue
		}
		if w.Claimed == hashes.SafeTx {
			return []ops.Finding{{Severity: ops.Warn, Code: "service.hash", Summary: "the transaction service shows another transaction under this very hash: do not sign what it shows"}}, nil
		}
		f := ops.Finding{Severity: ops.Refuse, Code: "safe.nonce.taken",
			Summary: fmt.Sprintf("another transaction waits with nonce %d at the transaction service, %s: whichever is executed first voids the other", tx.Nonce, other),
			Hint:    fmt.Sprintf("look at it with mpool safe queue; --after-queue takes the nonce behind it, and --nonce %d this one all the same", tx.Nonce)}
		if named {
			f.Severity, f.Hint = ops.Warn, "look at it with mpool safe queue; --after-queue takes the nonce behind it"
		}
		return []ops.Finding{f}, nil
	}
	return nil, nil
}
