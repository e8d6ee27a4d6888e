package signing

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/ops/wallet"
)

// voided is the operation for empty calls of the Safe to itself. It needs a pool to plan on: that of
// the queue, or the configured one.
func (k *Desk) voided(ctx context.Context, job *Request) (ops.Operation, *ops.Snapshot, error) {
	pool := job.pool
	if pool == (common.Address{}) {
		choice, err := k.Settings.ChoosePool(nil)
		if err != nil {
			return nil, nil, err
		}
		pool = choice.Address
	}
	before, err := k.Plans.Reads.At(ctx, job.Client, pool, job.Block)
	if err != nil {
		return nil, nil, err
	}
	return wallet.VoidNonce{Safe: job.Safe.Address, Calls: len(job.Calls)}, before, nil
}
