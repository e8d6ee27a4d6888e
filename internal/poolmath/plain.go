package poolmath

// The plain functions read line by line like the contracts. The fast ones fall
// back on them outside their domain, and the tests compare the two.

func plainMulDown(a, b Int) Int {
	product := mul(a, b)
	return quoDown(product, num(one))
}

func plainMulUp(a, b Int) Int {
	product := mul(a, b)
	return ceil(product, num(one))
}

func plainDivDown(a, b Int) Int {
	require(!b.IsZero(), zeroDivision)
	return quoDown(inflate(a), b)
}

func plainDivUp(a, b Int) Int {
	require(!b.IsZero(), zeroDivision)
	return ceil(inflate(a), b)
}

// inflate is a * 1e18, or BAL#005.
func inflate(a Int) (z Int) {
	o := num(one)
	_, overflow := z.MulOverflow(&a, &o)
	require(!overflow, divInternal)
	return z
}
