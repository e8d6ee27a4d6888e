package main

import (
	"errors"
	"strconv"

	"mpool/internal/ops"
)

// ofRun marks a flag that is about what is said of an operation, and no part of it.
const ofRun = "of a run"

// yearlyFlag is a volatility that is kept elsewhere, as a part of one a year.
type yearlyFlag struct{ value *float64 }

// Type is how --help names a value.
func (yearlyFlag) Type() string { return "percent" }

func (f yearlyFlag) String() string {
	if f.value == nil || *f.value == 0 {
		return ""
	}
	return strconv.FormatFloat(*f.value*100, 'f', -1, 64) + "%"
}

// Set reads 80%.
func (f yearlyFlag) Set(words string) (err error) {
	*f.value, err = yearly(words)
	return err
}

// yearly is a volatility: 80% a year.
func yearly(words string) (float64, error) {
	if words == "" {
		return 0, nil
	}
	f, err := ops.ParsePercent(words)
	if err != nil {
		return 0, err
	}
	if x := f.Int().Float64() / 1e18; x > 0 && x <= 100 {
		return x, nil
	}
	return 0, errors.New("it is above 0% and at most 10000%")
}
