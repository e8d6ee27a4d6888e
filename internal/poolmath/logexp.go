package poolmath

// Signed arguments and results in this file are 256-bit two's complement, as Solidity's int256.

// Pow is x^y of unsigned numbers, with a relative error of about 1e-14 in either direction: for a
// bound see PowDown and PowUp. It mirrors LogExpMath.pow; BAL#006, BAL#007, BAL#008. It repeats the
// fast path of pow, which never fails and so needs no deferred catch.
func Pow(x, y Int) (z Int, err error) {
	if narrow(&x, &y) {
		if p, ok := fastPow(pair{x[1], x[0]}, pair{y[1], y[0]}); ok {
			return Int{p.lo, p.hi}, nil
		}
	}
	defer catch(&err)
	return plainPow(x, y), nil
}

// pow mirrors LogExpMath.pow. It takes the fast path where that path is proven to return the same.
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

// Log is the signed logarithm of arg to the given base. It mirrors LogExpMath.log, which has no
// checks: it fails without a code if base is one, or if arg or base is not positive.
func Log(arg, base Int) (z Int, err error) {
	defer catch(&err)
	return plainLog(arg, base), nil
}
