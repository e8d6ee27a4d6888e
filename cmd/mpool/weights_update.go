package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planner"
)

// weightsFlags say what shall become of the weights: new ones, or another end of
// the change that runs.
type weightsFlags struct {
	to        []string
	schedule  ops.Schedule
	freeze    bool
	within    string
	extendTo  string
	shortenTo string

	volatility string // of prices, for what the change costs
}

func newWeightsUpdate(a *app) *cobra.Command {
	var weights weightsFlags
	var flags operationFlags
	cmd := &cobra.Command{
		Use:   "weights-update [POOL]",
		Short: "Change the weights gradually, or stop, stretch or hurry a change",
		Long: `weights-update moves the pool's weights to new ones, gradually from the start to the
end. It shows the weights now, when the transaction is mined, half way and at the
end, simulates the change on the node, and compares the simulated pool with the
predicted one, field by field. Nothing is sent unless --broadcast is given.

Every token of the pool is named, by symbol or address; one may take the rest.
The change begins at the weights of the moment of mining, whatever a running
change has made of them by then.

--freeze stops the change that runs or is scheduled. From the moment of mining the
weights stand still; at the end of the window, --within, they settle at those that
are shown, which sum to 100 % exactly: the largest weight takes the remainder. How
far they can still move then is shown. --extend-to and --shorten-to give the change
another end; times with + count from now.

What the change costs the pool is shown in percent of it, by a model without swap fee
and with prices that stand still, as two figures, of which the larger counts, for
policies and for durations. One is that of arbitrage at every step, --arb-interval
apart, with free gas: a longer duration makes it less, and it is the least that it may
be. But arbitrage waits until a trade pays for its gas, and then the pool loses about l * sqrt(g * V / 2) whatever the duration, with g the gas of a
trade (--arb-gas at the node's price or --arb-gas-price), V the pool's value and
l = 2 arccos(sum sqrt(w * w')); up to 29 % more where several tokens all move. V is
--pool-value, or follows from the pool's own prices. The coin that pays for gas has
its price in the pool, where the pool holds the wrapped coin, or by --coin-price;
where it has none, the second figure is unknown, and what is shown is the least.

The change is played through as mpool backtest does it too: the pool's own integers and
swap fee, fair prices, and arbitrage that pays for its gas; and what users pay who sell a
hundredth of a balance is shown, now and after. --volatility adds what prices make of it
that move, all but the heaviest token's, half of it in common.

` + policyHelp,
		Example: `  mpool weights-update 0x… --to WETH=30%,USDC=30%,WBTC=rest --duration 7d
  mpool weights-update fund --to WETH=50%,USDC=rest --start +2h --end 2026-12-31T00:00:00Z --out plan.json
  mpool weights-update --freeze --broadcast --account owner
  mpool weights-update fund --to WBTC=60%,USDC=rest --duration 7d --pool-value 1000000USDC --coin-price "2000 USDC"
  mpool weights-update fund --extend-to +14d`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			targets, err := weights.check(cmd)
			if err != nil {
				return err
			}
			if a.plans.Volatility, err = yearly(weights.volatility); err != nil {
				return err
			}
			return a.operate(cmd, args, &flags, func(on *target) (ops.Operation, error) {
				return weights.build(on.before, targets)
			})
		},
	}
	weights.add(cmd)
	addPolicyFlags(&flags.sending, cmd)
	flags.add(cmd)
	return cmd
}

func (f *weightsFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringArrayVar(&f.to, "to", nil, "the weights at the end: WETH=30%,USDC=30%,WBTC=rest; repeatable")
	addScheduleFlags(cmd, &f.schedule)
	flags.StringVar(&f.volatility, "volatility", "", "say what the change costs at prices that move by so much a year too: 80%")
	flags.Lookup("volatility").Annotations = map[string][]string{ofRun: {"true"}}
	flags.BoolVar(&f.freeze, "freeze", false, "stop the change that runs or is scheduled, at the weights of the moment of mining")
	flags.StringVar(&f.within, "within", "10m", "with --freeze: how long it may take to be mined")
	flags.StringVar(&f.extendTo, "extend-to", "", "have the change that runs end later, at the same weights: +14d from now, or a time")
	flags.StringVar(&f.shortenTo, "shorten-to", "", "have the change that runs end earlier, at the same weights")
}

// check finds flags that do not go together, and reads the new weights.
func (f *weightsFlags) check(cmd *cobra.Command) ([]ops.Target, error) {
	var ways []string
	for _, name := range []string{"freeze", "extend-to", "shorten-to", "to"} {
		if cmd.Flags().Changed(name) {
			ways = append(ways, "--"+name)
		}
	}
	if len(ways) > 1 {
		return nil, failure.Usage("%s exclude each other", strings.Join(ways, " and "))
	}
	if cmd.Flags().Changed("within") && !f.freeze {
		return nil, failure.Usage("--within goes with --freeze")
	}
	if len(ways) == 1 && ways[0] != "--to" {
		return nil, f.checkSchedule(cmd, ways[0])
	}
	targets, err := ops.ParseTargets(strings.Join(f.to, ","))
	if err != nil {
		return nil, failure.Usage("--to: %s", err)
	}
	return targets, nil
}

func (f *weightsFlags) checkSchedule(cmd *cobra.Command, way string) error {
	for _, name := range []string{"start", "end", "duration", "instant"} {
		if cmd.Flags().Changed(name) {
			return failure.Usage("%s is about the change that runs, and --%s about a new one", way, name)
		}
	}
	return nil
}

func (f *weightsFlags) build(before *ops.Snapshot, targets []ops.Target) (ops.Operation, error) {
	now := before.Block.Time
	switch {
	case f.freeze:
		return f.buildFreeze(before)
	case f.extendTo != "":
		end, err := ops.ParseTime(f.extendTo, now)
		if err != nil {
			return nil, failure.Usage("--extend-to: %s", err)
		}
		return moved(ops.ExtendWeights(before, end))
	case f.shortenTo != "":
		end, err := ops.ParseTime(f.shortenTo, now)
		if err != nil {
			return nil, failure.Usage("--shorten-to: %s", err)
		}
		return moved(ops.ShortenWeights(before, end))
	}
	return buildWeightsUpdate(before, targets, f.schedule)
}

// moved refuses an end that is not where it was asked for: what runs there is for the
// pool to say, and not for the command line.
func moved(op ops.MoveWeightsEnd, err error) (ops.Operation, error) {
	var wrong *ops.WrongWayError
	if errors.As(err, &wrong) {
		const code = "weights.wrong_way"
		return nil, failure.New(failure.Refused, code, "refused: %s [%s]", wrong, code).Because(err).WithHint("%s", wrong.Hint())
	}
	if err != nil {
		return nil, failure.Usage("%s", err)
	}
	return op, nil
}

func (f *weightsFlags) buildFreeze(before *ops.Snapshot) (ops.Operation, error) {
	within, err := ops.ParseDuration(f.within)
	if err != nil {
		return nil, failure.Usage("--within: %s", err)
	}
	return ops.Freeze(before, before.Block.Time+planner.NextBlock, before.Block.Time+within)
}

func buildWeightsUpdate(before *ops.Snapshot, targets []ops.Target, schedule ops.Schedule) (ops.Operation, error) {
	weights, err := before.ResolveTargets(targets)
	if err != nil {
		return nil, failure.Usage("--to: %s", err)
	}
	ramp, err := schedule.Resolve(before.Block.Time)
	if err != nil {
		return nil, failure.Usage("%s", err)
	}
	return ops.UpdateWeights{Start: ramp.Start, End: ramp.End, Weights: weights}, nil
}

// addScheduleFlags are the flags of a gradual change.
func addScheduleFlags(cmd *cobra.Command, schedule *ops.Schedule) {
	flags := cmd.Flags()
	flags.StringVar(&schedule.Start, "start", "now", "when it begins: now, +2h, 2026-01-31T12:00:00Z or unix seconds")
	flags.StringVar(&schedule.End, "end", "", "when it ends, in the same forms")
	flags.StringVar(&schedule.Duration, "duration", "", "how long it takes instead of --end: 7d, 3d12h")
	flags.BoolVar(&schedule.Instant, "instant", false, "all at once, at --start or in ten minutes")
}
