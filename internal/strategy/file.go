// Package strategy reads what an owner means to do and when, and makes the owner's
// operations of it. It is pure.
package strategy

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"go.yaml.in/yaml/v3"

	"mpool/internal/ops"
)

// Version is the form of the file that this program reads.
const Version = 1

// Strategy is a file as it is written.
type Strategy struct {
	Version  int     `yaml:"version"`
	Name     string  `yaml:"name"`
	Schedule []Entry `yaml:"schedule"`
}

// Entry is one thing to do at a time.
type Entry struct {
	At       string            `yaml:"at"`      // +1d after the first row, or RFC 3339
	Weights  map[string]string `yaml:"weights"` // a share, or rest
	Duration string            `yaml:"duration"`
	Fee      *Fee              `yaml:"fee"`
	Swaps    *bool             `yaml:"swaps"`
	Replace  bool              `yaml:"replace"` // a weight change that still runs
	Breakers map[string]Bounds `yaml:"breakers"`

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
	for i := 0; i+1 < len(node.Content); i += 2 {
		switch key := node.Content[i]; key.Value {
		case "at", "weights", "duration", "fee", "swaps", "replace", "breakers":
		default:
			return &LineError{key.Line, fmt.Sprintf("%q is not a key of a schedule's entry", key.Value)}
		}
	}
	if err := node.Decode((*plain)(e)); err != nil {
		return err
	}
	e.line = node.Line
	return nil
}

// UnmarshalYAML refuses keys that it does not know.
func (f *Fee) UnmarshalYAML(node *yaml.Node) error {
	type plain Fee
	for i := 0; i+1 < len(node.Content); i += 2 {
		switch key := node.Content[i]; key.Value {
		case "from", "to", "duration":
		default:
			return &LineError{key.Line, fmt.Sprintf("%q is not a key of a fee", key.Value)}
		}
	}
	return node.Decode((*plain)(f))
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
		return nil, err
	case s.Version != Version:
		return nil, fmt.Errorf("version: this program reads version %d", Version)
	}
	return &s, nil
}

// span is a duration of at least nothing; none is 0.
func span(text string) (ops.Time, error) {
	if text == "" {
		return 0, nil
	}
	return ops.ParseDuration(text)
}
