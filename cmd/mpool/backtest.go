package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/flagvalue"
	"mpool/internal/study"
)

// backtester is a new one.
func (a *app) backtester() *study.Study {
	return &study.Study{UI: a.ui, Plans: a.plans, Nodes: a.nodes, Inputs: a.inputs, Version: versionText()}
}

func newBacktest(a *app) *cobra.Command {
	var f study.Asked
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
			v, err := a.backtester().Run(cmd.Context(), &f, args)
			if err != nil {
				return err
			}
			return a.show(v)
		},
	}
	addBacktestFlags(&f, cmd)
	addOutFlags(&f.Out, cmd.Flags())
	cmd.AddCommand(newBacktestStress(a))
	return cmd
}

func addBacktestFlags(f *study.Asked, cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.Pool, "pool-file", "", "the pool: YAML with tokens, weights, swap_fee, or what status --json wrote")
	flags.StringSliceVar(&f.Prices, "prices", nil, "files of prices, or folders of them; repeatable")
	flags.StringToStringVar(&f.Names, "price-map", nil, "a token's column, or its file: WETH=ETHUSDT,DAI=dai.csv")
	flags.StringVar(&f.Strategy, "strategy", "", "what the owner does, as YAML; without it the pool stays as it is")
	f.Policies = "refuse"
	flags.Var(flagvalue.Choice{Value: &f.Policies, Of: []string{"refuse", "off"}}, "policies", "what the configuration's policies refuse ends the run, and holds a signal back: refuse or off")
	flags.StringVar(&f.Timerange, "timerange", "", "from and to, the latter left out: 20201207-20210304, or two RFC 3339 times with / between")
	flags.StringVar(&f.Step, "step", "", "time between two steps: 5m, 1h, or block for 12s; the series' own spacing without it")
	f.Gaps = "refuse"
	flags.Var(flagvalue.Choice{Value: &f.Gaps, Of: []string{"refuse", "skip", "carry"}}, "gaps", "what becomes of a row with a price older than --max-gap: refuse, skip or carry")
	flags.StringVar(&f.MaxGap, "max-gap", "1h", "how old a price may be")
	flags.StringVar(&f.Numeraire, "numeraire", "", "the money of values: a series' name, or the name of the prices' own money (default a series that is always 1, else USD)")
	flags.Float64Var(&f.Tvl, "tvl", 0, "what the pool is worth at the first prices; its balances are scaled")
	flags.StringVar(&f.Fee, "fee", "", "another swap fee than the pool's: 0.3%")
	flags.StringToStringVar(&f.Weights, "weights", nil, "other weights than the pool's: WETH=60%,DAI=rest")
	flags.BoolVar(&f.RebalanceFirst, "rebalance-first", false, "bring the pool to the first prices by arbitrage before the run; that is not counted")
	flags.StringVar(&f.GasPrice, "gas-price", "", "what arbitrage pays for gas: 20gwei, or a file of timestamp,gwei or timestamp,usd (of a whole trade); nothing without it")
	flags.StringVar(&f.GasToken, "gas-token", "", "the token that gas is paid in, for its price")
	flags.Uint64Var(&f.GasBase, "gas-base", 87_000, "gas of a trade")
	flags.Uint64Var(&f.GasHop, "gas-per-hop", 55_000, "gas of each swap in it")
	flags.StringVar(&f.Spread, "cex-spread", "0.1%", "what the rebalancing fund pays of what it trades, which the pool is held against")
	addOthersFlags(&f.Others, flags)
}
