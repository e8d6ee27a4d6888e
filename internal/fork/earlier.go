package fork

import (
	"context"
	"fmt"
	"slices"

	"mpool/internal/chain"
	"mpool/internal/decode"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// Earlier mines calls that are signed or queued but not mined yet, each in its own block, before
// the operations. mpool predicts nothing for them. A call that reverts makes the verdict Reverted,
// but the calls after it run all the same, as on the real chain. The report shows source as their
// origin. pool, which may be nil, names the addresses in their events.
func (f *Fork) Earlier(ctx context.Context, source string, pool *ops.Snapshot, calls []ops.Call) error {
	for _, call := range calls {
		result, err := f.earlier(ctx, source, pool, call)
		if err != nil {
			return err
		}
		f.result.Earlier = append(f.result.Earlier, result)
	}
	return nil
}

// Together says whether the calls form one transaction: the pool's owner is a Safe and makes them
// all.
func Together(pool *ops.Snapshot, calls []ops.Call) bool {
	other := func(call ops.Call) bool { return call.From != pool.Pool.Owner }
	return pool.Pool.OwnerKind == ops.OwnerSafe && !slices.ContainsFunc(calls, other)
}

// EarlierTogether is Earlier for the calls of one Safe batch: if one call reverts, the whole
// transaction does, and the fork undoes all of them.
func (f *Fork) EarlierTogether(ctx context.Context, source string, pool *ops.Snapshot, calls []ops.Call) error {
	var back string
	if err := f.call(ctx, &back, "evm_snapshot"); err != nil {
		return err
	}
	var results []CallResult
	for _, call := range calls {
		result, err := f.earlier(ctx, source, pool, call)
		if err != nil {
			return err
		}
		if results = append(results, result); result.Revert != nil {
			break
		}
	}
	f.result.Earlier = append(f.result.Earlier, results...)
	if !slices.ContainsFunc(results, func(r CallResult) bool { return r.Revert != nil }) {
		return nil
	}
	for i := range results[:len(results)-1] {
		f.result.Earlier[len(f.result.Earlier)-len(results)+i].Undone = true
	}
	return f.back(ctx, back)
}

// Until lets time pass: it mines an empty block of this time.
func (f *Fork) Until(ctx context.Context, at units.Time) error {
	head, err := f.Client.Header(ctx, chain.Latest())
	if err != nil {
		return f.failure(ctx, err)
	}
	if at <= head.Time {
		return &Error{ErrPast, fmt.Sprintf("%s is not after the previous call, which is mined at %s", at, head.Time), "use a later time"}
	}
	return f.wait(ctx, at)
}

func (f *Fork) earlier(ctx context.Context, source string, pool *ops.Snapshot, call ops.Call) (CallResult, error) {
	f.node.forgive()
	head, err := f.Client.Header(ctx, chain.Latest())
	if err != nil {
		return CallResult{}, f.failure(ctx, err)
	}
	result, err := f.do(ctx, call, head.Time+nextBlock, decode.NewBook(pool))
	result.Source = source
	return result, f.failure(ctx, err)
}
