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
		Long:  withExitCodes(study.StressHelp, failure.Done, failure.Plain, failure.Misuse, failure.Interrupted),
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
	flags.StringArrayVar(&f.Scenarios, "scenario", nil, "scenario, as listed below; repeatable")
	flags.StringVar(&f.File, "scenarios", "", "YAML file of scenarios (docs/scenarios.schema.json)")
	flags.IntVar(&f.Paths, "paths", 1000, "number of runs of a random scenario")
	flags.IntVar(&f.Jobs, "jobs", 0, "number of parallel runs (default: one for each core)")
	return cmd
}

// repeatLine returns the command that runs the worst path again.
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
