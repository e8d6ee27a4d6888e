package strategy

import (
	"fmt"
	"maps"
	"slices"

	"mpool/internal/backtest"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// Tasks returns the owner's operations of the schedule in order of time, for the pool at the first
// row. It fails with a LineError for invalid entries and for times before the first row. A task fails
// when it runs if it would cut another weight change short, unless the entry says replace.
func (s *Strategy) Tasks(pool *ops.Snapshot, first units.Time) ([]backtest.Task, error) {
	var tasks []backtest.Task
	for i := range s.Schedule {
		e := &s.Schedule[i]
		task, err := e.task(pool, first)
		all := []backtest.Task{task}
		if err == nil && e.Weights != nil {
			all, err = e.cut(task, pool)
		}
		if err != nil {
			return nil, &LineError{e.line, err.Error()}
		}
		tasks = append(tasks, all...)
	}
	slices.SortStableFunc(tasks, func(a, b backtest.Task) int { return int(int64(a.At) - int64(b.At)) })
	return tasks, nil
}

func (e *Entry) task(pool *ops.Snapshot, first units.Time) (t backtest.Task, err error) {
	t.Line = e.line
	if t.At, err = parse.Time(e.At, first, nil); err != nil {
		return t, fmt.Errorf("at: %w", err)
	}
	if t.At < first {
		return t, fmt.Errorf("at: must not be before the first row")
	}
	said := 0
	for _, is := range []bool{e.Weights != nil, e.Fee != nil, e.Swaps != nil, e.Breakers != nil, e.AumFee != "", e.Collect} {
		if is {
			said++
		}
	}
	if said != 1 {
		return t, fmt.Errorf("use one of weights, fee, swaps, breakers, aum_fee and collect_aum_fee")
	}
	if e.Weights == nil && (e.Duration != "" || e.Shape != "" || e.Replace) {
		return t, fmt.Errorf("duration, shape and replace belong to weights; a fee has its own duration, as in fee: {to: 0.3%%, duration: 7d}")
	}
	switch {
	case e.Weights != nil:
		t.Make, err = e.weights(pool)
	case e.Fee != nil:
		t.Make, err = e.Fee.ramp()
	case e.Breakers != nil:
		t.Make, err = e.breakers(pool)
	case e.AumFee != "":
		var fee units.Fixed
		fee, err = units.ParsePercent(e.AumFee)
		t.Make = always(ops.SetAumFee{Fee: fee})
	case e.Collect:
		t.Make = func(now *ops.Snapshot) (ops.Operation, error) { return ops.CollectAumFees{From: now.Pool.Owner}, nil }
	default:
		t.Make = always(ops.SetSwaps{Enabled: *e.Swaps})
	}
	return t, err
}

func (e *Entry) overlaps() error {
	return &LineError{e.line, "another weight change is still running then: use replace: true to replace it"}
}

func always(op ops.Operation) func(*ops.Snapshot) (ops.Operation, error) {
	return func(*ops.Snapshot) (ops.Operation, error) { return op, nil }
}

func (e *Entry) weights(pool *ops.Snapshot) (func(*ops.Snapshot) (ops.Operation, error), error) {
	targets, err := Targets(pool, e.Weights)
	if err != nil {
		return nil, fmt.Errorf("weights: %w", err)
	}
	duration, err := span(e.Duration)
	if err != nil {
		return nil, fmt.Errorf("duration: %w", err)
	}
	return func(now *ops.Snapshot) (ops.Operation, error) {
		at := now.Block.Time
		if now.Weights.Running(at) && !e.Replace {
			return nil, e.overlaps()
		}
		return ops.UpdateWeights{Start: at, End: at + duration, Weights: targets}, nil
	}, nil
}

// Targets reads weights by symbol, percentages and rest for at most one token, and returns them in the
// pool's order. It fails for weights that the contract refuses.
func Targets(pool *ops.Snapshot, words map[string]string) ([]ops.TokenWeight, error) {
	var targets []ops.TokenWeight
	var weights []poolmath.Int
	left, rest := *units.FixedFrom(1e18).Int(), -1
	for _, word := range slices.Sorted(maps.Keys(words)) {
		if !slices.ContainsFunc(pool.Tokens, func(t ops.Token) bool { return t.Symbol.Bare() == word }) {
			return nil, fmt.Errorf("the pool has no token %q", word)
		}
	}
	for i, t := range pool.Tokens {
		word, found := words[t.Symbol.Bare()]
		if !found {
			return nil, fmt.Errorf("missing weight for %s: list every token, or give one token rest", t.Symbol)
		}
		targets, weights = append(targets, ops.TokenWeight{Token: t.Address}), append(weights, poolmath.Int{})
		if word == "rest" && rest >= 0 {
			return nil, fmt.Errorf("only one token can be rest")
		}
		if word == "rest" {
			rest = i
			continue
		}
		share, err := units.ParsePercent(word)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", t.Symbol, err)
		}
		if share.Int().Gt(&left) {
			return nil, fmt.Errorf("the weights exceed 100%%")
		}
		left.Sub(&left, share.Int())
		targets[i].Weight, weights[i] = share, *share.Int()
	}
	if len(words) != len(targets) {
		return nil, fmt.Errorf("a token is not in the pool")
	}
	if rest >= 0 {
		targets[rest].Weight, weights[rest] = units.Fixed(left), left
	}
	if err := poolmath.CheckWeights(weights); err != nil {
		return nil, fmt.Errorf("each weight must be at least 1%%, and the sum 100%% (%w)", err)
	}
	return targets, nil
}

func (f *Fee) ramp() (func(*ops.Snapshot) (ops.Operation, error), error) {
	to, err := units.ParsePercent(f.To)
	if err != nil {
		return nil, fmt.Errorf("fee: to: %w", err)
	}
	from := units.Fixed{}
	if f.From != "" {
		if from, err = units.ParsePercent(f.From); err != nil {
			return nil, fmt.Errorf("fee: from: %w", err)
		}
	}
	duration, err := span(f.Duration)
	if err != nil {
		return nil, fmt.Errorf("fee: duration: %w", err)
	}
	return func(now *ops.Snapshot) (ops.Operation, error) {
		op := ops.RampSwapFee{Start: now.Block.Time, End: now.Block.Time + duration, From: from, To: to}
		if f.From == "" {
			op.From, op.FromNow = now.Fees.SwapFee, true
		}
		return op, nil
	}, nil
}
