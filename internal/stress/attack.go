package stress

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"mpool/internal/arb"
	"mpool/internal/backtest"
	"mpool/internal/ops"
)

// Attack moves the price that the strategy sees, but not the market's price. The attacker trades at a
// thin venue that the signal reads, and with the pool when its weights follow and return.
type Attack struct {
	pulse pulse
	worst bool    // try the times of the run's decisions, and take that with the largest loss
	lead  int64   // seconds by which the price moves before the decision
	depth float64 // value that moves the venue's price by 1 %; 0: moving it is free
}

// parseAttack reads TOKEN=+10%[@TIME]/15m[,every=worst][,lead=10m][,cost=depth:2e6].
func parseAttack(args string, w *World) (*Attack, error) {
	head, named, err := options(args, "every", "lead", "cost")
	if err != nil {
		return nil, err
	}
	name, rest, _ := strings.Cut(head, "=")
	a := &Attack{worst: named["every"] == "worst"}
	if a.pulse.column, err = w.column(name); err != nil {
		return nil, err
	}
	rest, length, _ := strings.Cut(rest, "/")
	size, when, timed := strings.Cut(rest, "@")
	if a.pulse.factor, err = factorOf(size); err != nil {
		return nil, err
	}
	if a.pulse.at, err = w.moment(when); err != nil {
		return nil, err
	}
	if a.pulse.stay, err = duration(length); err != nil || a.pulse.stay == 0 {
		return nil, errors.New("use a form like oracle:WETH=+10%/15m")
	}
	if a.pulse.returns = true; timed && a.worst || named["every"] != "" && !a.worst {
		return nil, errors.New("every: must be worst, and without a time")
	}
	if lead := named["lead"]; lead != "" {
		if a.lead, err = duration(lead); err != nil || a.lead >= a.pulse.stay || !a.worst {
			return nil, errors.New("lead: must be shorter than the attack, and with every=worst")
		}
	}
	if cost := named["cost"]; cost != "" {
		digits, found := strings.CutPrefix(cost, "depth:")
		if a.depth, err = strconv.ParseFloat(digits, 64); err != nil || !found || !(a.depth > 0) || math.IsInf(a.depth, 0) {
			return nil, fmt.Errorf("cost: invalid value %q: use a form like depth:2e6", cost)
		}
	}
	return a, nil
}

// cost is the cost of moving the price there and back: depth for each 1 %, times the move, because
// each way loses half of the move.
func (a *Attack) cost() float64 {
	move := math.Abs(a.pulse.factor - 1)
	return float64(float64(a.depth*float64(move*100)) * move)
}

// misled is an adviser that sees a moved price.
type misled struct {
	backtest.Adviser
	pulse pulse
	row   []float64
}

func (m *misled) See(at int64, row []float64) {
	m.row = append(m.row[:0], row...)
	if part := m.pulse.part(at); part > 0 {
		m.row[m.pulse.column] = float64(m.row[m.pulse.column] * arb.Exp(float64(arb.Ln(m.pulse.factor)*part)))
	}
	m.Adviser.See(at, m.row)
}

// watched records the times of the newest prices that an adviser's decisions use. If keeps is true, it
// also keeps the times of the rows and the pools before the decisions.
type watched struct {
	backtest.Adviser
	at []int64

	keeps          bool
	times          []int64 // times of all rows
	rows           []int   // indices of the rows of the decisions
	pools          []*ops.Snapshot
	back, on, stay int64
}

// See records the time of the row.
func (w *watched) See(at int64, row []float64) {
	if w.keeps {
		w.times = append(w.times, at)
	}
	w.Adviser.See(at, row)
}

// Advise records the decision.
func (w *watched) Advise(now *ops.Snapshot) (ops.Operation, string, error) {
	at := int64(now.Block.Time)
	if late, lags := w.Adviser.(interface{ Lag() int64 }); lags {
		at -= late.Lag()
	}
	w.at = append(w.at, at)
	w.keep(now)
	return w.Adviser.Advise(now)
}
