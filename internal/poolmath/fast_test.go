package poolmath

import "testing"

// TestFastPow compares the fast power with the plain one.
func TestFastPow(t *testing.T) {
	s := newSource(31)
	const inputs = 2_000_000
	fast := 0
	for range inputs {
		a := drawPower(s)
		x, y := a[0].(Int), a[1].(Int)
		if x[3]|x[2]|y[3]|y[2] != 0 {
			continue
		}
		z, ok := fastPow(pair{x[1], x[0]}, pair{y[1], y[0]})
		if !ok {
			continue
		}
		fast++
		if want := plainPow(x, y); want != (Int{z.lo, z.hi}) {
			t.Fatalf("%v^%v is %v, fast: %v", x, y, want, z)
		}
	}
	t.Logf("%d of %d inputs in the fast domain, 0 mismatches", fast, inputs)
}

// TestFastPowBorder tests y ln x of exactly 32, where the fast domain ends.
func TestFastPowBorder(t *testing.T) {
	s := newSource(35)
	for range 2000 {
		x := s.between(6*one/5, 5*one/2)
		l := plainLn(x)
		y := sadd(sdiv(smul(num(32), one36), l), num(1))
		v := sdiv(smul(l, y), one18)
		if v != smul(num(32), one18) {
			t.Fatalf("%v * ln %v is %v", y, x, v)
		}
		for _, y := range []Int{ssub(y, num(2)), ssub(y, num(1)), y, sadd(y, num(1))} {
			if got, want := pow(x, y), plainPow(x, y); got != want {
				t.Fatalf("%v^%v is %v, fast: %v", x, y, want, got)
			}
		}
	}
}

// TestFastFixed compares the fast products and quotients with the plain ones.
func TestFastFixed(t *testing.T) {
	s := newSource(32)
	rows := []struct {
		name        string
		fast, plain func(a, b Int) Int
	}{
		{"mulDown", mulDown, plainMulDown}, {"mulUp", mulUp, plainMulUp},
		{"divDown", divDown, plainDivDown}, {"divUp", divUp, plainDivUp},
	}
	const inputs = 200_000
	for i := range inputs {
		a, b := s.bits(0, 128), s.bits(1, 128)
		if i%4 == 0 { // exact quotients
			b = s.bits(1, 67)
			a = smul(b, s.bits(0, 60))
		}
		for _, r := range rows {
			if got, want := r.fast(a, b), r.plain(a, b); got != want {
				t.Fatalf("%s(%v, %v) is %v, fast: %v", r.name, a, b, want, got)
			}
		}
	}
	t.Logf("%d inputs of %d functions, 0 mismatches", inputs, len(rows))
}
