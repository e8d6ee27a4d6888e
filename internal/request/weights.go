package request

import (
	"context"
	"errors"
	"strings"

	"mpool/internal/batch"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planner"
)

// weights asks for new weights, or for another end of the change that runs.
type weights struct {
	poolAlone
	to                  several
	when                schedule
	freeze              onOff
	within              typed
	extendTo, shortenTo typed

	targets []ops.Target // once they were checked
}

func newWeights() *weights { return &weights{when: newSchedule(), within: standard("10m")} }

func aboutWeights() entry {
	return entry{
		name: "weights-update", short: "Change the weights gradually, or stop, stretch or hurry a change", chapter: AsOwner, judged: true, priced: true,
		asks: func() asked { return newWeights() },
		long: `weights-update moves the pool's weights to new ones, gradually from the start to the
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
that move, all but the heaviest token's, half of it in common; --prices what prices of the
past do, over sixteen spans of the change's length.

` + policyHelp,
		example: `  mpool weights-update 0x… --to WETH=30%,USDC=30%,WBTC=rest --duration 7d
  mpool weights-update fund --to WETH=50%,USDC=rest --start +2h --end 2026-12-31T00:00:00Z --out plan.json
  mpool weights-update --freeze --broadcast --account owner
  mpool weights-update fund --to WBTC=60%,USDC=rest --duration 7d --pool-value 1000000USDC --coin-price "2000 USDC"
  mpool weights-update fund --extend-to +14d`,
	}
}

func (o *weights) fields() []Field {
	list := []Field{listFlag("to", &o.to, "weights at the end: WETH=30%,USDC=30%,WBTC=rest; repeatable").in(batch.Percent)}
	list = append(list, o.when.fields()...)
	return append(list,
		switchFlag("freeze", &o.freeze, "stop the running or scheduled change, at the weights when mined"),
		textFlag("within", &o.within, "with --freeze: maximum time until it is mined").in(batch.Span),
		textFlag("extend-to", &o.extendTo, "end the running change later, at the same weights: +14d from now, or a time"),
		textFlag("shorten-to", &o.shortenTo, "end the running change earlier, at the same weights"))
}

// check finds what does not go together, and reads the new weights.
func (o *weights) check(context.Context, Source) (err error) {
	ways := o.ways()
	switch {
	case len(ways) > 1:
		return failure.Usage("use only one of %s", strings.Join(ways, " and "))
	case o.within.given && !o.freeze.on:
		return failure.Usage("--within needs --freeze")
	case len(ways) == 1 && ways[0] != "--to":
		return o.checkSchedule(ways[0])
	}
	if o.targets, err = ops.ParseTargets(strings.Join(o.to.words, ",")); err != nil {
		return failure.Usage("--to: %s", err)
	}
	return nil
}

// ways are what is asked for, of which there can be one.
func (o *weights) ways() []string {
	var ways []string
	for _, way := range []struct {
		flag  string
		given bool
	}{{"--freeze", o.freeze.given}, {"--extend-to", o.extendTo.given}, {"--shorten-to", o.shortenTo.given}, {"--to", o.to.given}} {
		if way.given {
			ways = append(ways, way.flag)
		}
	}
	return ways
}

// checkSchedule refuses the times of a new change beside what is about one that runs.
func (o *weights) checkSchedule(way string) error {
	for _, field := range []struct {
		name  string
		given bool
	}{{"start", o.when.start.given}, {"end", o.when.end.given}, {"duration", o.when.duration.given}, {"instant", o.when.instant.given}} {
		if field.given {
			return failure.Usage("%s is for the running change; omit --%s, which is for a new one", way, field.name)
		}
	}
	return nil
}

func (o *weights) build(_ context.Context, on *Target) (ops.Operation, error) {
	switch {
	case o.freeze.on:
		return o.buildFreeze(on.Before)
	case o.extendTo.words != "":
		return moveEnd("--extend-to", o.extendTo.words, on.Before, ops.ExtendWeights)
	case o.shortenTo.words != "":
		return moveEnd("--shorten-to", o.shortenTo.words, on.Before, ops.ShortenWeights)
	}
	return o.buildUpdate(on.Before)
}

// moveEnd refuses an end that is not where it was asked for: what runs there is for the
// pool to say, and not for who asks.
func moveEnd(flag, words string, before *ops.Snapshot, move func(*ops.Snapshot, ops.Time) (ops.MoveWeightsEnd, error)) (ops.Operation, error) {
	end, err := ops.ParseTime(words, before.Block.Time)
	if err != nil {
		return nil, failure.Usage("%s: %s", flag, err)
	}
	op, err := move(before, end)
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

func (o *weights) buildFreeze(before *ops.Snapshot) (ops.Operation, error) {
	within, err := ops.ParseDuration(o.within.words)
	if err != nil {
		return nil, failure.Usage("--within: %s", err)
	}
	return ops.Freeze(before, before.Block.Time+planner.NextBlock, before.Block.Time+within)
}

func (o *weights) buildUpdate(before *ops.Snapshot) (ops.Operation, error) {
	resolved, err := before.ResolveTargets(o.targets)
	if err != nil {
		return nil, failure.Usage("--to: %s", err)
	}
	ramp, err := o.when.resolve(before.Block.Time)
	if err != nil {
		return nil, err
	}
	return ops.UpdateWeights{Start: ramp.Start, End: ramp.End, Weights: resolved}, nil
}
