package signer

import (
	"fmt"
	"io"
	"log/slog"
)

const redacted = "[redacted]"

// secret holds a key or a password and cannot print itself.
type secret struct{ bytes []byte }

// String, and its likes for every other way to print a value.
func (secret) String() string { return redacted }

// GoString is what %#v prints.
func (secret) GoString() string { return redacted }

// Format answers every verb, %x too.
func (secret) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, redacted) }

// MarshalText keeps it out of JSON and YAML.
func (secret) MarshalText() ([]byte, error) { return []byte(redacted), nil }

// LogValue keeps it out of logs.
func (secret) LogValue() slog.Value { return slog.StringValue(redacted) }
