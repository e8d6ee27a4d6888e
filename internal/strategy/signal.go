package strategy

import (
	"errors"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"

	"mpool/internal/market"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// Signal computes weights from outside data. At each time of decision it uses what was known then, and
// the owner moves the weights there.
type Signal struct {
	Every  string `yaml:"every"`
	Source string `yaml:"source"` // price, or file:SIGNAL.csv
	Rule   Rule   `yaml:"rule"`
	Lag    string `yaml:"lag"` // use nothing newer than this age
	Guard  Guard  `yaml:"guard"`

	line int
}

// Rule computes weights from prices.
type Rule struct {
	Kind     string             `yaml:"kind"`
	Lookback string             `yaml:"lookback"`
	Strength *float64           `yaml:"strength"`
	Weights  map[string]string  `yaml:"weights"` // weights that the rule starts from; default: the pool's
	Supply   map[string]float64 `yaml:"supply"`  // whole tokens in existence, for market-cap
}

// Guard limits what a signal can do.
type Guard struct {
	MinWeight    string `yaml:"min_weight"`
	MaxWeight    string `yaml:"max_weight"`
	MaxChange    string `yaml:"max_change"`    // 5%/day: the fastest change of any weight, in points
	MinChange    string `yaml:"min_change"`    // the smallest change, in points
	Oracle       string `yaml:"oracle"`        // spot, or twap:30m for a mean over 30 minutes
	MaxDeviation string `yaml:"max_deviation"` // do nothing while a price is further from its mean
	Duration     string `yaml:"duration"`      // of each change; default: every
}

// UnmarshalYAML records the line and refuses unknown keys.
func (s *Signal) UnmarshalYAML(node *yaml.Node) error {
	type plain Signal
	s.line = node.Line
	return decode(node, (*plain)(s), "a signal")
}

// UnmarshalYAML refuses unknown keys.
func (r *Rule) UnmarshalYAML(node *yaml.Node) error {
	type plain Rule
	return decode(node, (*plain)(r), "a rule")
}

// UnmarshalYAML refuses unknown keys.
func (g *Guard) UnmarshalYAML(node *yaml.Node) error {
	type plain Guard
	return decode(node, (*plain)(g), "a guard")
}

// UnmarshalYAML refuses unknown keys.
func (o *Owner) UnmarshalYAML(node *yaml.Node) error {
	type plain Owner
	return decode(node, (*plain)(o), "the owner")
}

// defaultGas is the gas of a transaction that calls updateWeightsGradually.
const defaultGas = 105_000

// Gas is the gas units of each of the owner's transactions.
func (o Owner) Gas() uint64 {
	if o.GasPerUpdate == nil {
		return defaultGas
	}
	return *o.GasPerUpdate
}

// File is the file of the signal's values; "" if it uses prices.
func (s *Strategy) File() string {
	if s.Signal == nil {
		return ""
	}
	name, _ := strings.CutPrefix(s.Signal.Source, "file:")
	if name == s.Signal.Source {
		return ""
	}
	return name
}

// Adviser returns the adviser of the signal, for the pool at the first row; nil without a signal. file
// has the series in File. It fails with a LineError.
func (s *Strategy) Adviser(pool *ops.Snapshot, first units.Time, file []market.Series) (*Adviser, error) {
	if s.Signal == nil {
		return nil, nil
	}
	a, err := s.Signal.adviser(pool, first, file)
	if err != nil {
		return nil, &LineError{s.Signal.line, "signal: " + err.Error()}
	}
	return a, nil
}

func (s *Signal) adviser(pool *ops.Snapshot, first units.Time, file []market.Series) (*Adviser, error) {
	a := &Adviser{tokens: len(pool.Tokens), next: int64(first)}
	for _, t := range []struct {
		name, text string
		into       *int64
	}{{"every", s.Every, &a.every}, {"lag", s.Lag, &a.lag}, {"rule: lookback", s.Rule.Lookback, &a.lookback}} {
		d, err := span(t.text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", t.name, err)
		}
		*t.into = int64(d)
	}
	if a.every == 0 {
		return nil, errors.New("every: missing interval, for example 1d")
	}
	if err := a.guards(&s.Guard); err != nil {
		return nil, fmt.Errorf("guard: %w", err)
	}
	if err := a.rules(s, pool, file); err != nil {
		return nil, fmt.Errorf("rule: %w", err)
	}
	return a, nil
}

// guards reads a guard.
func (a *Adviser) guards(g *Guard) (err error) {
	a.least, a.most, a.duration = 0.01, 1, a.every
	for _, t := range []struct {
		name, text string
		into       *float64
	}{{"min_weight", g.MinWeight, &a.least}, {"max_weight", g.MaxWeight, &a.most}, {"min_change", g.MinChange, &a.minChange}, {"max_deviation", g.MaxDeviation, &a.deviation}} {
		if t.text == "" {
			continue
		}
		if *t.into, err = share(t.text); err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
	}
	if g.MaxDeviation != "" && a.deviation == 0 {
		return errors.New("max_deviation: must be above 0%")
	}
	if n := float64(a.tokens); a.least < 0.01 || n*a.least > 1 || n*a.most < 1 {
		return fmt.Errorf("min_weight must be at least 1%%, and %d weights between it and max_weight must be able to sum to 100%%", a.tokens)
	}
	if g.Duration != "" {
		d, err := span(g.Duration)
		if err != nil {
			return fmt.Errorf("duration: %w", err)
		}
		a.duration = int64(d)
	}
	if a.maxChange, err = perDay(g.MaxChange); err != nil {
		return fmt.Errorf("max_change: %w", err)
	}
	if g.Oracle == "" || g.Oracle == "spot" {
		if a.deviation > 0 {
			return errors.New("max_deviation: needs a mean: use oracle: twap:30m")
		}
		return nil
	}
	word, found := strings.CutPrefix(g.Oracle, "twap:")
	d, err := span(word)
	if err != nil || !found || d == 0 {
		return errors.New("oracle: must be spot or twap:30m")
	}
	a.twap = int64(d)
	return nil
}

// share reads a percentage as a share of 1.
func share(text string) (float64, error) {
	f, err := units.ParsePercent(text)
	return f.Int().Float64() / 1e18, err
}

// perDay reads 5%/day, or another time in place of day, and returns the share per day; the default is
// 0.
func perDay(text string) (float64, error) {
	if text == "" {
		return 0, nil
	}
	amount, per, found := strings.Cut(text, "/")
	if per == "day" {
		per = "1d"
	}
	points, err := share(amount)
	if err != nil || !found {
		return 0, errors.New("use a form like 5%/day")
	}
	d, err := span(per)
	if err != nil || d == 0 {
		return 0, errors.New("use a form like 5%/day")
	}
	if points == 0 { // it would mean no limit
		return 0, errors.New("must be above 0%")
	}
	return points * 86400 / float64(d), nil
}
