package main

// percentFlag is how --help names a percentage.
type percentFlag struct{ *slippage }

// Type is how --help names a value.
func (percentFlag) Type() string { return "percent" }

// String is for --help, which asks it of nothing as well.
func (f percentFlag) String() string {
	if f.slippage == nil {
		return ""
	}
	return f.slippage.String()
}
