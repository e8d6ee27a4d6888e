package poolmath

// maxPowRelativeError is FixedPoint.MAX_POW_RELATIVE_ERROR, 1e-14.
const maxPowRelativeError = 10000

// MulDown is a*b rounded down. It mirrors FixedPoint.mulDown; BAL#003.
func MulDown(a, b Int) (z Int, err error) {
	defer catch(&err)
	return mulDown(a, b), nil
}

// MulUp is a*b rounded up. It mirrors FixedPoint.mulUp; BAL#003.
func MulUp(a, b Int) (z Int, err error) {
	defer catch(&err)
	return mulUp(a, b), nil
}

// DivDown is a/b rounded down. It mirrors FixedPoint.divDown; BAL#004, BAL#005.
func DivDown(a, b Int) (z Int, err error) {
	defer catch(&err)
	return divDown(a, b), nil
}

// DivUp is a/b rounded up. It mirrors FixedPoint.divUp; BAL#004, BAL#005.
func DivUp(a, b Int) (z Int, err error) {
	defer catch(&err)
	return divUp(a, b), nil
}

// PowDown is x^y, never above the true value: the raw power less its greatest error. For the exponents
// 1, 2 and 4 it multiplies exactly and rounds down. It mirrors FixedPoint.powDown.
func PowDown(x, y Int) (z Int, err error) {
	defer catch(&err)
	return powDown(x, y), nil
}

// PowUp is x^y, never below the true value: the raw power plus its greatest error. For the exponents
// 1, 2 and 4 it multiplies exactly and rounds up. It mirrors FixedPoint.powUp.
func PowUp(x, y Int) (z Int, err error) {
	defer catch(&err)
	return powUp(x, y), nil
}

// Complement is 1-x, or 0 where x is above 1. It mirrors FixedPoint.complement.
func Complement(x Int) Int { return complement(x) }

func powDown(x, y Int) Int {
	switch y {
	case num(one):
		return x
	case num(2 * one):
		return mulDown(x, x)
	case num(4 * one):
		square := mulDown(x, x)
		return mulDown(square, square)
	}
	raw := pow(x, y)
	maxError := add(mulUp(raw, num(maxPowRelativeError)), num(1))
	if raw.Lt(&maxError) {
		return Int{}
	}
	return sub(raw, maxError)
}

func powUp(x, y Int) Int {
	switch y {
	case num(one):
		return x
	case num(2 * one):
		return mulUp(x, x)
	case num(4 * one):
		square := mulUp(x, x)
		return mulUp(square, square)
	}
	raw := pow(x, y)
	maxError := add(mulUp(raw, num(maxPowRelativeError)), num(1))
	return add(raw, maxError)
}

func complement(x Int) (z Int) {
	if o := num(one); x.Lt(&o) {
		z.Sub(&o, &x)
	}
	return z
}
