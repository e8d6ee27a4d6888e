// Package flagvalue has flag values that pflag does not have. Each parses what a person writes and
// stores it in a variable of the caller. It does not import pflag.
package flagvalue

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/parse"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Choice accepts one of a few words.
type Choice struct {
	Value *string
	Of    []string
}

func (c Choice) String() string {
	if c.Value == nil {
		return ""
	}
	return *c.Value
}

// Type is the value's name in --help.
func (c Choice) Type() string { return strings.Join(c.Of, "|") }

// Set accepts only one of the words.
func (c Choice) Set(word string) error {
	if !slices.Contains(c.Of, word) {
		return fmt.Errorf("must be one of %s", strings.Join(c.Of, ", "))
	}
	*c.Value = word
	return nil
}

// Wait is a timeout, such as 90s or 1m30s.
type Wait time.Duration

func (f *Wait) String() string { return text.Typed(time.Duration(*f)) }

// Type is the value's name in --help.
func (f *Wait) Type() string { return "duration" }

// Set refuses repeated units such as 1s1s, which time.ParseDuration would add up.
func (f *Wait) Set(words string) error {
	wait, err := time.ParseDuration(words)
	switch {
	case err != nil:
		return fmt.Errorf("%s is not a duration such as 45s or 1m30s", text.Quote(words))
	case units.RepeatsUnit(words):
		return fmt.Errorf("%s has a unit twice: use one number for each unit", text.Quote(words))
	}
	*f = Wait(wait)
	return nil
}

// Span is a duration that may have days; zero: not given.
type Span time.Duration

func (f *Span) String() string {
	if *f == 0 {
		return ""
	}
	return text.Typed(time.Duration(*f))
}

// Type is the value's name in --help.
func (f *Span) Type() string { return "duration" }

// Set accepts a number with its unit: 90s, 2h, 3d.
func (f *Span) Set(words string) error {
	span, err := parse.Span(words)
	*f = Span(time.Duration(span) * time.Second)
	return err
}

// Address stores an address, if one is given.
type Address struct{ Value *common.Address }

func (f Address) String() string {
	if f.Value == nil || *f.Value == (common.Address{}) {
		return ""
	}
	return f.Value.Hex()
}

// Type is the value's name in --help.
func (f Address) Type() string { return "address" }

// Set accepts an address without a checksum or with a valid one.
func (f Address) Set(text string) (err error) {
	*f.Value, err = parse.Address(text)
	return err
}

// Addresses is a list of addresses; each use of the flag adds one.
type Addresses []common.Address

func (l *Addresses) String() string { return strings.Join(l.GetSlice(), ",") }

func (l *Addresses) Type() string { return "address" }

// Set adds one address.
func (l *Addresses) Set(text string) error {
	address, err := parse.Address(text)
	if err == nil {
		*l = append(*l, address)
	}
	return err
}

// Append, Replace and GetSlice implement pflag.SliceValue.
func (l *Addresses) Append(text string) error { return l.Set(text) }

// Replace sets all addresses.
func (l *Addresses) Replace(texts []string) error {
	*l = nil
	for _, text := range texts {
		if err := l.Set(text); err != nil {
			return err
		}
	}
	return nil
}

// GetSlice returns the addresses as text.
func (l *Addresses) GetSlice() []string {
	var texts []string
	for _, address := range *l {
		texts = append(texts, address.Hex())
	}
	return texts
}

// Yearly stores a yearly volatility: 80% is 0.8.
type Yearly struct{ Value *float64 }

// Type is the value's name in --help.
func (Yearly) Type() string { return "percent" }

func (f Yearly) String() string {
	if f.Value == nil || *f.Value == 0 {
		return ""
	}
	return strconv.FormatFloat(*f.Value*100, 'f', -1, 64) + "%"
}

// Set parses 80%.
func (f Yearly) Set(words string) (err error) {
	*f.Value, err = yearly(words)
	return err
}

// yearly parses a yearly volatility: 80%.
func yearly(words string) (float64, error) {
	if words == "" {
		return 0, nil
	}
	f, err := units.ParsePercent(words)
	if err != nil {
		return 0, err
	}
	if x := f.Int().Float64() / 1e18; x > 0 && x <= 100 {
		return x, nil
	}
	return 0, errors.New("use a value above 0% and at most 10000%")
}

// Shared are addresses, each with an optional share of the pool at it: 0x…=0.5%.
type Shared struct {
	Addresses *Addresses
	Most      *map[common.Address]units.Fixed
}

func (l Shared) String() string { return strings.Join(l.GetSlice(), ",") }

// Type is the kind of value in the help.
func (l Shared) Type() string { return "address" }

// Set adds one address, with its share.
func (l Shared) Set(text string) error {
	word, share, limited := strings.Cut(text, "=")
	address, err := parse.Address(word)
	if err != nil {
		return err
	}
	if limited {
		most, err := units.ParsePercent(share)
		if err != nil {
			return err
		}
		if *l.Most == nil {
			*l.Most = map[common.Address]units.Fixed{}
		}
		(*l.Most)[address] = most
	}
	*l.Addresses = append(*l.Addresses, address)
	return nil
}

// Append, Replace and GetSlice implement pflag.SliceValue.
func (l Shared) Append(text string) error { return l.Set(text) }

// Replace sets all addresses.
func (l Shared) Replace(texts []string) error {
	*l.Addresses, *l.Most = nil, nil
	for _, text := range texts {
		if err := l.Set(text); err != nil {
			return err
		}
	}
	return nil
}

// GetSlice returns all addresses, with their shares.
func (l Shared) GetSlice() []string {
	list := []string{}
	for _, address := range *l.Addresses {
		word := address.Hex()
		if most, is := (*l.Most)[address]; is {
			word += "=" + most.Percent()
		}
		list = append(list, word)
	}
	return list
}
