package fork

import (
	"context"

	"mpool/internal/chain"
	"mpool/internal/decode"
	"mpool/internal/ops"
)

// Earlier mines calls that are signed or queued and not mined yet, each in a
// block of its own, before the operations that are tried out. Nothing is
// predicted for them; one that reverts makes the verdict Reverted, and those
// behind it are run all the same, as they would be. source is where they come
// from, for the report; pool names the addresses in their events; nil: nothing
// does.
func (f *Fork) Earlier(ctx context.Context, source string, pool *ops.Snapshot, calls []ops.Call) error {
	f.node.forgive()
	for _, call := range calls {
		head, err := f.Client.Header(ctx, chain.Latest())
		if err != nil {
			return f.failure(ctx, err)
		}
		tx, err := f.mine(ctx, call, head.Time+nextBlock)
		if err != nil {
			return err
		}
		result, err := f.callResult(ctx, call, tx, decode.NewBook(pool))
		if err != nil {
			return f.failure(ctx, err)
		}
		result.Source = source
		f.result.Earlier = append(f.result.Earlier, result)
	}
	return nil
}
