// Package strategy reads an owner's schedule and signal, and makes operations from them. It is pure.
package strategy

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"

	"go.yaml.in/yaml/v3"

	"mpool/internal/units"
)

// Version is the version of strategy files that this program reads.
const Version = 1

// Strategy is the content of a strategy file.
type Strategy struct {
	Version  int     `yaml:"version"`
	Name     string  `yaml:"name"`
	Schedule []Entry `yaml:"schedule"`
	Signal   *Signal `yaml:"signal"`
	Owner    Owner   `yaml:"owner"`
}

// Owner has the owner's costs.
type Owner struct {
	GasPerUpdate *uint64 `yaml:"gas_per_update"` // per transaction; default 105,000
}

// Entry is one operation at a time.
type Entry struct {
	At       string            `yaml:"at"`      // +1d after the first row, or RFC 3339
	Weights  map[string]string `yaml:"weights"` // percentages, or rest for one token
	Duration string            `yaml:"duration"`
	Shape    string            `yaml:"shape"` // of a weight change: linear, or slerp:8 for eight updates
	Fee      *Fee              `yaml:"fee"`
	Swaps    *bool             `yaml:"swaps"`
	Replace  bool              `yaml:"replace"` // replace a weight change that is still running
	Breakers map[string]Bounds `yaml:"breakers"`
	AumFee   string            `yaml:"aum_fee"`         // per year
	Collect  bool              `yaml:"collect_aum_fee"` // mint the AUM fee that is due

	line int
}

// Fee is a change of the swap fee.
type Fee struct {
	From     string `yaml:"from"` // default: the fee at that time
	To       string `yaml:"to"`
	Duration string `yaml:"duration"`
}

// Bounds are those of a circuit breaker, as shares of the market price at that time (ops.BoundsAre); empty: no bound.
type Bounds struct {
	Lower string `yaml:"lower"`
	Upper string `yaml:"upper"`
}

// LineError is an error in a strategy, with its line.
type LineError struct {
	Line   int
	Reason string
}

func (e *LineError) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Reason) }

// Where returns the place; column 0: not known.
func (e *LineError) Where() (line, column int) { return e.Line, 0 }

// UnmarshalYAML records the entry's line and refuses unknown keys.
func (e *Entry) UnmarshalYAML(node *yaml.Node) error {
	type plain Entry
	e.line = node.Line
	return decode(node, (*plain)(e), "a schedule entry")
}

// UnmarshalYAML refuses unknown keys.
func (f *Fee) UnmarshalYAML(node *yaml.Node) error {
	type plain Fee
	return decode(node, (*plain)(f), "a fee")
}

// UnmarshalYAML refuses unknown keys.
func (b *Bounds) UnmarshalYAML(node *yaml.Node) error {
	type plain Bounds
	return decode(node, (*plain)(b), "a token's breakers")
}

// decode reads a mapping into a struct and refuses keys that are no field's tag.
func decode(node *yaml.Node, into any, what string) error {
	fields := reflect.TypeOf(into).Elem()
	known := map[string]bool{}
	for i := range fields.NumField() {
		known[fields.Field(i).Tag.Get("yaml")] = true
	}
	for i := 0; node.Kind == yaml.MappingNode && i < len(node.Content); i += 2 {
		if key := node.Content[i]; !known[key.Value] || key.Value == "" {
			return &LineError{key.Line, fmt.Sprintf("unknown key %q in %s", key.Value, what)}
		}
	}
	return node.Decode(into)
}

// Read reads a strategy. Tasks checks what it says about tokens.
func Read(text []byte) (*Strategy, error) {
	var s Strategy
	d := yaml.NewDecoder(bytes.NewReader(text))
	d.KnownFields(true)
	switch err := d.Decode(&s); {
	case errors.Is(err, io.EOF):
		return nil, errors.New("the file is empty")
	case err != nil:
		return nil, plain(err)
	case s.Version != Version:
		return nil, fmt.Errorf("version: must be %d", Version)
	}
	if !errors.Is(d.Decode(new(yaml.Node)), io.EOF) {
		return nil, errors.New("the file has a second document: use one file for each strategy")
	}
	return &s, nil
}

// span reads a duration; the default is 0.
func span(text string) (units.Time, error) {
	if text == "" {
		return 0, nil
	}
	return units.ParseDuration(text)
}
