package poolmath

type (
	unary   = func(Int) (Int, error)
	binary  = func(Int, Int) (Int, error)
	quinary = func(a, b, c, d, e Int) (Int, error)
)

func one1(f unary) func([]any) ([]Int, error) {
	return func(a []any) ([]Int, error) { z, err := f(a[0].(Int)); return []Int{z}, err }
}

func one2(f binary) func([]any) ([]Int, error) {
	return func(a []any) ([]Int, error) { z, err := f(a[0].(Int), a[1].(Int)); return []Int{z}, err }
}

func one5(f quinary) func([]any) ([]Int, error) {
	return func(a []any) ([]Int, error) {
		z, err := f(a[0].(Int), a[1].(Int), a[2].(Int), a[3].(Int), a[4].(Int))
		return []Int{z}, err
	}
}

func manyIn(f func(a, b, c []Int, d, e Int) (Int, error)) func([]any) ([]Int, error) {
	return func(a []any) ([]Int, error) {
		z, err := f(a[0].([]Int), a[1].([]Int), a[2].([]Int), a[3].(Int), a[4].(Int))
		return []Int{z}, err
	}
}

func manyOut(f func([]Int, Int, Int) ([]Int, error)) func([]any) ([]Int, error) {
	return func(a []any) ([]Int, error) { return f(a[0].([]Int), a[2].(Int), a[1].(Int)) }
}

// oracles is the table.
func oracles() []oracle {
	return append(fixedPointOracles(), weightedOracles()...)
}

func fixedPointOracles() []oracle {
	row := func(name, signature string, ours binary, draw func(s *source) []any) oracle {
		return oracle{name: name, ours: one2(ours), signature: signature, draw: draw, shape: scalars(2)}
	}
	row1 := func(name, signature string, ours unary, draw func(s *source) []any) oracle {
		return oracle{name: name, ours: one1(ours), signature: signature, draw: draw, shape: scalars(1)}
	}
	safe := func(x Int, err error) (Int, error) { return x, err }
	return []oracle{
		row("MulDown", "mulDown(uint256,uint256)", MulDown, drawPair),
		row("MulUp", "mulUp(uint256,uint256)", MulUp, drawPair),
		row("DivDown", "divDown(uint256,uint256)", DivDown, drawPair),
		row("DivUp", "divUp(uint256,uint256)", DivUp, drawPair),
		row1("Complement", "complement(uint256)", func(x Int) (Int, error) { return safe(Complement(x), nil) },
			func(s *source) []any { return []any{s.bits(0, 61)} }),
		row("PowDown", "powDown(uint256,uint256)", PowDown, drawPower),
		row("PowUp", "powUp(uint256,uint256)", PowUp, drawPower),
		row("Pow", "pow(uint256,uint256)", Pow, drawPower),
		row1("Exp", "exp(int256)", Exp, func(s *source) []any { return []any{drawExponent(s)} }),
		row1("Ln", "ln(int256)", Ln, func(s *source) []any { return []any{s.base()} }),
		row("Log", "log(int256,int256)", Log, func(s *source) []any { return []any{s.base(), s.base()} }),
	}
}

func drawPair(s *source) []any { return []any{s.bits(0, 128), s.bits(1, 128)} }

// base draws a positive number: of any size, near one, or of 40 to 80 bits.
func (s *source) base() Int {
	switch s.IntN(3) {
	case 0:
		return s.bits(1, 255)
	case 1:
		return s.near(one18, 58)
	}
	return s.bits(40, 80)
}

// drawPower draws a base and an exponent whose power is usually in the domain. It also draws the
// exponents that FixedPoint handles specially.
func drawPower(s *source) []any {
	switch s.IntN(8) {
	case 0:
		return []any{s.bits(0, 130), num([]uint64{0, one, 2 * one, 4 * one}[s.IntN(4)])}
	case 1:
		return []any{s.base(), s.near(num([]uint64{one, 2 * one, 4 * one}[s.IntN(3)]), 20)}
	case 2:
		return []any{s.near(one18, 57), s.bits(0, 70)}
	case 3:
		return []any{s.base(), s.bits(0, 60)}
	}
	return []any{s.bits(40, 120), s.bits(50, 64)}
}

// drawExponent draws from -41 to 130, a little beyond, and often small.
func drawExponent(s *source) Int {
	x := s.bits(0, 68)
	if s.IntN(2) == 0 {
		x = s.bits(0, 67)
		x.Mod(&x, &maxExp)
	}
	if s.IntN(3) == 0 {
		x = s.bits(0, 66)
		x.Neg(&x)
	}
	return x
}
