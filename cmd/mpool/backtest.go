package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/backtest"
	"mpool/internal/failure"
	"mpool/internal/market"
	"mpool/internal/ops"
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
	gasPrice, gasToken string
	gasBase, gasHop    uint64
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
that a pool's own trades move the market.`, failure.Done, failure.Plain, failure.Misuse, failure.Interrupted),
		Example: `  mpool backtest --pool-file pool.yaml --prices prices.csv --tvl 1e6
  mpool backtest --pool-file pool.yaml --prices weth.csv,dai.csv.gz --price-map WETH=weth,DAI=dai --strategy plan.yaml
  mpool backtest treasury --prices prices/ --tvl 1e6 --rebalance-first --strategy plan.yaml
  mpool backtest --pool-file pool.yaml --prices prices.csv.gz --gas-price 20gwei --gas-token WETH --json`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			v, err := a.backtest(cmd, &f, args)
			if err != nil {
				return err
			}
			return a.show(v)
		},
	}
	f.add(cmd)
	return cmd
}

func (f *backtestFlags) add(cmd *cobra.Command) {
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
	f.others.add(flags)
}

// backtest reads what the run takes, runs it, and shows what came of it.
func (a *app) backtest(cmd *cobra.Command, f *backtestFlags, args []string) (*backtestView, error) {
	source, err := a.startingPool(cmd, f, args)
	if err != nil {
		return nil, err
	}
	book, err := a.prices(cmd.Context(), f.prices)
	if err != nil {
		return nil, err
	}
	columns, err := f.columns(book, source.tokens)
	if err != nil {
		return nil, err
	}
	options, err := a.options(cmd.Context(), f, columns)
	if err != nil {
		return nil, err
	}
	table, err := f.table(columns)
	if err != nil {
		return nil, err
	}
	first := ops.Time(table.Times[0])
	pool, err := f.begin(source, first, table.Row(0))
	if err != nil {
		return nil, err
	}
	if err := a.plan(cmd.Context(), f, pool, &options); err != nil {
		return nil, err
	}
	engine, err := backtest.New(pool, options)
	if err != nil {
		return nil, err
	}
	r, err := runBacktest(cmd, engine, table)
	if err != nil {
		return nil, ofStrategy(f.strategy, err)
	}
	return &backtestView{Result: r, Numeraire: f.numeraire, Carried: table.Carried, Skipped: table.Skipped, Files: book.counts}, nil
}

// runBacktest takes every step, and ends early where somebody ends the program.
func runBacktest(cmd *cobra.Command, engine *backtest.Engine, table *market.Table) (*backtest.Result, error) {
	for i, at := range table.Times {
		if i%4096 == 0 && cmd.Context().Err() != nil {
			return nil, cmd.Context().Err()
		}
		if err := engine.Step(at, table.Row(i)); err != nil {
			return nil, err
		}
	}
	return engine.Result()
}
