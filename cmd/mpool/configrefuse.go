package main

import (
	"fmt"
	"strings"

	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/text"
)

// What is refused is for the configuration to say, which an owner reads and keeps.
// A variable may be left over from another day, and stands in no command line: it
// may make a refusal stricter, and never looser. The same goes for arb_interval: a
// shorter one makes every change look cheaper.

// beneath is a limit of refuse that a variable lies over, as it was written.
type beneath struct {
	setting
	variable string
	source   string // of the limit: the file, or mpool itself
	value    string
}

// layOver remembers what a variable covers. A limit that nothing sets is none.
func (l *loader) layOver(s setting, variable string) {
	value := l.viper.Get(s.key)
	if !strings.HasPrefix(s.key, "refuse.") && !prices(s.key) && s.key != keyTolerance || value == nil && !saysWorth(s.key) {
		return
	}
	source, known := l.sources[s.key]
	if !known {
		source = "mpool's own " + s.key
	}
	l.beneath = append(l.beneath, beneath{s, variable, source, fmt.Sprint(value)})
}

// refuseLoosened finds a variable that would lift what is refused beneath it.
func (l *loader) refuseLoosened(s *settings) error {
	for _, b := range l.beneath {
		loosened, err := b.loosenedBy(s)
		if err != nil {
			return badConfig("%s: %s", b.source, err).Because(err)
		}
		if loosened {
			value, _ := l.app.env(b.variable)
			if prices(b.key) {
				return b.cheapened(value)
			}
			if b.key == keyTolerance {
				return badConfig("%s is %s, which would have plans move farther than the %s of %s before they are stale", b.variable, text.Quote(value), b.value, b.source).
					WithHint("change tolerance in the configuration file, or say it with --tolerance")
			}
			return badConfig("%s is %s, which would refuse less than the %s of %s: the environment can only make a refusal stricter", b.variable, text.Quote(value), b.value, b.source).
				WithHint("change %s in the configuration file, or go beyond it once with --override %s --reason TEXT", b.key, strings.TrimPrefix(b.key, "refuse."))
		}
	}
	return nil
}

// loosenedBy compares with the limits that would count.
func (b beneath) loosenedBy(s *settings) (bool, error) {
	if b.key == keyArbInterval {
		least, err := parse.Span(b.value)
		return err == nil && !s.demanded(b.key) && s.ArbInterval < least, err
	}
	switch b.key {
	case keyArbGas:
		least, err := parse.Count(b.value)
		return err == nil && !s.demanded(b.key) && s.ArbGas < least, err
	case keyTolerance:
		most, err := ops.ParsePercent(b.value)
		return err == nil && !s.demanded(b.key) && s.Tolerance.Int().Gt(most.Int()), err
	case keyGasPrice, keyCoinPrice, keyPoolValue:
		return s.sources[b.key] == b.variable, nil
	}
	if b.key == "refuse.min_duration" {
		least, err := parse.Span(b.value)
		return err == nil && *s.Refuse.MinDuration < least, err
	}
	most, err := ops.ParsePercent(b.value)
	return err == nil && s.Refuse.of(b.key).Int().Gt(most.Int()), err
}

const keyArbInterval = "arb_interval"

// prices says whether a key has a part in what a weight change costs.
func prices(key string) bool { return key == keyArbInterval || key == keyArbGas || saysWorth(key) }

// saysWorth says whether a key is a price or a value: of those no variable can be
// told to make changes dearer, for it takes the place of what is read.
func saysWorth(key string) bool {
	return key == keyGasPrice || key == keyCoinPrice || key == keyPoolValue
}

// cheapened is the error of a variable by which changes would look cheaper.
func (b beneath) cheapened(value string) error {
	flag := "--" + strings.ReplaceAll(b.key, "_", "-")
	if saysWorth(b.key) {
		return badConfig("%s is %s: what gas and the pool are worth is not for the environment to say, which could make changes look cheaper", b.variable, text.Quote(value)).
			WithHint("put %s into the configuration file, or say it with %s", b.key, flag)
	}
	return badConfig("%s is %s, which would make changes look cheaper than the %s of %s does: the environment can only make them dearer", b.variable, text.Quote(value), b.value, b.source).
		WithHint("change %s in the configuration file, or say it with %s", b.key, flag)
}

// of is one of the limits that are a share.
func (l *limits) of(key string) *ops.Fixed {
	switch key {
	case "refuse.max_cost":
		return l.MaxCost
	case "refuse.max_weight_change_per_day":
		return l.MaxWeightChangePerDay
	}
	return l.MaxSwapFeeDropPerDay
}
