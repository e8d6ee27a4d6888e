package strategy

import (
	"cmp"
	"fmt"
	"math"

	"mpool/internal/arb"
	"mpool/internal/market"
	"mpool/internal/ops"
)

// rule computes unscaled weights from what the adviser knows at the time t; false if it does not know
// enough yet.
type rule func(a *Adviser, t int64, into []float64) bool

// leastVolatility is the least volatility per row that counts. Without it, a stable price would take
// all the weight.
const leastVolatility = 1e-5

// rules sets the rule.
func (a *Adviser) rules(s *Signal, pool *ops.Snapshot, file []market.Series) error {
	if err := a.goesOutFrom(s, pool); err != nil {
		return err
	}
	strength := 1.0
	if s.Rule.Strength != nil {
		strength = *s.Rule.Strength
	}
	if math.IsNaN(strength) || math.Abs(strength) > 1000 {
		return fmt.Errorf("strength: must be -1000 to 1000")
	}
	if s.Source != "" && s.Source != "price" {
		return a.fromFile(s, pool, strength, file)
	}
	needs := map[string]bool{"momentum": true, "mean-reversion": true, "inverse-volatility": true}
	if needs[s.Rule.Kind] != (a.lookback > 0) {
		return fmt.Errorf("lookback: needed by momentum, mean-reversion and inverse-volatility, and by no other kind")
	}
	err := s.Rule.idle(s.Rule.Kind)
	switch s.Rule.Kind {
	case "target":
		a.rule = func(a *Adviser, _ int64, into []float64) bool { copy(into, a.base); return true }
	case "momentum":
		a.rule = momentum(strength)
	case "mean-reversion":
		a.rule = meanReversion(strength)
	case "inverse-volatility":
		a.rule = inverseVolatility(strength)
	case "market-cap":
		return cmp.Or(err, a.marketCap(s, pool, strength))
	default:
		return fmt.Errorf("kind: unknown value %q: use target, momentum, mean-reversion, inverse-volatility or market-cap", s.Rule.Kind)
	}
	return err
}

// goesOutFrom sets the weights that the rule starts from: its own, or the pool's end weights.
func (a *Adviser) goesOutFrom(s *Signal, pool *ops.Snapshot) error {
	if s.Rule.Weights == nil {
		for _, t := range pool.Tokens {
			a.base = append(a.base, t.EndWeight.Int().Float64()/1e18)
		}
		return nil
	}
	targets, err := Targets(pool, s.Rule.Weights)
	if err != nil {
		return fmt.Errorf("weights: %w", err)
	}
	for _, t := range targets {
		a.base = append(a.base, t.Weight.Int().Float64()/1e18)
	}
	return nil
}

// momentum gives more weight to tokens that have risen: w e^(strength ln(p / p then)).
func momentum(strength float64) rule {
	return func(a *Adviser, t int64, into []float64) bool {
		if !a.price(t-a.lookback, a.other) || !a.price(t, into) {
			return false
		}
		for i := range into {
			into[i] = float64(a.base[i] * arb.Exp(float64(strength*arb.Ln(float64(into[i]/a.other[i])))))
		}
		return true
	}
}

// meanReversion gives more weight to tokens below their mean of the lookback: w e^(-strength ln(p /
// mean)).
func meanReversion(strength float64) rule {
	return func(a *Adviser, t int64, into []float64) bool {
		if !a.knows(t-a.lookback) || !a.mean(t-a.lookback, t, a.other) || !a.price(t, into) {
			return false
		}
		for i := range into {
			into[i] = float64(a.base[i] * arb.Exp(float64(-strength*arb.Ln(float64(into[i]/a.other[i])))))
		}
		return true
	}
}

// inverseVolatility weights by 1 / volatility^strength. The volatility is that of the logarithmic
// growth from row to row in the lookback.
func inverseVolatility(strength float64) rule {
	return func(a *Adviser, t int64, into []float64) bool {
		from, to := a.last(t-a.lookback), a.last(t)
		if from < 0 || to-from < 2 {
			return false
		}
		for i := range into {
			var sum, square float64
			for k := from + 1; k <= to; k++ {
				x := arb.Ln(float64(a.at(k, i) / a.at(k-1, i)))
				sum, square = sum+x, square+float64(x*x)
			}
			n := float64(to - from)
			variance := float64((square - float64(sum*sum)/n) / (n - 1))
			sigma := max(leastVolatility, math.Sqrt(max(0, variance)))
			into[i] = arb.Exp(float64(-strength * arb.Ln(sigma)))
		}
		return true
	}
}

// marketCap weights by (price * supply)^strength.
func (a *Adviser) marketCap(s *Signal, pool *ops.Snapshot, strength float64) error {
	supply := make([]float64, len(pool.Tokens))
	for i, t := range pool.Tokens {
		if supply[i] = s.Rule.Supply[t.Symbol.Bare()]; !(supply[i] > 0) || math.IsInf(supply[i], 0) {
			return fmt.Errorf("supply: %s needs a value above zero", t.Symbol)
		}
	}
	if len(s.Rule.Supply) != len(supply) {
		return fmt.Errorf("supply: a token is not in the pool")
	}
	a.rule = func(a *Adviser, t int64, into []float64) bool {
		if !a.price(t, into) {
			return false
		}
		for i := range into {
			into[i] = arb.Exp(float64(strength * arb.Ln(float64(into[i]*supply[i]))))
		}
		return true
	}
	return nil
}

// fromFile takes weights from a file, or computes them from scores in the file.
func (a *Adviser) fromFile(s *Signal, pool *ops.Snapshot, strength float64, file []market.Series) error {
	if s.Rule.Kind != "" && s.Rule.Kind != "weight" && s.Rule.Kind != "score" {
		return fmt.Errorf("kind: must be weight or score for a file")
	}
	if err := s.Rule.idle(cmp.Or(s.Rule.Kind, "weight")); err != nil {
		return err
	}
	series := make([]market.Series, len(pool.Tokens))
	for i, t := range pool.Tokens {
		for _, one := range file {
			if one.Name == t.Symbol.Bare() {
				series[i] = one
			}
		}
		if len(series[i].Times) == 0 {
			return fmt.Errorf("%s has no values for %s", s.Source, t.Symbol)
		}
	}
	if len(file) != len(series) {
		return fmt.Errorf("%s has a token that is not in the pool", s.Source)
	}
	scores := s.Rule.Kind == "score"
	a.rule = func(a *Adviser, t int64, into []float64) bool {
		for i := range into {
			value, known := series[i].Known(t)
			if !known {
				return false
			}
			if into[i] = value; scores {
				into[i] = float64(a.base[i] * arb.Exp(float64(strength*value)))
			}
		}
		return true
	}
	return nil
}
