// Package strategy reads what an owner means to do and when, and makes the owner's
// operations of it. It is pure.
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

// Version is the form of the file that this program reads.
const Version = 1

// Strategy is the content of a strategy file.
type Strategy struct {
	Version  int     `yaml:"version"`
	Name     string  `yaml:"name"`
	Schedule []Entry `yaml:"schedule"`
	Signal   *Signal `yaml:"signal"`
	Owner    Owner   `yaml:"owner"`
}

// Owner is what the owner pays.
type Owner struct {
	GasPerUpdate *uint64 `yaml:"gas_per_update"` // of each transaction; 105,000 where it is not said
}

// Entry is one thing to do at a time.
type Entry struct {
	At       string            `yaml:"at"`      // +1d after the first row, or RFC 3339
	Weights  map[string]string `yaml:"weights"` // a share, or rest
	Duration string            `yaml:"duration"`
	Shape    string            `yaml:"shape"` // of weights: linear, or slerp:8 in so many updates
	Fee      *Fee              `yaml:"fee"`
	Swaps    *bool             `yaml:"swaps"`
	Replace  bool              `yaml:"replace"` // a weight change that still runs
	Breakers map[string]Bounds `yaml:"breakers"`
	AumFee   string            `yaml:"aum_fee"`         // a year
	Collect  bool              `yaml:"collect_aum_fee"` // mints the AUM fee that is due

	line int
}

// Fee is a change of the swap fee.
type Fee struct {
	From     string `yaml:"from"` // the fee of then where it is not said
	To       string `yaml:"to"`
	Duration string `yaml:"duration"`
}

// Bounds are a circuit breaker's, as shares of the BPT price of then; none is 0.
type Bounds struct {
	Lower string `yaml:"lower"`
	Upper string `yaml:"upper"`
}

// LineError is what is wrong with a strategy, and where.
type LineError struct {
	Line   int
	Reason string
}

func (e *LineError) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Reason) }

// UnmarshalYAML notes the entry's line, and refuses keys that it does not know.
func (e *Entry) UnmarshalYAML(node *yaml.Node) error {
	type plain Entry
	e.line = node.Line
	return decode(node, (*plain)(e), "a schedule entry")
}

// UnmarshalYAML refuses keys that it does not know.
func (f *Fee) UnmarshalYAML(node *yaml.Node) error {
	type plain Fee
	return decode(node, (*plain)(f), "a fee")
}

// UnmarshalYAML refuses keys that it does not know.
func (b *Bounds) UnmarshalYAML(node *yaml.Node) error {
	type plain Bounds
	return decode(node, (*plain)(b), "a token's breakers")
}

// decode reads a mapping into a struct, and refuses keys that no field has as its tag.
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

// Read reads a strategy. What it says about tokens is checked by Tasks.
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
	return &s, nil
}

// span is a duration of at least nothing; none is 0.
func span(text string) (units.Time, error) {
	if text == "" {
		return 0, nil
	}
	return units.ParseDuration(text)
}
