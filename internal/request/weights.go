package request

import (
	"context"
	"errors"
	"strings"

	"mpool/internal/batch"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/reading"
	"mpool/internal/text"
	"mpool/internal/units"
)

// weights is a request for new weights, or for another end of the running change.
type weights struct {
	poolAlone
	to, shift           several
	others              typed
	when                schedule
	freeze              onOff
	within              typed
	extendTo, shortenTo typed

	targets []ops.Target    // set by check
	placed  []placedTargets // of files that a batch names; set by check
}

func newWeights() *weights { return &weights{when: newSchedule(), within: standard("10m")} }

func aboutWeights() entry {
	return entry{
		name: "weights-update", short: "Change token weights gradually; freeze, extend or shorten a change", chapter: AsOwner, judged: true, priced: true,
		asks: func() asked { return newWeights() },
		long: `weights-update moves the pool's weights to new ones, gradually from the start to the
end. It shows the weights now, when mined, half way and at the end, simulates the change
on the node, and compares the simulated pool with the prediction, field by field.
Nothing is sent unless --broadcast is given.

Give every token of the pool a weight, by symbol (in any letter case) or address; one
token can take the rest. --to @FILE reads a CSV file with the columns token and weight, or JSON:
{"WETH": "30%"}; --to - reads standard input. --shift changes weights by points.
--others says what the tokens without a weight get: keep (the default with --shift)
leaves their weights unchanged, and scale divides the remainder in proportion to their
weights. Both start from the weights at the end of a running change, or else from the
current weights.
A time without a zone, such as 2026-12-24 (00:00) or "2026-12-24 09:00", is in --tz.
The change starts from the weights at the time of mining, even if another change is
running.

--freeze stops the running or scheduled change. The weights stop when it is mined; at the
end of the window, --within, they settle at the weights shown, which sum to 100% exactly:
the largest weight takes the remainder. mpool shows how far they can still move until
then. The window is 10 minutes, or a day if a Safe owns the pool, whose owners sign.
--extend-to and --shorten-to give the change another end; times with + count from now.

The preview shows the arbitrage cost as a share of TVL, and the price impact for users
who sell one percent of a balance, before and after: mpool help cost.

` + policyHelp,
		example: `  mpool weights-update 0x… --to WETH=30%,USDC=30%,WBTC=rest --duration 7d
  mpool weights-update fund --to WETH=50%,USDC=rest --start +2h --end 2026-12-31T00:00:00Z --out plan.json
  mpool weights-update fund --to @targets.csv --end "2026-12-24 09:00" --tz Europe/Zurich
  mpool weights-update fund --shift WETH=+5%,USDC=-5% --duration 7d
  mpool weights-update fund --to WETH=45% --others scale --duration 7d
  mpool weights-update --freeze --broadcast --account owner
  mpool weights-update fund --to WBTC=60%,USDC=rest --duration 7d --pool-value 1000000USDC --coin-price "2000 USDC"
  mpool weights-update fund --extend-to +14d`,
	}
}

func (o *weights) fields() []Field {
	list := []Field{
		listFlag("to", &o.to, "weights at the end: WETH=30%,USDC=30%,WBTC=rest, or @FILE (CSV token,weight, or JSON), - for standard input; repeatable").in(batch.Percent),
		listFlag("shift", &o.shift, "change weights by points: WETH=+5%,USDC=-5%; repeatable").in(batch.Percent),
		textFlag("others", &o.others, "tokens without a weight: keep their weights, or scale them to the remainder"),
	}
	list = append(list, o.when.fields()...)
	return append(list,
		switchFlag("freeze", &o.freeze, "stop the running or scheduled change, at the weights when mined"),
		textFlag("within", &o.within, "with --freeze: maximum time until it is mined; 1d by default if a Safe owns the pool").in(batch.Span),
		textFlag("extend-to", &o.extendTo, "end the running change later, at the same weights: +14d from now, or a time as --end"),
		textFlag("shorten-to", &o.shortenTo, "end the running change earlier, at the same weights"))
}

// check reports all mistakes at once, and reads the new weights.
func (o *weights) check(ctx context.Context, from Source) error {
	o.when.zone, o.when.echo = from.Zone, echoOf(from)
	ways := o.ways()
	mistakes := []error{o.checkWithin()}
	switch {
	case len(ways) > 1:
		mistakes = append(mistakes, failure.Usage("use only one of %s", strings.Join(ways, " and ")))
	case len(ways) == 1 && ways[0] != "--to" && ways[0] != "--shift":
		mistakes = append(mistakes, o.checkSchedule(ways[0]), o.checkOthersAlone(ways[0]), o.checkEnd(ways[0]))
	default:
		mistakes = append(mistakes, o.readTargets(ctx, from), o.checkOthers(), o.when.check(from))
	}
	return failure.Together(mistakes...)
}

// ways lists the kinds of change that the flags ask for; only one is allowed.
func (o *weights) ways() []string {
	var ways []string
	for _, way := range []struct {
		flag  string
		given bool
	}{{"--freeze", o.freeze.given}, {"--extend-to", o.extendTo.given}, {"--shorten-to", o.shortenTo.given}, {"--to", o.to.given}, {"--shift", o.shift.given}} {
		if way.given {
			ways = append(ways, way.flag)
		}
	}
	return ways
}

func (o *weights) checkWithin() error {
	if o.within.given && !o.freeze.on {
		return failure.Usage("--within needs --freeze")
	}
	_, err := units.ParseDuration(o.within.words)
	return failure.Each("--within: ", err)
}

// checkSchedule refuses the times of a new change together with flags for a running one.
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

// checkEnd parses the new end of the running change.
func (o *weights) checkEnd(way string) error {
	words := o.extendTo.words + o.shortenTo.words // at most one is set
	if words == "" {
		return nil
	}
	_, err := parse.Time(words, 0, o.when.zone)
	return failure.Each(way+": ", err)
}

func (o *weights) build(_ context.Context, on *Target) (ops.Operation, error) {
	switch {
	case o.freeze.on:
		return o.buildFreeze(on)
	case o.extendTo.words != "":
		return o.moveEnd("--extend-to", o.extendTo.words, on, ops.ExtendWeights)
	case o.shortenTo.words != "":
		return o.moveEnd("--shorten-to", o.shortenTo.words, on, ops.ShortenWeights)
	}
	return o.buildUpdate(on)
}

// moveEnd builds a change of the running change's end. An end in the wrong direction is refused, not a
// usage error, because it depends on the pool.
func (o *weights) moveEnd(flag, words string, on *Target, move func(*ops.Snapshot, units.Time) (ops.MoveWeightsEnd, error)) (ops.Operation, error) {
	end, err := parse.Time(words, on.Before.Block.Time, o.when.zone)
	if err != nil {
		return nil, failure.Usage("%s: %s", flag, err)
	}
	o.when.echo.note(on.UI, strings.TrimPrefix(flag, "--"), words, end)
	op, err := move(on.Before, end)
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

// forSignatures is how long a freeze of a Safe may take where --within says nothing.
const forSignatures = units.Time(24 * 60 * 60)

func (o *weights) buildFreeze(on *Target) (ops.Operation, error) {
	before := on.Before
	within, err := units.ParseDuration(o.within.words)
	if err != nil {
		return nil, failure.Usage("--within: %s", err)
	}
	at := before.Block.Time + reading.NextBlock
	if o.within.given || before.Pool.OwnerKind != ops.OwnerSafe {
		return ops.Freeze(before, at, before.Block.Time+within)
	}
	op, err := ops.CheapFreeze(before, at, before.Block.Time+forSignatures)
	if err == nil {
		on.UI.Note("a Safe owns the pool: --within is %s, so that its owners can sign%s", text.Duration(op.By-before.Block.Time), map[bool]string{true: "; after a longer time the weights could jump by more, and arbitrage would cost more than 0.5%"}[op.By < before.Block.Time+forSignatures])
	}
	return op, err
}

func (o *weights) buildUpdate(on *Target) (ops.Operation, error) {
	for _, p := range o.placed {
		if err := p.known(on.Before); err != nil {
			return nil, err
		}
	}
	resolved, err := on.Before.ResolveTargets(o.targets, ops.Others(o.others.words))
	if err != nil {
		return nil, failure.Together(failure.Each(o.way()+": ", err))
	}
	ramp, err := o.when.resolve(on.Before.Block.Time, on.UI)
	if err != nil {
		return nil, err
	}
	o.sayGround(on)
	return ops.UpdateWeights{Start: ramp.Start, End: ramp.End, Weights: resolved}, nil
}

// sayGround notes from which weights --shift and --others count while a change runs.
func (o *weights) sayGround(on *Target) {
	now := on.Before.Block.Time
	if !on.Before.Weights.Running(now) && !on.Before.Weights.Pending(now) || !o.shift.given && o.others.words == "" {
		return
	}
	var ends []string
	for _, token := range on.Before.Tokens {
		ends = append(ends, text.Symbol(token.Symbol)+" "+text.Percent(token.EndWeight))
	}
	on.UI.Note("--shift and --others count from the weights at the end of the change that runs: %s", strings.Join(ends, ", "))
}
