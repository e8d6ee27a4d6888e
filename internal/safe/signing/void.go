package signing

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
)

// voided is the operation of such calls, which is held against a pool all the same:
// the one that is named.
func (k *Desk) voided(ctx context.Context, job *Request) (ops.Operation, *ops.Snapshot, error) {
	pool := job.pool
	if pool == (common.Address{}) {
		choice, err := k.Settings.ChoosePool(nil)
		if err != nil {
			return nil, nil, err
		}
		pool = choice.Address
	}
	before, err := k.Plans.ReadForPlanAt(ctx, job.Client, pool, job.Block)
	if err != nil {
		return nil, nil, err
	}
	return ops.VoidNonce{Safe: job.Safe.Address, Calls: len(job.Calls)}, before, nil
}
