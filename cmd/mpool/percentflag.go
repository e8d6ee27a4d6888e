package main

import (
	"mpool/internal/safe/worth"
)

// percentFlag is a percentage with the name that --help shows for its value.
type percentFlag struct{ *worth.Slippage }

// Type is the value's name in --help.
func (percentFlag) Type() string { return "percent" }

// String returns the value; pflag also calls it on a zero percentFlag.
func (f percentFlag) String() string {
	if f.Slippage == nil {
		return ""
	}
	return f.Slippage.String()
}
