package main

import (
	"fmt"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/failure"
	"mpool/internal/stress"
	"mpool/internal/study"
	"mpool/internal/text"
)

func newBacktestStress(a *app) *cobra.Command {
	var f study.AskedStress
	cmd := &cobra.Command{
		Use:   "stress [POOL]",
		Short: "Stress-test a strategy with changed prices",
		Long: withExitCodes(`stress runs a backtest over modified prices and reports the result of each scenario.
Without --scenario it runs shocks of each token, depegs of stablecoins, twice the
volatility, ten times the gas price, an outage of arbitrage, and an attack on the
signal if the strategy has one.

Scenarios: shock:WETH=-50%@2021-01-11T00:00:00Z/10m,recover=2d, gap:WETH=-50% (at once),
depeg:DAI=0.88/3d, vol:2x, drift:0, correlation:1, bootstrap:block=1d (pieces of the past
in random order), gbm (random prices with the same volatility),
jump:rate=4/yr,mean=-10%,sd=8% (the same with jumps), outage:6h, gas:10x@+3d/1d,
thin:02:00-06:00=10% (less market depth, each day), fee-zero, and
oracle:WETH=+10%/15m,every=worst,cost=depth:2e6 (changes the price that the signal
sees, not the market price). Times count from the first row; the default is the middle.

Random scenarios run --paths times; the report gives the seed of the worst path and the
command that runs it again. The result does not depend on --jobs.`, failure.Done, failure.Plain, failure.Misuse, failure.Interrupted),
		Example: `  mpool backtest stress --pool-file pool.yaml --prices prices.csv --tvl 1e6
  mpool backtest stress --pool-file pool.yaml --prices prices.csv --tvl 1e6 --strategy plan.yaml --scenario bootstrap:block=1d --paths 1000
  mpool backtest stress --pool-file pool.yaml --prices prices.csv --tvl 1e6 --scenarios scenarios.yaml`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !cmd.Flags().Changed("jobs") {
				f.Jobs = runtime.GOMAXPROCS(0)
			}
			v, err := a.backtester().Stress(cmd.Context(), &f, args, func(s stress.Scenario, o *stress.Outcome) string { return repeatLine(cmd, args, s, o) })
			if err != nil {
				return err
			}
			return a.show(v)
		},
	}
	addBacktestFlags(&f.Asked, cmd)
	flags := cmd.Flags()
	flags.StringArrayVar(&f.Scenarios, "scenario", nil, "scenario, as above; repeatable")
	flags.StringVar(&f.File, "scenarios", "", "YAML file of scenarios (docs/scenarios.schema.json)")
	flags.IntVar(&f.Paths, "paths", 1000, "number of runs of a random scenario")
	flags.IntVar(&f.Jobs, "jobs", 0, "number of parallel runs (default: one for each core)")
	return cmd
}

// repeatLine is the command line that runs the worst path once more.
func repeatLine(cmd *cobra.Command, args []string, s stress.Scenario, o *stress.Outcome) string {
	words := []string{"mpool", "backtest", "stress"}
	for _, arg := range args {
		words = append(words, text.ShellWord(arg))
	}
	cmd.Flags().Visit(func(flag *pflag.Flag) {
		if slices.Contains([]string{"scenario", "scenarios", "paths", "seed", "jobs", "json"}, flag.Name) {
			return
		}
		values := []string{flag.Value.String()}
		if list, many := flag.Value.(pflag.SliceValue); many {
			values = list.GetSlice()
		} else if flag.Value.Type() == "stringToString" {
			values[0] = strings.Trim(values[0], "[]")
		}
		for _, value := range values {
			words = append(words, "--"+flag.Name+"="+text.ShellWord(value))
		}
	})
	words = append(words, "--scenario", text.ShellWord(s.Text))
	if s.Random {
		words = append(words, "--paths", "1", "--seed", fmt.Sprint(o.WorstSeed))
	}
	return strings.Join(words, " ")
}
