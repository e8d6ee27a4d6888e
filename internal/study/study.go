// Package study runs a backtest for the command line: it reads the pool, the prices and the
// strategy, runs the engine over them, and writes the results.
package study

import (
	"context"

	"mpool/internal/backtest"
	"mpool/internal/console"
	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/hindsight"
	"mpool/internal/market"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/report"
	"mpool/internal/units"
)

// Asked holds the flags of a backtest as the user typed them.
type Asked struct {
	Pool, Strategy     string
	Prices             []string
	Names              map[string]string
	Timerange, Step    string
	Gaps, MaxGap       string
	Numeraire          string
	Tvl                float64
	Fee                string
	Weights            map[string]string
	RebalanceFirst     bool
	FromHistory        bool  // the run repeats the pool's real past
	until              int64 // the latest time of a row; 0: no limit
	Policies           string
	Others             Others
	Out                Out
	Spread             string
	GasPrice, GasToken string
	GasBase, GasHop    uint64
}

// Study is one backtest of the command line, with the inputs that it has read.
type Study struct {
	UI      *console.Console
	Plans   *planner.Planner
	Nodes   *planner.Nodes
	Inputs  *files.Inputs
	Version string // of mpool
	hashed  []report.Input
}

// Run reads the inputs, runs the backtest, writes the requested files, and returns the
// result. If a condition of --fail-if holds, the failure carries the result.
func (a *Study) Run(ctx context.Context, f *Asked, args []string) (*report.Backtest, error) {
	v, err := a.run(ctx, f, args)
	return v, interrupted(ctx, err)
}

// interrupted replaces the error of a run that the user ended.
func interrupted(ctx context.Context, err error) error {
	if err == nil || ctx.Err() == nil {
		return err
	}
	return failure.New(failure.Interrupted, "interrupted", "interrupted before the backtest had a result").Because(err)
}

func (a *Study) run(ctx context.Context, f *Asked, args []string) (*report.Backtest, error) {
	conditions, err := f.Out.complete()
	if err != nil {
		return nil, err
	}
	run, err := a.prepare(ctx, f, args)
	if err != nil {
		return nil, err
	}
	defer run.path.end()
	if err := f.Out.spare(a.Inputs); err != nil {
		return nil, err
	}
	v, err := a.runBacktest(ctx, f, run)
	if err != nil {
		return nil, ofHistory(ofStrategy(f.Strategy, err))
	}
	a.warnOpen(v)
	for _, c := range conditions {
		if holds, is := c.Holds(v.Result); holds {
			v.Failed = append(v.Failed, report.Held{Condition: c.Text, Is: is})
		}
	}
	if err := f.Out.write(v, a.UI.Reader()); err != nil {
		return nil, err
	}
	if len(v.Failed) > 0 {
		return v, failure.New(failure.Refused, "backtest.failed", "%s: it is %s", v.Failed[0].Condition, v.Failed[0].Words()).WithResult(v)
	}
	return v, nil
}

// prepared has everything that a run needs.
type prepared struct {
	tokens  []ops.Token
	pool    *ops.Snapshot
	path    *path
	options backtest.Options // without the owner's actions
	owner   ownersPlan
	past    *hindsight.Past // nil without --from-history
	counts  map[string]market.Counts
}

func (a *Study) prepare(ctx context.Context, f *Asked, args []string) (*prepared, error) {
	if f.FromHistory {
		return a.prepareHistory(ctx, f, args)
	}
	source, err := a.startingPool(ctx, f, args)
	if err != nil {
		return nil, err
	}
	book, err := a.prices(ctx, f.Prices)
	if err != nil {
		return nil, err
	}
	columns, err := f.columns(book, source.tokens)
	if err != nil {
		return nil, err
	}
	run := &prepared{tokens: source.tokens, counts: book.counts}
	if run.options, err = a.options(ctx, f, columns); err != nil {
		return nil, err
	}
	if run.path, err = f.path(columns); err != nil {
		return nil, err
	}
	a.covered(f, columns, run)
	if run.pool, err = a.begin(f, source, units.Time(run.path.from), run.path.first); err == nil {
		run.owner, err = a.ownersPlan(ctx, f, run.pool.ChainID)
	}
	if err == nil {
		err = a.within(run.owner, run.path)
	}
	if err != nil {
		run.path.end()
		return nil, err
	}
	return run, nil
}

// runBacktest runs all steps. It stops early if the user interrupts it.
func (a *Study) runBacktest(ctx context.Context, f *Asked, run *prepared) (*report.Backtest, error) {
	out, err := f.Out.open(run.tokens)
	if err != nil {
		return nil, err
	}
	defer out.drop()
	recorder := backtest.Recorder{Every: backtest.Spacing(run.path.steps, mostSamples)}
	if f.Out.SeriesEvery > 0 {
		recorder.Every = f.Out.SeriesEvery
	}
	periods := backtest.Breakdown{Of: f.Out.Breakdown}
	shadow := run.shadow()
	run.options.Witness.Stepped = func(at int64, e *backtest.Engine) {
		recorder.Stepped(e)
		if shadow != nil {
			shadow.Stepped(at, e)
		}
		if periods.Of != "" {
			periods.Stepped(e)
		}
	}
	if len(out.trades) > 0 {
		run.options.Witness.Swapped = out.swapped
	}
	if err := run.owner.into(run.pool, &run.options); err != nil {
		return nil, err
	}
	if run.past != nil {
		run.options.Tasks = run.past.Tasks()
	}
	engine, err := backtest.New(run.pool, run.options)
	if err != nil {
		return nil, err
	}
	if err := a.steps(ctx, engine, run.path); err != nil {
		return nil, err
	}
	r, err := engine.Result()
	if err != nil {
		return nil, err
	}
	recorder.End(engine)
	periods.End()
	if err := out.end(); err != nil {
		return nil, err
	}
	v := a.view(f, run, r, recorder.Samples, periods.Periods)
	if shadow != nil {
		v.History = shadow.Result(engine)
	}
	if f.Out.Plot {
		v.Columns = a.UI.Columns()
	}
	return v, nil
}

// shadow follows the real pool next to the model's; nil without --from-history.
func (p *prepared) shadow() *hindsight.Shadow {
	if p.past == nil {
		return nil
	}
	return hindsight.NewShadow(p.past)
}

func (a *Study) steps(ctx context.Context, engine *backtest.Engine, p *path) error {
	bar := a.UI.NewBar("backtest", uint64(p.steps))
	defer bar.End()
	rows, err := p.rows()
	if err != nil {
		return ofPrices(err)
	}
	defer rows.Close()
	for i := 0; ; i++ {
		if i%4096 == 0 {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			bar.Show(uint64(i))
		}
		at, row, err := rows.Next()
		if err != nil {
			return ofPrices(err)
		}
		if row == nil {
			p.counted(rows)
			return nil
		}
		if err := engine.Step(at, row); err != nil {
			return err
		}
	}
}

func (a *Study) view(f *Asked, run *prepared, r *backtest.Result, samples []backtest.Sample, periods []backtest.Period) *report.Backtest {
	v := &report.Backtest{Result: r, Numeraire: f.Numeraire, Step: run.path.step, Carried: run.path.carried, Skipped: run.path.skipped, Files: run.counts,
		Breakdown: periods, Samples: samples, Run: report.Run{Version: a.Version, Seed: f.Others.Seed, Inputs: a.hashed}}
	for _, t := range run.tokens {
		v.Tokens = append(v.Tokens, t.Symbol)
	}
	return v
}
