package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/backtest"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/report"
	"mpool/internal/stress"
	"mpool/internal/text"
)

// stressFlags say what might come.
type stressFlags struct {
	backtestFlags
	scenarios []string
	paths     int
	jobs      int
}

func newBacktestStress(a *app) *cobra.Command {
	var f stressFlags
	cmd := &cobra.Command{
		Use:   "stress [POOL]",
		Short: "Say what a strategy would cost and earn if prices were otherwise",
		Long: withExitCodes(`stress runs a backtest over prices that are bent into what might come, and says what
each scenario makes of it. Without --scenario there are shocks of each token, depegs of
those that stand at 1, twice the volatility, gas at ten times its price, an outage of
arbitrage, and an attack on the signal where the strategy has one.

Scenarios: shock:WETH=-50%@2021-01-11T00:00:00Z/10m,recover=2d, gap:WETH=-50% (at once),
depeg:DAI=0.88/3d, vol:2x, drift:0, correlation:1, bootstrap:block=1d (pieces of the past
in another order), gbm (drawn anew, as varied as the past), jump:rate=4/yr,mean=-10%,sd=8%
(the same with jumps), outage:6h, gas:10x@+3d/1d, fee-zero, and
oracle:WETH=+10%/15m,every=worst,cost=depth:2e6: the price that the signal sees is moved,
and not the market's. Times count from the first row; without one it is the middle.

Those by chance run --paths times; the seed of the worst is said with the command line
that runs it again. The result is the same for any --jobs.`, failure.Done, failure.Plain, failure.Misuse, failure.Interrupted),
		Example: `  mpool backtest stress --pool-file pool.yaml --prices prices.csv --tvl 1e6
  mpool backtest stress --pool-file pool.yaml --prices prices.csv --tvl 1e6 --strategy plan.yaml --scenario bootstrap:block=1d --paths 1000`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			v, err := a.backtester().stress(cmd.Context(), &f, args, func(s stress.Scenario, o *stress.Outcome) string { return repeatLine(cmd, args, s, o) })
			if err != nil {
				return err
			}
			return a.show(v)
		},
	}
	addBacktestFlags(&f.backtestFlags, cmd)
	flags := cmd.Flags()
	flags.StringArrayVar(&f.scenarios, "scenario", nil, "what might come, as above; repeatable")
	flags.IntVar(&f.paths, "paths", 1000, "how often a scenario by chance is run")
	flags.IntVar(&f.jobs, "jobs", runtime.GOMAXPROCS(0), "how many runs go on at once")
	return cmd
}

func (a *backtester) stress(ctx context.Context, f *stressFlags, args []string, again func(stress.Scenario, *stress.Outcome) string) (*report.Stress, error) {
	if f.paths < 1 || f.paths > 1_000_000 || f.jobs < 1 {
		return nil, failure.Usage("--paths is from 1 to 1000000, and --jobs at least 1")
	}
	run, err := a.prepare(ctx, &f.backtestFlags, args)
	if err != nil {
		return nil, err
	}
	world := &stress.World{Table: run.table, Options: run.options}
	for _, t := range run.tokens {
		world.Tokens = append(world.Tokens, t.Symbol)
	}
	scenarios, err := f.parse(world, run)
	if err != nil {
		return nil, err
	}
	v := &report.Stress{Numeraire: f.numeraire, From: run.table.Times[0], To: run.table.Times[len(run.table.Times)-1]}
	plain, err := stress.Parse("vol:1x", world)
	if err != nil {
		return nil, err
	}
	bar := a.ui.NewBar("stress", uint64(len(scenarios)+1))
	defer bar.End()
	for i, s := range append([]stress.Scenario{plain}, scenarios...) {
		bar.Show(uint64(i))
		o, err := a.outcome(ctx, f, run, world, s)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			v.Plain = o
			continue
		}
		v.Scenarios, v.Repeat = append(v.Scenarios, o), append(v.Repeat, again(s, o))
	}
	v.Run = report.Run{Version: a.version, Seed: f.others.seed, Inputs: a.hashed}
	return v, nil
}

// outcome runs one scenario.
func (a *backtester) outcome(ctx context.Context, f *stressFlags, run *prepared, world *stress.World, s stress.Scenario) (*stress.Outcome, error) {
	pool := run.pool
	if s.FreeOfFees() {
		var err error
		if pool, err = pool.Recomputed(); err != nil { // a copy
			return nil, err
		}
		least := ops.FixedFrom(leastSwapFee)
		pool.Fees.SwapFee, pool.Fees.StartSwapFee, pool.Fees.EndSwapFee = least, least, least
	}
	maker := func() (*ops.Snapshot, backtest.Options, error) {
		o := run.options
		err := run.owner.into(pool, &o)
		return pool, o, err
	}
	ended := func() bool { return ctx.Err() != nil }
	o, err := stress.Run(s, world, maker, f.paths, f.jobs, f.others.seed, ended)
	switch {
	case errors.Is(err, stress.ErrEnded):
		return nil, ctx.Err()
	case err != nil:
		return nil, ofStrategy(f.strategy, err)
	}
	return o, nil
}

// leastSwapFee is 0.0001 %, the least that pools take.
const leastSwapFee = 1_000_000_000_000

// parse reads the scenarios, or makes those that anybody should look at.
func (f *stressFlags) parse(w *stress.World, run *prepared) ([]stress.Scenario, error) {
	words := f.scenarios
	if len(words) == 0 {
		words = usualScenarios(w, run)
	}
	var all []stress.Scenario
	for _, one := range words {
		s, err := stress.Parse(one, w)
		if err != nil {
			return nil, failure.Usage("--scenario: %s", err).Because(err)
		}
		all = append(all, s)
	}
	return all, nil
}

func usualScenarios(w *stress.World, run *prepared) []string {
	var all []string
	for i, name := range w.Tokens {
		if standsAtOne(w, i) {
			all = append(all, fmt.Sprintf("depeg:%s=0.88/3d", name))
		} else {
			all = append(all, fmt.Sprintf("shock:%s=-50%%/10m", name))
		}
	}
	all = append(all, "vol:2x", "outage:6h")
	if run.options.Gas.Price > 0 || run.options.Gas.Column > 0 || run.options.Gas.Whole > 0 {
		all = append(all, "gas:10x")
	}
	if s := run.owner.strategy; s != nil && s.Signal != nil {
		for i, name := range w.Tokens {
			if !standsAtOne(w, i) {
				all = append(all, fmt.Sprintf("oracle:%s=+10%%/15m,every=worst", name))
				break
			}
		}
	}
	return all
}

// standsAtOne says whether a price is about 1 at all times.
func standsAtOne(w *stress.World, column int) bool {
	for i := range w.Table.Times {
		if p := w.Table.Row(i)[column]; p < 0.9 || p > 1.1 {
			return false
		}
	}
	return true
}

// repeatLine is the command line that runs the worst path once more.
func repeatLine(cmd *cobra.Command, args []string, s stress.Scenario, o *stress.Outcome) string {
	words := []string{"mpool", "backtest", "stress"}
	for _, arg := range args {
		words = append(words, text.ShellWord(arg))
	}
	cmd.Flags().Visit(func(flag *pflag.Flag) {
		if slices.Contains([]string{"scenario", "paths", "seed", "jobs", "json"}, flag.Name) {
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
