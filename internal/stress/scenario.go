// Package stress changes prices and market conditions into possible future ones, and runs a backtest
// over each. It is pure.
package stress

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"mpool/internal/backtest"
	"mpool/internal/market"
	"mpool/internal/named"
	"mpool/internal/units"
)

// World is what a scenario changes: rows of prices, whose first columns are the pool's tokens, and the
// options of a run.
type World struct {
	Past    market.Past
	Tokens  []named.Symbol // names of the first columns
	Options backtest.Options
}

// NeedsSignal reports whether the scenario attacks the price that a signal sees.
func (s *Scenario) NeedsSignal() bool { return s.attack != nil }

// Scenario is a parsed scenario with its text.
type Scenario struct {
	Text   string
	Random bool // each path is different
	// FreeOfFees says that the pool's swap fee should be the lowest that pools accept.
	FreeOfFees bool

	bend   bend
	fit    fitter // of a random scenario
	attack *Attack
}

// change changes the rows of one run, from the first one on.
type change func(at int64, row []float64) error

// bend changes a world's options. It returns a function that begins the change of the rows for each
// run; nil if rows stay unchanged.
type bend func(w *World) (begin func() change, err error)

// Plain is a run without a scenario.
func Plain() Scenario { return Scenario{Text: "vol:1x", bend: unbent} }

func unbent(*World) (func() change, error) { return nil, nil }

// Parse reads a scenario, such as shock:WETH=-50%@2021-01-11T00:00:00Z/10m,recover=2d. Times are
// absolute, or relative to the first row as +3d; the default is the middle of the span.
func Parse(text string, w *World) (Scenario, error) {
	kind, args, _ := strings.Cut(text, ":")
	s := Scenario{Text: text}
	if err := whole(text); err != nil {
		return s, fmt.Errorf("%s: %w", text, err)
	}
	var err error
	switch kind {
	case "shock", "gap", "depeg":
		s.bend, err = parseShock(kind, args, w)
	case "vol", "drift", "correlation":
		s.bend, err = parseShape(kind, args)
	case "bootstrap", "gbm", "jump":
		s.Random = true
		s.fit, err = parseRandom(kind, args)
	case "outage", "gas":
		s.bend, err = parseSpan(kind, args, w)
	case "thin":
		s.bend, err = parseThin(args)
	case "fee-zero":
		s.FreeOfFees, s.bend = true, unbent
		if args != "" {
			err = errors.New("fee-zero takes no value")
		}
	case "oracle":
		s.attack, err = parseAttack(args, w)
	default:
		err = errors.New("unknown scenario: use shock, gap, depeg, vol, drift, correlation, bootstrap, gbm, jump, outage, gas, thin, fee-zero or oracle")
	}
	if err != nil {
		return s, fmt.Errorf("%s: %w", text, err)
	}
	return s, nil
}

// whole refuses a mark with no value after it, as in gas:2x@ or recover=.
func whole(text string) error {
	const marks = ":,=@/"
	for i := range text {
		if strings.IndexByte(marks, text[i]) >= 0 && (i+1 == len(text) || strings.IndexByte(marks, text[i+1]) >= 0) {
			return fmt.Errorf("a value is missing after %q", text[i:i+1])
		}
	}
	return nil
}

// column is the column of a token's prices, by its symbol.
func (w *World) column(name string) (int, error) {
	for i, t := range w.Tokens {
		if string(t) == name {
			return i, nil
		}
	}
	return 0, fmt.Errorf("%q is not a token of the pool", name)
}

func (w *World) first() int64 { return w.Past.First() }

func (w *World) last() int64 { return w.Past.Last() }

// moment reads a time; the default is the middle of the span. A time outside the span is refused:
// nothing would happen.
func (w *World) moment(text string) (int64, error) {
	first, last := units.Time(w.first()), units.Time(w.last())
	if text == "" {
		return int64(first + (last-first)/2), nil
	}
	at, err := units.ParseTime(text, first)
	if err == nil && (at < first || at > last) {
		err = fmt.Errorf("%s is outside the prices: they are of %s to %s", at, first, last)
	}
	return int64(at), err
}

// options splits args at the first comma and reads the rest as name=value pairs.
func options(args string, known ...string) (head string, named map[string]string, err error) {
	head, rest, more := strings.Cut(args, ",")
	if !more {
		return head, nil, nil
	}
	named, err = pairs(rest, known...)
	return head, named, err
}

// pairs reads name=value pairs. Each name must be known and come once.
func pairs(args string, known ...string) (map[string]string, error) {
	named := map[string]string{}
	for part := range strings.SplitSeq(args, ",") {
		name, value, found := strings.Cut(part, "=")
		if !found || !slices.Contains(known, name) {
			return nil, fmt.Errorf("unknown value %q", part)
		}
		if _, again := named[name]; again {
			return nil, fmt.Errorf("%s comes twice", name)
		}
		named[name] = value
	}
	return named, nil
}

// factorOf reads -50%, +10% or a factor such as 0.88, and returns the factor.
func factorOf(text string) (factor float64, err error) {
	digits, percent := strings.CutSuffix(text, "%")
	x, err := strconv.ParseFloat(digits, 64)
	if percent {
		x = 1 + x/100
	}
	if err != nil || !(x > 0) || math.IsInf(x, 0) {
		return 0, fmt.Errorf("invalid change %q: use a form like -50%% or 0.88", text)
	}
	return x, nil
}

// times reads a factor such as 2x.
func times(text string) (float64, error) {
	x, err := strconv.ParseFloat(strings.TrimSuffix(text, "x"), 64)
	if err != nil || !strings.HasSuffix(text, "x") || !(x >= 0) || math.IsInf(x, 0) {
		return 0, fmt.Errorf("invalid factor %q: use a form like 2x", text)
	}
	return x, nil
}

func duration(text string) (int64, error) {
	d, err := units.ParseDuration(text)
	return int64(d), err
}
