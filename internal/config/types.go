package config

import (
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/network"
	"mpool/internal/parse"
	"mpool/internal/units"
)

// settingHook converts a value from YAML, the environment or a flag to a setting's type. Everything
// except whole numbers must be text, because YAML would change an address or a large number without
// quotes.
func settingHook(from, to reflect.Type, data any) (any, error) {
	if from == to {
		return data, nil
	}
	if to.Kind() == reflect.Pointer {
		return data, nil // the next call converts the value that the pointer points to
	}
	if to.Kind() == reflect.Struct && to != reflect.TypeFor[units.Wei]() && to != reflect.TypeFor[units.Price]() {
		return data, nil
	}
	switch to {
	case reflect.TypeFor[[]string]():
		return toList(data)
	case reflect.TypeFor[network.ID]():
		return network.Parse(fmt.Sprint(data))
	case reflect.TypeFor[uint64]():
		return parse.Count(fmt.Sprint(data))
	case reflect.TypeFor[time.Duration]():
		return parse.Wait(fmt.Sprint(data))
	case reflect.TypeFor[units.Fixed](), reflect.TypeFor[units.Time]():
		return fromText(to, fmt.Sprint(data)) // the parser refuses a number without a unit
	}
	if to.Kind() == reflect.Slice || to.Kind() == reflect.Map {
		return data, nil
	}
	text, isText := data.(string)
	if !isText {
		return nil, fmt.Errorf("must be a quoted string, not %T", data)
	}
	return fromText(to, text)
}

func fromText(to reflect.Type, text string) (any, error) {
	switch to {
	case reflect.TypeFor[common.Address]():
		return parse.Address(text)
	case reflect.TypeFor[TimeZone]():
		_, err := parse.Zone(text)
		return TimeZone(text), err
	case reflect.TypeFor[units.Wei]():
		return parse.GasPrice(text)
	case reflect.TypeFor[units.Fixed]():
		return units.ParsePercent(text)
	case reflect.TypeFor[units.Price]():
		return units.ParsePrice(text)
	case reflect.TypeFor[units.Time]():
		return parse.Span(text)
	}
	return text, nil
}

// toList splits text at commas, as Foundry does with its variables.
func toList(data any) (any, error) {
	if text, isText := data.(string); isText {
		return strings.Split(text, ","), nil
	}
	return data, nil
}
