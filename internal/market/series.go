// Package market reads price series and aligns them in time. It uses a price only from the time at
// which it was known, so nothing looks ahead. It is pure, apart from the readers that it is given.
package market

import (
	"fmt"
	"slices"
)

// Series is one token's prices over time.
type Series struct {
	Name   string
	Times  []int64   // unix seconds, rising
	Prices []float64 // above zero, in the file's money
	// Sum says that these are volumes in whole tokens: a step has the sum of its rows, and no row is
	// too old.
	Sum bool
	// Rare says that a value counts until the next one, however long that takes.
	Rare bool

	about *about // set if the series stays in its file; Times and Prices are then empty
}

// First is the time of the first price.
func (s Series) First() int64 {
	if s.about != nil {
		return s.about.first + s.about.source.shift
	}
	return s.Times[0]
}

// Last is the time of the last price.
func (s Series) Last() int64 {
	if s.about != nil {
		return s.about.last + s.about.source.shift
	}
	return s.Times[len(s.Times)-1]
}

// Rows is the number of prices.
func (s Series) Rows() int {
	if s.about != nil {
		return s.about.rows
	}
	return len(s.Times)
}

// widest is the longest time between two prices.
func (s Series) widest() (widest int64) {
	if s.about != nil {
		return s.about.widest
	}
	for i := 1; i < len(s.Times); i++ {
		widest = max(widest, s.Times[i]-s.Times[i-1])
	}
	return widest
}

// Oldest is the largest age of a price from one time to another. Of a series that stays in its file, it
// is the age at the end if the times are only a part of the file.
func (s Series) Oldest(from, to int64) int64 {
	if s.about == nil {
		oldest := to - s.Last()
		for i := 1; i < len(s.Times); i++ {
			if s.Times[i] > from && s.Times[i-1] < to {
				oldest = max(oldest, min(to, s.Times[i])-s.Times[i-1])
			}
		}
		return oldest
	}
	if from <= s.First() && to >= s.Last() {
		return max(to-s.Last(), s.widest())
	}
	return to - s.Last()
}

// AlwaysOne says that every price is 1.
func (s Series) AlwaysOne() bool {
	if s.about != nil {
		return s.about.ones
	}
	return !slices.ContainsFunc(s.Prices, func(p float64) bool { return p != 1 })
}

// Column names in a file of gas prices: the price of a unit of gas in 10^-9 of the native token, and
// the cost of a whole trade in money.
const (
	Gwei = "gwei"
	Usd  = "usd"
)

// VolumeOf is the name of a token's series of volumes.
func VolumeOf(name string) string { return name + " volume" }

// Counts says what reading did with a file's rows.
type Counts struct {
	Rows    int  `json:"rows"`
	Dropped int  `json:"dropped"` // repeated prices of a token: the same time and the same price
	Turned  bool `json:"turned"`  // the file had the newest row first
}

// PlaceError is an error in a file, with its place.
type PlaceError struct {
	File   string
	Line   int
	Column string // name of the column; empty for the whole line
	Reason string
}

func (e *PlaceError) Error() string {
	if e.Column == "" {
		return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Reason)
	}
	return fmt.Sprintf("%s:%d: column %s: %s", e.File, e.Line, e.Column, e.Reason)
}

// Known is the newest value at or before t. It needs a series in memory.
func (s Series) Known(t int64) (value float64, known bool) {
	i, found := slices.BinarySearch(s.Times, t)
	if !found {
		i--
	}
	if i < 0 {
		return 0, false
	}
	return s.Prices[i], true
}

// Where returns the place; column 0, because only its name is known.
func (e *PlaceError) Where() (line, column int) { return e.Line, 0 }
