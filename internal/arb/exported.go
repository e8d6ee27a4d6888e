package arb

// Ln is the natural logarithm of an x above zero, to some 1e-16 and the same on every
// machine.
func Ln(x float64) float64 { return ln(x) }

// Lns writes the logarithms of several numbers, each as Ln has it, into a slice of
// its own that is as long.
func Lns(into, of []float64) { lns(into, of) }

// Exp is e^x to some 1e-16 of itself, the same on every machine.
func Exp(x float64) float64 { return exp(x) }

// Exps turns several numbers into what Exp has of each.
func Exps(x []float64) { exps(x) }
