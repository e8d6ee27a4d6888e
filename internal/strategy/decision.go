package strategy

import (
	"errors"
	"fmt"
	"strconv"

	"mpool/internal/market"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// Decision is the result of a strategy's signal at its latest time of decision.
type Decision struct {
	At     units.Time // time of the decision
	Next   units.Time // time of the next decision
	Newest units.Time // time of the newest row that it used
	Row    []float64
	Known  units.Time // At less the lag: it used nothing newer
	// Weights are in the pool's order; nil if nothing is to be done, for the given Reason.
	Weights []ops.TokenWeight
	For     units.Time // duration of the change in seconds
	Reason  string
}

// Decide returns what a backtest's Adviser would decide at the same row, with the same code. It uses
// the rows up to the latest decision at or before the pool's time, and the pool's current weights.
// since is the start of the decisions; 0: the first row. A rule that starts from weights must name
// them, because it moves the pool's own weights.
func (s *Strategy) Decide(pool *ops.Snapshot, table *market.Table, file []market.Series, since units.Time) (d Decision, err error) {
	if err := s.Decides(); err != nil {
		return d, err
	}
	if len(table.Times) == 0 {
		return d, errors.New("there are no prices")
	}
	first := since
	if first == 0 {
		first = units.Time(table.Times[0])
	}
	last, err := s.lastDecision(pool, table, file, first)
	if err != nil || last < 0 {
		return Decision{Reason: TooEarly, Next: first}, err
	}
	a, err := s.Adviser(pool, first, file)
	if err != nil {
		return d, err
	}
	for i := range last + 1 {
		at := table.Times[i]
		if a.See(at, table.Row(i)); i < last && a.Due(at) {
			a.pass(at)
		}
	}
	return a.decision(pool, table, last)
}

// Decides fails for a strategy that cannot decide what a pool's weights should be now.
func (s *Strategy) Decides() error {
	switch {
	case s.Signal == nil:
		return errors.New("it has no signal: a schedule is for a backtest, and what is wanted now stands in the pool file")
	case s.Signal.Rule.Weights == nil && s.Signal.Rule.Kind != "inverse-volatility" && s.Signal.Rule.Kind != "market-cap" && s.File() == "":
		return &LineError{s.Signal.line, "signal: rule: weights: add weights: {WETH: 40%, …} to the rule, because it cannot start from the pool's weights, which it moves itself"}
	}
	return nil
}

// lastDecision is the index of the last row, at or before the pool's time, at which the signal is due;
// -1 without one.
func (s *Strategy) lastDecision(pool *ops.Snapshot, table *market.Table, file []market.Series, first units.Time) (int, error) {
	a, err := s.Adviser(pool, first, file)
	if err != nil {
		return -1, err
	}
	last := -1
	for i, at := range table.Times {
		if units.Time(at) > pool.Block.Time {
			break
		}
		if a.Due(at) {
			a.pass(at)
			last = i
		}
	}
	return last, nil
}

func (a *Adviser) decision(pool *ops.Snapshot, table *market.Table, row int) (Decision, error) {
	at := units.Time(table.Times[row])
	then := *pool
	then.Block.Time = at // the adviser reads only the time
	op, reason, err := a.Advise(&then)
	d := Decision{At: at, Next: units.Time(a.next), Known: at - units.Time(a.lag), Reason: reason, For: units.Time(a.duration)}
	if k := a.last(int64(d.Known)); k >= 0 {
		d.Newest, d.Row = units.Time(a.times[k]), a.prices[k*a.tokens:(k+1)*a.tokens]
	}
	if update, is := op.(ops.UpdateWeights); is {
		d.Weights = update.Weights
	}
	return d, err
}

// pass skips the decisions up to a time.
func (a *Adviser) pass(at int64) {
	for a.next <= at {
		a.next += a.every
	}
}

// Words describe a decision and the prices that it used.
func (d Decision) Words(pool *ops.Snapshot) string {
	words := fmt.Sprintf("decided at %s", d.At)
	if d.Row != nil {
		words += fmt.Sprintf(", of prices until %s:", d.Newest)
		for i, price := range d.Row {
			words += fmt.Sprintf(" %s %s", pool.Tokens[i].Symbol, strconv.FormatFloat(price, 'f', -1, 64))
		}
	}
	if d.Reason != "" {
		words += "; nothing is done: " + d.Reason
	}
	return words + fmt.Sprintf("; next at %s", d.Next)
}
