package strategy

import (
	"errors"
	"fmt"

	"mpool/internal/market"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// Decision is what a strategy's signal wants of a pool's weights, by the latest of its
// times of decision that has come.
type Decision struct {
	At     units.Time // of the decision
	Next   units.Time // of the one after it
	Newest units.Time // of the row that it is made of
	Row    []float64
	Known  units.Time // nothing newer was used: At less the lag
	// Weights are in the pool's order; nil where nothing is to be done, and Reason says why.
	Weights []ops.TokenWeight
	For     units.Time // seconds that the change takes
	Reason  string
}

// Decide is what Adviser would advise a backtest at the same row, of the same code: the
// rows until the latest decision that is not later than the pool's time, with the pool's
// weights as they are. since is when the decisions begin; 0: at the first row. A rule
// that goes out from weights has to name them, for a pool's own are moved by it.
func (s *Strategy) Decide(pool *ops.Snapshot, table *market.Table, file []market.Series, since units.Time) (d Decision, err error) {
	switch {
	case s.Signal == nil:
		return d, errors.New("it has no signal: a schedule is for a backtest, and what is wanted now stands in the pool file")
	case s.Signal.Rule.Weights == nil && s.Signal.Rule.Kind != "inverse-volatility" && s.Signal.Rule.Kind != "market-cap" && s.File() == "":
		return d, &LineError{s.Signal.line, "signal: rule: weights: say what the rule goes out from: those of the pool are moved by it"}
	case len(table.Times) == 0:
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

// lastDecision is the last row, not later than the pool's time, at which the signal is due.
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
	then.Block.Time = at // the adviser uses only the time
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

// pass lets a decision go by.
func (a *Adviser) pass(at int64) {
	for a.next <= at {
		a.next += a.every
	}
}

// Words say what a decision is made of.
func (d Decision) Words(pool *ops.Snapshot) string {
	words := fmt.Sprintf("decided at %s", d.At)
	if d.Row != nil {
		words += fmt.Sprintf(", of prices until %s:", d.Newest)
		for i, price := range d.Row {
			words += fmt.Sprintf(" %s %g", pool.Tokens[i].Symbol, price)
		}
	}
	if d.Reason != "" {
		words += "; nothing is done: " + d.Reason
	}
	return words + fmt.Sprintf("; next at %s", d.Next)
}
