package study

import (
	"context"
	"errors"
	"slices"

	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/hindsight"
	"mpool/internal/history"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/text"
	"mpool/internal/units"
)

// alone refuses flags that cannot be combined with --from-history.
func (f *Asked) alone() error {
	for name, given := range map[string]bool{
		"pool-file": f.Pool != "", "strategy": f.Strategy != "", "tvl": f.Tvl != 0, "fee": f.Fee != "", "weights": len(f.Weights) > 0, "rebalance-first": f.RebalanceFirst,
	} {
		if given {
			return failure.Usage("use only one of --from-history and --%s", name).WithHint("--from-history takes the pool and what its owner did from the chain")
		}
	}
	return nil
}

// prepareHistory prepares a run of a pool's own past.
func (a *Study) prepareHistory(ctx context.Context, f *Asked, args []string) (*prepared, error) {
	if err := f.alone(); err != nil {
		return nil, err
	}
	client, pool, err := a.Nodes.DialPool(ctx, args)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	newest, err := client.SnapshotWithRatios(ctx, pool.Address, chain.Latest())
	if err != nil {
		return nil, err
	}
	a.Plans.Reads.Warn(newest)
	run, err := a.rowsOf(ctx, f, newest)
	if err != nil {
		return nil, err
	}
	return run, a.addPast(ctx, f, client, newest, run)
}

// addPast reads the pool's past in the time of the rows, and what its owner did. If it fails, it
// removes stored rows.
func (a *Study) addPast(ctx context.Context, f *Asked, client *chain.Client, newest *ops.Snapshot, run *prepared) (err error) {
	defer func() {
		if err != nil {
			run.path.end()
		}
	}()
	if run.past, err = a.readPast(ctx, client, newest, units.Time(run.path.from), units.Time(run.path.to)); err != nil {
		return err
	}
	if run.pool, err = run.past.Start.At(units.Time(run.path.from)); err != nil {
		return err
	}
	run.owner, err = a.ownersPlan(ctx, f, run.pool.ChainID)
	return err
}

// rowsOf prepares the rows and the options of a run, up to the newest block.
func (a *Study) rowsOf(ctx context.Context, f *Asked, newest *ops.Snapshot) (*prepared, error) {
	book, err := a.prices(ctx, f.Prices)
	if err != nil {
		return nil, err
	}
	columns, err := f.columns(book, newest.Tokens)
	if err != nil {
		return nil, err
	}
	run := &prepared{tokens: newest.Tokens, counts: book.counts}
	if run.options, err = a.options(ctx, f, columns); err != nil {
		return nil, err
	}
	f.until = int64(newest.Block.Time)
	if run.path, err = f.path(columns); err == nil {
		a.covered(f, columns, run)
	}
	return run, err
}

// readPast reads the events from the first row to the last, and the pool before and after them.
func (a *Study) readPast(ctx context.Context, client *chain.Client, newest *ops.Snapshot, from, to units.Time) (*hindsight.Past, error) {
	blocks := [2]uint64{}
	for i, at := range []units.Time{from, to} {
		after, err := client.BlockSince(ctx, at+1, newest.Block.Number)
		if err != nil {
			return nil, err
		}
		blocks[i] = max(after, 1) - 1
	}
	there, err := client.HasCode(ctx, newest.Pool.Address, blocks[0])
	if err != nil {
		return nil, err
	}
	if !there {
		return nil, failure.Usage("the pool did not exist at the first row, %s", timeText(from)).WithHint("--timerange starts later")
	}
	past := &hindsight.Past{}
	if past.Start, err = client.SnapshotWithRatios(ctx, newest.Pool.Address, chain.AtNumber(blocks[0])); err != nil {
		return nil, err
	}
	if past.End, err = client.SnapshotWithRatios(ctx, newest.Pool.Address, chain.AtNumber(blocks[1])); err != nil {
		return nil, err
	}
	if past.Was, err = a.moments(ctx, client, past); err != nil {
		return nil, err
	}
	if err := past.Check(); err != nil {
		return nil, failure.New(failure.Plain, "history.tokens", "%s; --from-history needs a time with the same tokens", err).Because(err).WithHint("--timerange chooses another time")
	}
	return past, nil
}

// moments are the events between the two states, in order of time.
func (a *Study) moments(ctx context.Context, client *chain.Client, past *hindsight.Past) ([]hindsight.Moment, error) {
	of := past.Start.Pool
	if past.End.Block.Number == past.Start.Block.Number {
		return nil, nil
	}
	logs, err := a.Plans.Logs(ctx, client, past.End, past.Start.Block.Number+1,
		chain.LogFilter{Address: of.Address, Topics: history.PoolTopics()},
		chain.LogFilter{Address: of.Address, Topics: history.MintTopics()}, chain.LogFilter{Address: of.Address, Topics: history.BurnTopics()},
		chain.LogFilter{Address: of.Vault, Topics: history.VaultTopics(of.ID)}, chain.LogFilter{Address: of.Vault, Topics: history.TradeTopics(of.ID)})
	if err != nil {
		return nil, err
	}
	headers, err := planner.HeadersOf(ctx, client, logs)
	if err != nil {
		return nil, err
	}
	byBlock := map[uint64][]types.Log{}
	for _, l := range history.InOrder(logs) {
		byBlock[l.BlockNumber] = append(byBlock[l.BlockNumber], l)
	}
	var all []hindsight.Moment
	for number, logs := range byBlock {
		deeds, err := history.Happened(logs, past.Start)
		if err != nil {
			return nil, err
		}
		all = append(all, hindsight.Moment{At: headers[number].Time, Deeds: deeds})
	}
	slices.SortFunc(all, func(x, y hindsight.Moment) int { return int(int64(x.At) - int64(y.At)) })
	return all, nil
}

// ofHistory gives an error its code if the pool's past caused it.
func ofHistory(err error) error {
	var apart *hindsight.ApartError
	if !errors.As(err, &apart) {
		return err
	}
	return failure.New(failure.Plain, "history.apart", "%s", text.Clean(err.Error(), text.LineWidth)).Because(err).WithHint("a shorter --timerange leaves model and pool less time to drift apart")
}
