package poolmath

import "testing"

// TestFastPow compares the fast power with the plain one.
func TestFastPow(t *testing.T) {
	s := newSource(31)
	const inputs = 400_000
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

func BenchmarkFastPow(b *testing.B) {
	for _, c := range []struct {
		name string
		x, y pair
	}{
		{"ln36", pair{0, 950000000000000000}, pair{0, 1234567890123456789}},
		{"ln", pair{0, 550000000000000000}, pair{0, 1234567890123456789}},
		{"lnup", pair{0, 7550000000000000000}, pair{0, 334567890123456789}},
		{"big", pair{1 << 30, 7550000000000000000}, pair{0, 334567890123456789}},
	} {
		b.Run(c.name, func(b *testing.B) {
			for range b.N {
				fastPow(c.x, c.y)
			}
		})
	}
}
