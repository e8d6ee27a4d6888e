package execution

import (
	"context"
	"math"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/planner"
	"mpool/internal/text"
)

// farAhead is the largest plausible number of transactions since the last recorded one. mpool
// believes a node that reports more only if a second node agrees.
const farAhead = 10_000

// mostNonce is more than any account has sent.
const mostNonce = 1 << 40

// plausibleNonce checks the node's next nonce against the records. A transaction signed for a nonce
// in the far future could still be mined years later.
func (n nonces) plausibleNonce(ctx context.Context, from common.Address, next uint64) error {
	last, some, err := n.lastNonce(from)
	if err != nil {
		return err
	}
	switch {
	case next == math.MaxUint64 || next > mostNonce && !some:
		return n.oddNonce(from, next, "no account can have sent that many transactions")
	case !some || next <= last+1:
		return nil
	case next-last-1 <= farAhead:
		n.engine.UI.Note("nonce %d of %s is next, but the last recorded nonce is %d: %s sent outside mpool", next, from, last, text.Plural(int(next-last-1), "transaction"))
		return nil
	}
	if n.confirmedNonce(ctx, from, next) {
		return nil
	}
	return n.oddNonce(from, next, "it is far ahead of the last recorded nonce").WithDetail("recorded", last)
}

func (n nonces) oddNonce(from common.Address, next uint64, why string) *failure.Failure {
	return failure.New(failure.Refused, "nonce", "the node reports the next nonce %d for %s: %s", next, from, why).
		WithHint("use another node (--rpc-url), or confirm with a second node (--check-rpc-url)")
}

// confirmedNonce says whether another named node reports the same nonce.
func (n nonces) confirmedNonce(ctx context.Context, from common.Address, next uint64) bool {
	for _, url := range n.engine.Settings.CheckRPCURLs {
		client, err := n.engine.Nodes.DialOther(ctx, url)
		if err != nil {
			continue
		}
		account, err := client.AccountAt(ctx, from, chain.Latest())
		client.Close()
		if err == nil && account.Nonce == next {
			return true
		}
	}
	return false
}

// lastNonce returns the highest nonce of an account that is used according to the records.
func (n nonces) lastNonce(from common.Address) (last uint64, some bool, err error) {
	entries, err := journal.List(n.engine.Settings.JournalDir())
	if err != nil {
		return 0, false, planner.Unreadable(err)
	}
	for _, entry := range entries {
		for _, call := range entry.Status.Calls {
			if call.Mined != nil && call.Intent.From == from && call.Intent.ChainID == n.Plan.Predicted.ChainID {
				last, some = max(last, call.Intent.Nonce), true
			}
		}
	}
	return last, some, nil
}
