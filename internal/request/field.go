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

// Field is one value that an operation takes: a flag of its command or what stands behind
// the pool there, a field in a batch file, and a property in the schema of those.
type Field struct {
	batch.Field
	Label  string // its name after the pool in the usage: "FEE"; flags have none
	Takes  string // the value in the help text; empty: by the kind
	Commas bool   // one value of the flag may be several, with commas between
	Value  Value  // where it goes
}

// Value takes what is typed.
type Value interface {
	Set(words string) error
	String() string
}

// flag is a field that is a flag of the command.
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

// in is the field for values of a unit.
func (f Field) in(unit batch.Unit) Field {
	f.Unit = unit
	return f
}

// OverrideFields are what plans take that policies judge.
func OverrideFields(o *planner.Override) []Field {
	override := listFlag("override", &o.Policies, "override this policy of the configuration, such as max_arbitrage_cost; repeatable")
	reason := flag("reason", batch.Text, &o.Reason, "reason for the override, which is recorded")
	override.Takes, reason.Takes = o.Policies.Type(), o.Reason.Type()
	return []Field{override, reason}
}

// typed is one value as the user typed it, or its default.
type typed struct {
	words string
	given bool
}

// standard is a value that is the given one unless another is typed.
func standard(words string) typed { return typed{words: words} }

func (t *typed) String() string { return t.words }

// Set takes any text: what it means is for the pool to say.
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

// Set takes true or false.
func (s *onOff) Set(words string) (err error) {
	if s.on, err = strconv.ParseBool(words); err != nil {
		return errors.New("use true or false")
	}
	s.given = true
	return nil
}

// several are values one after the other.
type several struct {
	words []string
	given bool
}

func (l *several) String() string { return strings.Join(l.words, ",") }

// Set takes one more.
func (l *several) Set(words string) error {
	l.words, l.given = append(l.words, words), true
	return nil
}

// Append, Replace and GetSlice let a list be taken for one.
func (l *several) Append(words string) error { return l.Set(words) }

// Replace puts others in their place.
func (l *several) Replace(words []string) error {
	l.words, l.given = slices.Clone(words), true
	return nil
}

// GetSlice are the values.
func (l *several) GetSlice() []string { return l.words }

// apart is a list with commas between its values.
type apart struct{ several }

// Set takes one or more, quoted as in a CSV file where a comma belongs to one.
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
