package arb

// Ln is the natural logarithm of x > 0, with an error of some 1e-16. It is the same on every
// machine.
func Ln(x float64) float64 { return ln(x) }

// Lns writes the logarithms of several numbers, each as Ln gives it. into must have the length of
// of and must not overlap it.
func Lns(into, of []float64) { lns(into, of) }

// Exp is e^x with a relative error of some 1e-16. It is the same on every machine.
func Exp(x float64) float64 { return exp(x) }

// Exps replaces each number by its Exp.
func Exps(x []float64) { exps(x) }
