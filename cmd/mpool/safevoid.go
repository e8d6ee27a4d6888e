package main

import (
	"context"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/safe"
)

// voidsNonce is the code of what a Safe calls itself with nothing for: the way to
// withdraw what else waits with the nonce, "reject" in the web application.
const voidsNonce = "safe.voids"

// nothing says that a call has neither calldata nor coins.
func (c checkedCall) nothing() bool { return len(c.Data) == 0 && c.Value.Int().IsZero() }

// voids says that the call was found to be such a one.
func (c checkedCall) voids() bool {
	return slices.ContainsFunc(c.Findings, func(f ops.Finding) bool { return f.Code == voidsNonce })
}

// onlyVoids says that all that a Safe does is to call itself with nothing.
func onlyVoids(of common.Address, calls []safe.Call) bool {
	return len(calls) > 0 && !slices.ContainsFunc(calls, func(c safe.Call) bool {
		return c.To != of || len(c.Data) > 0 || !c.Value.IsZero() || c.Operation != safe.OperationCall
	})
}

// voided is the operation of such calls, which is held against a pool all the same:
// the one that is named.
func (a *app) voided(ctx context.Context, job *safeJob) (ops.Operation, *ops.Snapshot, error) {
	pool := job.pool
	if pool == (common.Address{}) {
		choice, err := a.settings.ChoosePool(nil)
		if err != nil {
			return nil, nil, err
		}
		pool = choice.Address
	}
	before, err := a.plans.ReadForPlanAt(ctx, job.client, pool, job.block)
	if err != nil {
		return nil, nil, err
	}
	return ops.VoidNonce{Safe: job.safe.Address, Calls: len(job.calls)}, before, nil
}
