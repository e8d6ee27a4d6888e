package arb

// Ln is the natural logarithm of an x above zero, to some 1e-16 and the same on every
// machine.
func Ln(x float64) float64 { return ln(x) }

// Exp is e^x to some 1e-16 of itself, the same on every machine.
func Exp(x float64) float64 { return exp(x) }
