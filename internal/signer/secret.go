package signer

import (
	"fmt"
	"io"
	"log/slog"
)

const redacted = "[redacted]"

// secret holds a key or a password and never prints it.
type secret struct{ bytes []byte }

// String and the methods below hide the value in every way of printing.
func (secret) String() string { return redacted }

// GoString hides it for %#v.
func (secret) GoString() string { return redacted }

// Format hides it for every verb, including %x.
func (secret) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, redacted) }

// MarshalText hides it in JSON and YAML.
func (secret) MarshalText() ([]byte, error) { return []byte(redacted), nil }

// LogValue hides it in logs.
func (secret) LogValue() slog.Value { return slog.StringValue(redacted) }
