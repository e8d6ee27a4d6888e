package strategy

import "fmt"

// uses says which values each kind of rule reads.
func uses(kind string) (strength, weights, supply, lookback bool) {
	switch kind {
	case "target":
		return false, true, false, false
	case "momentum", "mean-reversion":
		return true, true, false, true
	case "inverse-volatility":
		return true, false, false, true
	case "market-cap":
		return true, false, true, false
	case "score":
		return true, true, false, false
	}
	return false, false, false, false
}

// idle refuses a value that the rule does not read.
func (r *Rule) idle(kind string) error {
	strength, weights, supply, lookback := uses(kind)
	for _, value := range []struct {
		name        string
		given, used bool
	}{
		{"strength", r.Strength != nil, strength}, {"weights", r.Weights != nil, weights}, {"supply", r.Supply != nil, supply}, {"lookback", r.Lookback != "", lookback},
	} {
		if value.given && !value.used {
			return fmt.Errorf("%s: the rule %s does not use it", value.name, kind)
		}
	}
	return nil
}
