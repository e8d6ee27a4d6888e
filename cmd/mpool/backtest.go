package main

import (
	"context"

	"github.com/spf13/cobra"

	"mpool/internal/backtest"
	"mpool/internal/console"
	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/market"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/report"
)

// backtestFlags are what a backtest is asked for, as it is typed.
type backtestFlags struct {
	pool, strategy     string
	prices             []string
	names              map[string]string
	timerange, step    string
	gaps, maxGap       string
	numeraire          string
	tvl                float64
	fee                string
	weights            map[string]string
	rebalanceFirst     bool
	policies           string
	others             othersFlags
	out                outFlags
	spread             string
	gasPrice, gasToken string
	gasBase, gasHop    uint64
}

// backtester is one backtest: the program, and what it has read for it.
type backtester struct {
	ui      *console.Console
	plans   *planner.Planner
	nodes   *planner.Nodes
	inputs  *files.Inputs
	version string // of the program
	hashed  []report.Input
}

// backtester is a new one.
func (a *app) backtester() *backtester {
	return &backtester{ui: a.ui, plans: a.plans, nodes: a.nodes, inputs: a.inputs, version: versionText()}
}

func newBacktest(a *app) *cobra.Command {
	var f backtestFlags
	cmd := &cobra.Command{
		Use:   "backtest [POOL]",
		Short: "Say what a strategy would have cost and earned at real prices",
		Long: withExitCodes(`backtest runs a pool and a strategy over a price series: the pool answers with the
contracts' own integers, the owner's changes follow the contracts' rules at their
time, and an arbitrageur trades whenever it pays. It sends nothing.

The pool is POOL as it is on the chain now, or that of --pool-file, which needs no
node: YAML, or what mpool status --json wrote. What runs on it or is to come keeps its
distance from the first row.

Prices are CSV files, plain, .gz or .zst: wide (timestamp,WETH,WBTC), one token a file
(time,open,high,low,close, named by --price-map or by the file), long
(timestamp,token,price), or Binance's klines. All are in one money. A price counts
from its time on, a candle's from its end, and never before.

A strategy has a schedule of changes, or a signal that makes weights of prices; what
the contract or a policy would refuse at its time is refused. docs/backtest.md has both.

What the model cannot know: other venues and their fees, who joins or leaves, and
that a pool's own trades move the market.`, failure.Done, failure.Plain, failure.Misuse, failure.Refused, failure.Interrupted),
		Example: `  mpool backtest --pool-file pool.yaml --prices prices.csv --tvl 1e6
  mpool backtest --pool-file pool.yaml --prices weth.csv,dai.csv.gz --price-map WETH=weth,DAI=dai --strategy plan.yaml
  mpool backtest treasury --prices prices/ --tvl 1e6 --rebalance-first --strategy plan.yaml
  mpool backtest --pool-file pool.yaml --prices prices.csv.gz --gas-price 20gwei --gas-token WETH --json`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			v, err := a.backtester().backtest(cmd.Context(), &f, args)
			if err != nil {
				return err
			}
			return a.show(v)
		},
	}
	addBacktestFlags(&f, cmd)
	addOutFlags(&f.out, cmd.Flags())
	cmd.AddCommand(newBacktestStress(a))
	return cmd
}

func addBacktestFlags(f *backtestFlags, cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.pool, "pool-file", "", "the pool: YAML with tokens, weights, swap_fee, or what status --json wrote")
	flags.StringSliceVar(&f.prices, "prices", nil, "files of prices, or folders of them; repeatable")
	flags.StringToStringVar(&f.names, "price-map", nil, "a token's column, or its file: WETH=ETHUSDT,DAI=dai.csv")
	flags.StringVar(&f.strategy, "strategy", "", "what the owner does, as YAML; without it the pool stays as it is")
	f.policies = "refuse"
	flags.Var(&choiceOf{&f.policies, []string{"refuse", "off"}}, "policies", "what the configuration's policies refuse ends the run, and holds a signal back: refuse or off")
	flags.StringVar(&f.timerange, "timerange", "", "from and to, the latter left out: 20201207-20210304, or two RFC 3339 times with / between")
	flags.StringVar(&f.step, "step", "", "time between two steps: 5m, 1h, or block for 12s; the series' own spacing without it")
	f.gaps = "refuse"
	flags.Var(&choiceOf{&f.gaps, []string{"refuse", "skip", "carry"}}, "gaps", "what becomes of a row with a price older than --max-gap: refuse, skip or carry")
	flags.StringVar(&f.maxGap, "max-gap", "1h", "how old a price may be")
	flags.StringVar(&f.numeraire, "numeraire", "", "the money of values: a series' name, or the name of the prices' own money (default a series that is always 1, else USD)")
	flags.Float64Var(&f.tvl, "tvl", 0, "what the pool is worth at the first prices; its balances are scaled")
	flags.StringVar(&f.fee, "fee", "", "another swap fee than the pool's: 0.3%")
	flags.StringToStringVar(&f.weights, "weights", nil, "other weights than the pool's: WETH=60%,DAI=rest")
	flags.BoolVar(&f.rebalanceFirst, "rebalance-first", false, "bring the pool to the first prices by arbitrage before the run; that is not counted")
	flags.StringVar(&f.gasPrice, "gas-price", "", "what arbitrage pays for gas: 20gwei, or a file of timestamp,gwei or timestamp,usd (of a whole trade); nothing without it")
	flags.StringVar(&f.gasToken, "gas-token", "", "the token that gas is paid in, for its price")
	flags.Uint64Var(&f.gasBase, "gas-base", 87_000, "gas of a trade")
	flags.Uint64Var(&f.gasHop, "gas-per-hop", 55_000, "gas of each swap in it")
	flags.StringVar(&f.spread, "cex-spread", "0.1%", "what the rebalancing fund pays of what it trades, which the pool is held against")
	addOthersFlags(&f.others, flags)
}

// backtest reads what the run takes, runs it, writes what is asked for, and gives what
// came of it. Where a condition holds, the failure has the result with it.
func (a *backtester) backtest(ctx context.Context, f *backtestFlags, args []string) (*report.Backtest, error) {
	conditions, err := f.out.complete()
	if err != nil {
		return nil, err
	}
	run, err := a.prepare(ctx, f, args)
	if err != nil {
		return nil, err
	}
	if err := f.out.spare(a.inputs); err != nil {
		return nil, err
	}
	v, err := a.runBacktest(ctx, f, run)
	if err != nil {
		return nil, ofStrategy(f.strategy, err)
	}
	for _, c := range conditions {
		if holds, is := c.Holds(v.Result); holds {
			v.Failed = append(v.Failed, report.Held{Condition: c.Text, Is: is})
		}
	}
	if err := f.out.write(v); err != nil {
		return nil, err
	}
	if len(v.Failed) > 0 {
		return v, failure.New(failure.Refused, "backtest.failed", "%s: it is %.6g", v.Failed[0].Condition, v.Failed[0].Is).WithResult(v)
	}
	return v, nil
}

// prepared is all that a run takes.
type prepared struct {
	tokens  []ops.Token
	pool    *ops.Snapshot
	table   *market.Table
	options backtest.Options // without what the owner does
	owner   ownersPlan
	counts  map[string]market.Counts
}

func (a *backtester) prepare(ctx context.Context, f *backtestFlags, args []string) (*prepared, error) {
	source, err := a.startingPool(ctx, f, args)
	if err != nil {
		return nil, err
	}
	book, err := a.prices(ctx, f.prices)
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
	if run.table, err = f.table(columns); err != nil {
		return nil, err
	}
	if run.pool, err = f.begin(source, ops.Time(run.table.Times[0]), run.table.Row(0)); err != nil {
		return nil, err
	}
	run.owner, err = a.ownersPlan(ctx, f, run.pool.ChainID)
	return run, err
}

// runBacktest takes every step, and ends early where somebody ends the program.
func (a *backtester) runBacktest(ctx context.Context, f *backtestFlags, run *prepared) (*report.Backtest, error) {
	out, err := f.out.open(run.tokens)
	if err != nil {
		return nil, err
	}
	defer out.drop()
	recorder := backtest.Recorder{Every: backtest.Spacing(len(run.table.Times), mostSamples)}
	if f.out.seriesEvery > 0 {
		recorder.Every = f.out.seriesEvery
	}
	periods := backtest.Breakdown{Of: f.out.breakdown}
	run.options.Witness.Stepped = func(_ int64, e *backtest.Engine) {
		recorder.Stepped(e)
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
	engine, err := backtest.New(run.pool, run.options)
	if err != nil {
		return nil, err
	}
	if err := a.steps(ctx, engine, run.table); err != nil {
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
	return a.view(f, run, r, recorder.Samples, periods.Periods), nil
}

func (a *backtester) steps(ctx context.Context, engine *backtest.Engine, table *market.Table) error {
	bar := a.ui.NewBar("backtest", uint64(len(table.Times)))
	defer bar.End()
	for i, at := range table.Times {
		if i%4096 == 0 {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			bar.Show(uint64(i))
		}
		if err := engine.Step(at, table.Row(i)); err != nil {
			return err
		}
	}
	return nil
}

func (a *backtester) view(f *backtestFlags, run *prepared, r *backtest.Result, samples []backtest.Sample, periods []backtest.Period) *report.Backtest {
	v := &report.Backtest{Result: r, Numeraire: f.numeraire, Carried: run.table.Carried, Skipped: run.table.Skipped, Files: run.counts,
		Breakdown: periods, Samples: samples, Run: report.Run{Version: a.version, Seed: f.others.seed, Inputs: a.hashed}}
	for _, t := range run.tokens {
		v.Tokens = append(v.Tokens, t.Symbol)
	}
	return v
}
