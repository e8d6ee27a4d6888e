package main

import (
	"mpool/internal/safe/review"
)

// percentFlag is how --help names a percentage.
type percentFlag struct{ *review.Slippage }

// Type is how --help names a value.
func (percentFlag) Type() string { return "percent" }

// String is for --help, which asks it of nothing as well.
func (f percentFlag) String() string {
	if f.Slippage == nil {
		return ""
	}
	return f.Slippage.String()
}
