package poolmath

import (
	"testing"
)

// fuzzed runs a row of the table on fuzzed bytes. It reads each argument from them, in a form in which
// small changes reach other magnitudes.
func fuzzed(f *testing.F, names ...string) {
	d := deployMath(f)
	rows := map[string]oracle{}
	for _, o := range oracles() {
		rows[o.name] = o
	}
	s := newSource(41)
	for i, name := range names {
		o := rows[name]
		for range 20 {
			f.Add(uint8(i), flatten(o.draw(s)))
		}
		f.Add(uint8(i), flatten(o.fill(s, s.edge)))
	}
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		d.tb = t
		o := rows[names[int(which)%len(names)]]
		if _, err := d.compare(&o, o.read(data)); err != nil {
			t.Fatal(err)
		}
	})
}

// flatten writes arguments as read reads them.
func flatten(args []any) (z []byte) {
	for _, a := range args {
		switch v := a.(type) {
		case Int:
			z = appendNumber(z, v)
		case []Int:
			for _, n := range v {
				z = appendNumber(z, n)
			}
		case bool:
			z = append(z, 0)
		}
	}
	return z
}

// appendNumber writes the length in bytes and then the bytes.
func appendNumber(z []byte, n Int) []byte {
	b := n.Bytes()
	return append(append(z, byte(len(b))), b...)
}

// read reads arguments of the row's types, with arrays of 3. Missing data reads as 0.
func (o *oracle) read(data []byte) (z []any) {
	next := func() (n Int) {
		if len(data) == 0 {
			return n
		}
		size := min(int(data[0])%33, len(data)-1)
		n.SetBytes(data[1 : 1+size])
		data = data[1+size:]
		return n
	}
	for _, p := range o.shape(newSource(0)) {
		switch {
		case p.bool:
			n := next()
			z = append(z, n[0]&1 == 1)
		case p.n >= 0:
			list := make([]Int, 3)
			for i := range list {
				list[i] = next()
			}
			z = append(z, list)
		default:
			z = append(z, next())
		}
	}
	return z
}

func FuzzFixedPoint(f *testing.F) {
	fuzzed(f, "MulDown", "MulUp", "DivDown", "DivUp", "Complement")
}

func FuzzPow(f *testing.F) { fuzzed(f, "Pow", "PowDown", "PowUp") }

func FuzzLogExp(f *testing.F) { fuzzed(f, "Exp", "Ln", "Log") }

func FuzzSwap(f *testing.F) { fuzzed(f, "OutGivenIn", "InGivenOut", "Invariant") }

func FuzzJoinExit(f *testing.F) {
	fuzzed(f, "BptOutForExactTokenIn", "TokenInForExactBptOut", "BptInForExactTokenOut", "TokenOutForExactBptIn",
		"BptOutForExactTokensIn", "BptInForExactTokensOut", "ProportionalAmountsIn", "ProportionalAmountsOut",
		"BptOutAddToken", "AdjustedBound")
}
