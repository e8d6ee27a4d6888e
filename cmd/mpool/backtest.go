package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/flagvalue"
	"mpool/internal/study"
)

// backtester returns a new study.
func (a *app) backtester() *study.Study {
	return &study.Study{UI: a.ui, Plans: a.plans, Nodes: a.nodes, Inputs: a.inputs, Version: versionText()}
}

func newBacktest(a *app) *cobra.Command {
	var f study.Asked
	cmd := &cobra.Command{
		Use:   "backtest [POOL]",
		Short: "Backtest a strategy on historical prices",
		Long:  withExitCodes(study.Help, failure.Done, failure.Plain, failure.Misuse, failure.Refused, failure.Interrupted),
		Example: `  mpool backtest --pool-file pool.yaml --prices prices.csv --tvl 1e6
  mpool backtest --pool-file pool.yaml --prices weth.csv,dai.csv.gz --price-map WETH=weth,DAI=dai --strategy plan.yaml
  mpool backtest treasury --prices prices/ --tvl 1e6 --rebalance-first --strategy plan.yaml
  mpool backtest treasury --prices prices.csv --timerange 20240101- --from-history
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
	cmd.Flags().BoolVar(&f.FromHistory, "from-history", false, "start from POOL as it was at the first row, replay what its owner and LPs did, and compare the end with the real pool; needs an archive node")
	cmd.AddCommand(newBacktestStress(a))
	return cmd
}

func addBacktestFlags(f *study.Asked, cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.Pool, "pool-file", "", "the pool: YAML with tokens, weights, swap_fee, or the output of status --json")
	flags.StringSliceVar(&f.Prices, "prices", nil, "price files, or folders with them; repeatable")
	flags.Var((*flagvalue.Pairs)(&f.Names), "price-map", "a token's column or file: WETH=ETHUSDT,DAI=dai.csv")
	flags.StringVar(&f.Strategy, "strategy", "", "the owner's strategy, as YAML (default: no changes)")
	f.Policies = "refuse"
	flags.Var(flagvalue.Choice{Value: &f.Policies, Of: []string{"refuse", "off"}}, "policies", "the configuration's policies: refuse ends the run and holds a signal back, off ignores them")
	flags.StringVar(&f.Timerange, "timerange", "", "period, end excluded: 20201207-20210304, or two RFC 3339 times with / between")
	flags.StringVar(&f.Step, "step", "", "time step: 5m, 1h, or block for 12s (default: the series' own)")
	f.Gaps = "refuse"
	flags.Var(flagvalue.Choice{Value: &f.Gaps, Of: []string{"refuse", "skip", "carry"}}, "gaps", "for rows with a price older than --max-gap: refuse, skip or carry")
	flags.StringVar(&f.MaxGap, "max-gap", "1h", "maximum age of a price")
	flags.StringVar(&f.Numeraire, "numeraire", "", "currency of values: a series' name, or the name of the prices' own currency (default a series that is always 1, else USD)")
	flags.Float64Var(&f.Tvl, "tvl", 0, "TVL at the first prices; the balances are scaled to it")
	flags.StringVar(&f.Fee, "fee", "", "swap fee instead of the pool's: 0.3%")
	flags.Var((*flagvalue.Pairs)(&f.Weights), "weights", "weights instead of the pool's: WETH=60%,DAI=rest")
	flags.BoolVar(&f.RebalanceFirst, "rebalance-first", false, "first arbitrage the pool to the first prices; this is not counted")
	flags.StringVar(&f.GasPrice, "gas-price", "", "gas price of arbitrage: 20gwei, or a file with timestamp,gwei or timestamp,usd (per trade) (default: no gas)")
	flags.StringVar(&f.GasToken, "gas-token", "", "the token that pays for gas, for its price")
	flags.Uint64Var(&f.GasBase, "gas-base", 87_000, "gas per trade")
	flags.Uint64Var(&f.GasHop, "gas-per-hop", 55_000, "gas per swap in a trade")
	flags.StringVar(&f.Spread, "cex-spread", "0.1%", "trading cost of the rebalancing benchmark, as a share of what it trades")
	addOthersFlags(&f.Others, flags)
}
