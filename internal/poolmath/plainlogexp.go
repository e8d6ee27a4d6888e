package poolmath

import "github.com/holiman/uint256"

// expTerm is one x_n = 2^(7-n) of LogExpMath and its a_n = e^(x_n).
type expTerm struct{ x, a Int }

// LogExpMath's constants. x0 and x1 have 18 decimals, a0 and a1 none; in terms,
// which holds x2 to x11 and a2 to a11, both have 20.
var (
	one18    = num(one)
	one20    = decimal("100000000000000000000")
	one36    = decimal("1000000000000000000000000000000000000")
	hundred  = num(100)
	lnLower  = num(900_000_000_000_000_000)
	lnUpper  = num(1_100_000_000_000_000_000)
	maxExp   = decimal("130000000000000000000")
	minExp   = negative("41000000000000000000")
	mildExp  = decimal("289480223093290488558927462521719769633174961664101410098")
	x0       = decimal("128000000000000000000")
	a0       = decimal("38877084059945950922200000000000000000000000000000000000")
	x1       = decimal("64000000000000000000")
	a1       = decimal("6235149080811616882910000000")
	a0Fixed  = decimal("38877084059945950922200000000000000000000000000000000000000000000000000000")
	a1Fixed  = decimal("6235149080811616882910000000000000000000000000")
	expTerms = [10]expTerm{
		{decimal("3200000000000000000000"), decimal("7896296018268069516100000000000000")},
		{decimal("1600000000000000000000"), decimal("888611052050787263676000000")},
		{decimal("800000000000000000000"), decimal("298095798704172827474000")},
		{decimal("400000000000000000000"), decimal("5459815003314423907810")},
		{decimal("200000000000000000000"), decimal("738905609893065022723")},
		{decimal("100000000000000000000"), decimal("271828182845904523536")},
		{decimal("50000000000000000000"), decimal("164872127070012814685")},
		{decimal("25000000000000000000"), decimal("128402541668774148407")},
		{decimal("12500000000000000000"), decimal("113314845306682631683")},
		{decimal("6250000000000000000"), decimal("106449445891785942956")},
	}
)

func decimal(s string) Int { return *uint256.MustFromDecimal(s) }

func negative(s string) (z Int) {
	z = decimal(s)
	return *z.Neg(&z)
}

// plainPow mirrors LogExpMath.pow.
func plainPow(x, y Int) Int {
	if y.IsZero() {
		return one18
	}
	if x.IsZero() {
		return Int{}
	}
	require(x.Sign() > 0, xOutOfBounds)
	require(y.Lt(&mildExp), yOutOfBounds)

	var logxTimesY Int
	if lnLower.Lt(&x) && x.Lt(&lnUpper) {
		ln36x := plainLn36(x)
		high, low := sdiv(ln36x, one18), smod(ln36x, one18)
		logxTimesY = sadd(smul(high, y), sdiv(smul(low, y), one18))
	} else {
		logxTimesY = smul(plainLnInner(x), y)
	}
	logxTimesY = sdiv(logxTimesY, one18)

	inBounds := !logxTimesY.Slt(&minExp) && !logxTimesY.Sgt(&maxExp)
	require(inBounds, productOutOfBounds)
	return plainExp(logxTimesY)
}

// plainExp mirrors LogExpMath.exp.
func plainExp(x Int) Int {
	require(!x.Slt(&minExp) && !x.Sgt(&maxExp), invalidExponent)
	if x.Sign() < 0 {
		return sdiv(one36, plainExp(*x.Neg(&x)))
	}

	firstAN := num(1)
	if !x.Lt(&x0) {
		x.Sub(&x, &x0)
		firstAN = a0
	} else if !x.Lt(&x1) {
		x.Sub(&x, &x1)
		firstAN = a1
	}
	x.Mul(&x, &hundred)

	product := one20
	for _, t := range expTerms[:8] {
		if !x.Lt(&t.x) {
			x.Sub(&x, &t.x)
			product = sdiv(smul(product, t.a), one20)
		}
	}

	seriesSum := sadd(one20, x)
	term := x
	for n := uint64(2); n <= 12; n++ {
		term = sdiv(sdiv(smul(term, x), one20), num(n))
		seriesSum = sadd(seriesSum, term)
	}
	return sdiv(smul(sdiv(smul(product, seriesSum), one20), firstAN), hundred)
}

// plainLn mirrors LogExpMath.ln.
func plainLn(a Int) Int {
	require(a.Sign() > 0, outOfBounds)
	if lnLower.Lt(&a) && a.Lt(&lnUpper) {
		return sdiv(plainLn36(a), one18)
	}
	return plainLnInner(a)
}

// plainLog mirrors LogExpMath.log.
func plainLog(arg, base Int) Int {
	logBase := plainLog36(base)
	logArg := plainLog36(arg)
	if logBase.IsZero() {
		abort("division by zero")
	}
	return sdiv(smul(logArg, one18), logBase)
}

// plainLog36 is a logarithm with 36 decimals. Near one it has full precision; elsewhere it is scaled
// from 18 decimals.
func plainLog36(a Int) Int {
	if lnLower.Lt(&a) && a.Lt(&lnUpper) {
		return plainLn36(a)
	}
	return smul(plainLnInner(a), one18)
}

// plainLnInner mirrors LogExpMath._ln. For 0 that function divides by zero; for a negative number it
// divides by zero or recurses until the gas is spent.
func plainLnInner(a Int) (z Int) {
	if a.Sign() <= 0 {
		abort("logarithm of a number that is not positive")
	}
	if a.Lt(&one18) {
		z = plainLnInner(sdiv(one36, a))
		return *z.Neg(&z)
	}

	var sum Int
	if !a.Lt(&a0Fixed) {
		a.Div(&a, &a0)
		sum.Add(&sum, &x0)
	}
	if !a.Lt(&a1Fixed) {
		a.Div(&a, &a1)
		sum.Add(&sum, &x1)
	}
	sum.Mul(&sum, &hundred)
	a.Mul(&a, &hundred)
	for _, t := range expTerms {
		if !a.Lt(&t.a) {
			a = sdiv(smul(a, one20), t.a)
			sum.Add(&sum, &t.x)
		}
	}

	z = sdiv(smul(ssub(a, one20), one20), sadd(a, one20))
	seriesSum := oddSeries(z, one20, 11)
	return sdiv(sadd(sum, sadd(seriesSum, seriesSum)), hundred)
}

// plainLn36 mirrors LogExpMath._ln_36: the logarithm of a number between 0.9 and
// 1.1, with 36 decimals.
func plainLn36(x Int) Int {
	x = smul(x, one18)
	z := sdiv(smul(ssub(x, one36), one36), sadd(x, one36))
	seriesSum := oddSeries(z, one36, 15)
	return sadd(seriesSum, seriesSum)
}

// oddSeries is z + z^3/3 + z^5/5 + ... up to the power last, where unit is one.
func oddSeries(z, unit Int, last uint64) Int {
	zSquared := sdiv(smul(z, z), unit)
	power, seriesSum := z, z
	for n := uint64(3); n <= last; n += 2 {
		power = sdiv(smul(power, zSquared), unit)
		seriesSum = sadd(seriesSum, sdiv(power, num(n)))
	}
	return seriesSum
}

// Signed operations of int256: they wrap around, and division truncates.

func sadd(a, b Int) Int { return *a.Add(&a, &b) }
func ssub(a, b Int) Int { return *a.Sub(&a, &b) }
func smul(a, b Int) Int { return *a.Mul(&a, &b) }
func sdiv(a, b Int) Int { return *a.SDiv(&a, &b) }
func smod(a, b Int) Int { return *a.SMod(&a, &b) }
