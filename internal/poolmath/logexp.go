package poolmath

// Signed arguments and results of this file are two's complement in 256 bits,
// as Solidity's int256.

// Pow is x^y of unsigned numbers, correct to about 1e-14 of it and rounded
// neither up nor down on purpose: see PowDown and PowUp. It mirrors
// LogExpMath.pow; BAL#006, BAL#007, BAL#008. It repeats pow's fast way, which
// fails nowhere and so is spared the deferred catch.
func Pow(x, y Int) (z Int, err error) {
	if narrow(&x, &y) {
		if p, ok := fastPow(pair{x[1], x[0]}, pair{y[1], y[0]}); ok {
			return Int{p.lo, p.hi}, nil
		}
	}
	defer catch(&err)
	return plainPow(x, y), nil
}

// pow mirrors LogExpMath.pow: fast where that is proven to give the same.
func pow(x, y Int) Int {
	if narrow(&x, &y) {
		if p, ok := fastPow(pair{x[1], x[0]}, pair{y[1], y[0]}); ok {
			return Int{p.lo, p.hi}
		}
	}
	return plainPow(x, y)
}

// Exp is e^x of a signed number from -41 to 130. It mirrors LogExpMath.exp;
// BAL#009.
func Exp(x Int) (z Int, err error) {
	defer catch(&err)
	return plainExp(x), nil
}

// Ln is the signed natural logarithm of a positive number. It mirrors
// LogExpMath.ln; BAL#100.
func Ln(a Int) (z Int, err error) {
	defer catch(&err)
	return plainLn(a), nil
}

// Log is the signed logarithm of arg to the given base. It mirrors
// LogExpMath.log, which checks nothing: a base of one and an argument or base
// that is not positive fail without a code.
func Log(arg, base Int) (z Int, err error) {
	defer catch(&err)
	return plainLog(arg, base), nil
}
