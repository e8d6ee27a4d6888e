package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/text"
)

// choice is a flag that takes one of a few words.
type choice struct {
	value string
	of    []string
}

func (c *choice) String() string { return c.value }

func (c *choice) Type() string { return strings.Join(c.of, "|") }

func (c *choice) Set(word string) error {
	if !slices.Contains(c.of, word) {
		return fmt.Errorf("must be one of %s", strings.Join(c.of, ", "))
	}
	c.value = word
	return nil
}

// choiceOf is a choice that is kept elsewhere.
type choiceOf struct {
	value *string
	of    []string
}

func (c *choiceOf) String() string {
	if c.value == nil {
		return ""
	}
	return *c.value
}

func (c *choiceOf) Type() string { return strings.Join(c.of, "|") }

func (c *choiceOf) Set(word string) error {
	one := choice{of: c.of}
	err := one.Set(word)
	if err == nil {
		*c.value = word
	}
	return err
}

// waitFlag is how long to wait, such as 90s or 1m30s.
type waitFlag time.Duration

func (f *waitFlag) String() string { return time.Duration(*f).String() }

// Type is how --help names a value.
func (f *waitFlag) Type() string { return "duration" }

// Set refuses what time.ParseDuration adds up: nobody means 1s1s.
func (f *waitFlag) Set(words string) error {
	wait, err := time.ParseDuration(words)
	switch {
	case err != nil:
		return fmt.Errorf("%s is not a duration such as 45s or 1m30s", text.Quote(words))
	case ops.RepeatsUnit(words):
		return fmt.Errorf("%s has a unit twice: write one number for each", text.Quote(words))
	}
	*f = waitFlag(wait)
	return nil
}

// spanFlag is how long to wait, in days too; zero: not given.
type spanFlag time.Duration

func (f *spanFlag) String() string {
	if *f == 0 {
		return ""
	}
	return time.Duration(*f).String()
}

// Type is how --help names a value.
func (f *spanFlag) Type() string { return "duration" }

// Set takes a number with its unit.
func (f *spanFlag) Set(words string) error {
	span, err := parse.Span(words)
	*f = spanFlag(time.Duration(span) * time.Second)
	return err
}

// addressFlag is an address that is kept elsewhere, where one is given.
type addressFlag struct{ value *common.Address }

func (f addressFlag) String() string {
	if f.value == nil || *f.value == (common.Address{}) {
		return ""
	}
	return f.value.Hex()
}

// Type is how --help names a value.
func (f addressFlag) Type() string { return "address" }

// Set takes an address with the right checksum, or with none.
func (f addressFlag) Set(text string) (err error) {
	*f.value, err = parse.Address(text)
	return err
}

// addressList takes addresses, one by one.
type addressList []common.Address

func (l *addressList) String() string { return strings.Join(l.GetSlice(), ",") }

func (l *addressList) Type() string { return "address" }

// Set takes one more.
func (l *addressList) Set(text string) error {
	address, err := parse.Address(text)
	if err == nil {
		*l = append(*l, address)
	}
	return err
}

// Append, Replace and GetSlice let a list be taken for one.
func (l *addressList) Append(text string) error { return l.Set(text) }

// Replace puts others in their place.
func (l *addressList) Replace(texts []string) error {
	*l = nil
	for _, text := range texts {
		if err := l.Set(text); err != nil {
			return err
		}
	}
	return nil
}

// GetSlice are the addresses as they are written.
func (l *addressList) GetSlice() []string {
	var texts []string
	for _, address := range *l {
		texts = append(texts, address.Hex())
	}
	return texts
}
