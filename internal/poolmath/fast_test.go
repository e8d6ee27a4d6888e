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
