package request

import (
	"encoding/csv"
	"errors"
	"slices"
	"strconv"
	"strings"

	"mpool/internal/batch"
	"mpool/internal/planner"
)

// Field is one value of an operation: a flag or argument of its command, a field in a batch file, and a
// property in the batch schema.
type Field struct {
	batch.Field
	Label  string // its name in the usage line, such as FEE; empty for flags
	Takes  string // what the help calls the value; empty: depends on the kind
	Commas bool   // the flag takes several values with commas between them
	Value  Value  // receives the value
}

// Value parses and holds a field's value.
type Value interface {
	Set(words string) error
	String() string
}

// flag returns a field that is a flag of the command.
func flag(name string, kind batch.Kind, value Value, usage string) Field {
	return Field{Field: batch.Field{Name: name, Kind: kind, Place: batch.Flag, Usage: usage}, Value: value}
}

func textFlag(name string, value *typed, usage string) Field {
	return flag(name, batch.Text, value, usage)
}

func switchFlag(name string, value *onOff, usage string) Field {
	return flag(name, batch.Switch, value, usage)
}

func listFlag(name string, value Value, usage string) Field {
	return flag(name, batch.List, value, usage)
}

// in returns the field with a unit for its values.
func (f Field) in(unit batch.Unit) Field {
	f.Unit = unit
	return f
}

// OverrideFields are the fields of operations whose plans policies check.
func OverrideFields(o *planner.Override) []Field {
	override := listFlag("override", &o.Policies, "override this policy of the configuration, such as max_arbitrage_cost; repeatable")
	reason := flag("reason", batch.Text, &o.Reason, "reason for the override, which is recorded")
	override.Takes, reason.Takes = o.Policies.Type(), o.Reason.Type()
	return []Field{override, reason}
}

// typed is a text value: what the user typed, or the default.
type typed struct {
	words string
	given bool
}

// standard returns a value with a default.
func standard(words string) typed { return typed{words: words} }

func (t *typed) String() string { return t.words }

// Set accepts any text: its meaning depends on the pool.
func (t *typed) Set(words string) error {
	t.words, t.given = words, true
	return nil
}

// onOff is a switch.
type onOff struct {
	on    bool
	given bool
}

func (s *onOff) String() string { return strconv.FormatBool(s.on) }

// Set accepts true and false.
func (s *onOff) Set(words string) (err error) {
	if s.on, err = strconv.ParseBool(words); err != nil {
		return errors.New("use true or false")
	}
	s.given = true
	return nil
}

// several is a list; each use of the flag adds one value.
type several struct {
	words []string
	given bool
}

func (l *several) String() string { return strings.Join(l.words, ",") }

// Set adds one value.
func (l *several) Set(words string) error {
	l.words, l.given = append(l.words, words), true
	return nil
}

// Append, Replace and GetSlice implement pflag.SliceValue.
func (l *several) Append(words string) error { return l.Set(words) }

// Replace sets all values.
func (l *several) Replace(words []string) error {
	l.words, l.given = slices.Clone(words), true
	return nil
}

// GetSlice returns the values.
func (l *several) GetSlice() []string { return l.words }

// apart is a list of values with commas between them.
type apart struct{ several }

// Set adds the values of one CSV line: a value that contains a comma must be quoted.
func (l *apart) Set(words string) error {
	if words == "" {
		return nil
	}
	record, err := csv.NewReader(strings.NewReader(words)).Read()
	if err != nil {
		return err
	}
	l.words, l.given = append(l.words, record...), true
	return nil
}
