package stress

import (
	"errors"
	"fmt"
	"strings"

	"mpool/internal/arb"
	"mpool/internal/backtest"
)

// parseShock reads TOKEN=CHANGE[@TIME][/LENGTH][,recover=LENGTH]. A shock moves the price evenly (in
// the logarithm) over its length and then stays, or recovers. A gap moves it at once. A depeg moves it
// at once and ends after its length.
func parseShock(kind, args string, w *World) (bend, error) {
	head, named, err := options(args, "recover")
	if err != nil {
		return nil, err
	}
	name, rest, found := strings.Cut(head, "=")
	if !found {
		return nil, errors.New("use a form like WETH=-50%/10m")
	}
	column, err := w.column(name)
	if err != nil {
		return nil, err
	}
	rest, length, _ := strings.Cut(rest, "/")
	size, when, _ := strings.Cut(rest, "@")
	p := pulse{column: column}
	if p.factor, err = factorOf(size); err != nil {
		return nil, err
	}
	if p.at, err = w.moment(when); err != nil {
		return nil, err
	}
	if length != "" {
		if p.fall, err = duration(length); err != nil {
			return nil, err
		}
	}
	if back := named["recover"]; back != "" {
		if p.back, err = duration(back); err != nil {
			return nil, fmt.Errorf("recover: %w", err)
		}
		p.returns = true
	}
	switch {
	case kind == "gap" && p.fall > 0, kind == "depeg" && (p.fall == 0 || p.returns), kind == "shock" && p.fall == 0:
		return nil, errors.New("a shock and a depeg need a duration, a gap has none; a depeg has no recovery")
	case kind == "depeg":
		p.stay, p.fall, p.returns = p.fall, 0, true
	}
	return p.bend, nil
}

// pulse multiplies a token's prices for a time.
type pulse struct {
	column           int
	factor           float64
	at               int64
	fall, stay, back int64 // seconds
	returns          bool
}

func (p pulse) bend(*World) (func() change, error) {
	log := arb.Ln(p.factor)
	return func() change {
		return func(at int64, row []float64) error {
			if part := p.part(at); part > 0 {
				row[p.column] = float64(row[p.column] * arb.Exp(float64(log*part)))
			}
			return nil
		}
	}, nil
}

// part is the done part of the move at a time, from 0 to 1.
func (p pulse) part(at int64) float64 {
	since := at - p.at
	switch {
	case since < 0:
		return 0
	case since < p.fall:
		return float64(since) / float64(p.fall)
	case !p.returns || since < p.fall+p.stay:
		return 1
	case since < p.fall+p.stay+p.back:
		return 1 - float64(since-p.fall-p.stay)/float64(p.back)
	}
	return 0
}

// parseSpan reads outage:6h[@TIME] and gas:10x[@TIME[/LENGTH]].
func parseSpan(kind, args string, w *World) (bend, error) {
	if kind == "outage" {
		length, when, _ := strings.Cut(args, "@")
		from, err := w.moment(when)
		if err != nil {
			return nil, err
		}
		d, err := duration(length)
		if err != nil || d == 0 {
			return nil, errors.New("use a form like outage:6h")
		}
		return func(w *World) (func() change, error) {
			w.Options.Outages = append(w.Options.Outages, backtest.Span{From: from, To: from + d})
			return nil, nil
		}, nil
	}
	size, rest, always := strings.Cut(args, "@")
	by, err := times(size)
	if err != nil {
		return nil, err
	}
	if !w.Options.Gas.Paid() {
		return nil, errors.New("no gas is paid in this run: add --gas-price")
	}
	span := backtest.Span{From: w.first(), To: w.last() + 1, Times: by}
	if always {
		when, length, _ := strings.Cut(rest, "/")
		if span.From, err = w.moment(when); err != nil {
			return nil, err
		}
		if length != "" {
			d, err := duration(length)
			if err != nil {
				return nil, err
			}
			span.To = span.From + d
		}
	}
	return func(w *World) (func() change, error) {
		w.Options.Dear = append(w.Options.Dear, span)
		return nil, nil
	}, nil
}

// parseThin reads thin:02:00-06:00=10%: at this time of each day the market has only this part of its
// depth.
func parseThin(args string) (bend, error) {
	window, err := backtest.ParseWindow(args)
	return func(w *World) (func() change, error) {
		w.Options.Thin = append(w.Options.Thin, window)
		return nil, nil
	}, err
}
