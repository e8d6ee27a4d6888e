package config

import (
	"fmt"
	"strings"

	"mpool/internal/parse"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Only the configuration file, which an owner reads and keeps, can loosen a refusal. A variable may be
// left over from another day and is not visible in the command line, so it may only make a refusal
// stricter. The same holds for arb_interval, because a shorter one makes every change look cheaper.

// beneath is a limit that a variable replaces, as it was written.
type beneath struct {
	Setting
	variable string
	source   string // source of the replaced limit: the file, or the built-in value
	value    string
}

// layOver remembers the limit that a variable replaces, if there is one.
func (l *loader) layOver(s Setting, variable string) {
	value := l.viper.Get(s.Key)
	if !strings.HasPrefix(s.Key, "refuse.") && !Prices(s.Key) && s.Key != KeyTolerance || value == nil && !saysWorth(s.Key) {
		return
	}
	source, known := l.sources[s.Key]
	if !known {
		source = "the built-in " + s.Key
	}
	l.beneath = append(l.beneath, beneath{s, variable, source, fmt.Sprint(value)})
}

// refuseLoosened returns an error if a variable loosens a limit.
func (l *loader) refuseLoosened(s *Settings) error {
	for _, b := range l.beneath {
		loosened, err := b.loosenedBy(s)
		if err != nil {
			return BadConfig("%s: %s", b.source, err).Because(err)
		}
		if loosened {
			value, _ := l.into.env(b.variable)
			if Prices(b.Key) {
				return b.cheapened(value)
			}
			if b.Key == KeyTolerance {
				return BadConfig("%s is %s, which lets plans change more than the %s of %s before they are stale", b.variable, text.Quote(value), b.value, b.source).
					WithHint("change tolerance in the configuration file, or use --tolerance")
			}
			return BadConfig("%s is %s, which is looser than the %s of %s: environment variables can only make a limit stricter", b.variable, text.Quote(value), b.value, b.source).
				WithHint("change %s in the configuration file, or override it once with --override %s --reason TEXT", b.Key, strings.TrimPrefix(b.Key, "refuse."))
		}
	}
	return nil
}

// loosenedBy compares the replaced value with the value in effect.
func (b beneath) loosenedBy(s *Settings) (bool, error) {
	if b.Key == KeyArbInterval {
		least, err := parse.Span(b.value)
		return err == nil && !s.Demanded(b.Key) && s.ArbInterval < least, err
	}
	switch b.Key {
	case KeyArbGas:
		least, err := parse.Count(b.value)
		return err == nil && !s.Demanded(b.Key) && s.ArbGas < least, err
	case KeyTolerance:
		most, err := units.ParsePercent(b.value)
		return err == nil && !s.Demanded(b.Key) && s.Tolerance.Int().Gt(most.Int()), err
	case KeyGasPrice, KeyCoinPrice, KeyPoolValue:
		return s.Sources[b.Key] == b.variable, nil
	}
	if b.Key == "refuse.min_duration" {
		least, err := parse.Span(b.value)
		return err == nil && *s.Refuse.MinDuration < least, err
	}
	most, err := units.ParsePercent(b.value)
	return err == nil && s.Refuse.of(b.Key).Int().Gt(most.Int()), err
}

const KeyArbInterval = "arb_interval"

// Prices reports whether a key is used to compute the cost of a weight change.
func Prices(key string) bool { return key == KeyArbInterval || key == KeyArbGas || saysWorth(key) }

// saysWorth reports whether a key is a price or a value. A variable must not set such a key, because it
// would replace the value that mpool reads from the chain.
func saysWorth(key string) bool {
	return key == KeyGasPrice || key == KeyCoinPrice || key == KeyPoolValue
}

// cheapened is the error about a variable that would make changes look cheaper.
func (b beneath) cheapened(value string) error {
	flag := "--" + strings.ReplaceAll(b.Key, "_", "-")
	if saysWorth(b.Key) {
		return BadConfig("%s is %s: the environment cannot set gas prices or pool values, because it could make changes look cheaper", b.variable, text.Quote(value)).
			WithHint("set %s in the configuration file, or use %s", b.Key, flag)
	}
	return BadConfig("%s is %s, which makes changes look cheaper than the %s of %s: environment variables can only make them look more expensive", b.variable, text.Quote(value), b.value, b.source).
		WithHint("change %s in the configuration file, or use %s", b.Key, flag)
}

// of returns the limit of a key. The limit must be a share.
func (l *Limits) of(key string) *units.Fixed {
	switch key {
	case "refuse.max_arbitrage_cost":
		return l.MaxArbitrageCost
	case "refuse.max_weight_change_per_day":
		return l.MaxWeightChangePerDay
	case "refuse.max_price_impact":
		return l.MaxPriceImpact
	case "refuse.max_oracle_deviation":
		return l.MaxOracleDeviation
	}
	return l.MaxSwapFeeDropPerDay
}
