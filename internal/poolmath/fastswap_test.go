package poolmath

import "testing"

// plainly runs a plain formula and turns its panic into an error.
func plainly(f func() Int) (z Int, err error) {
	defer catch(&err)
	return f(), nil
}

// TestFastSwaps compares swaps and invariants, including failures, with those of the plain arithmetic:
// on likely values, on edges, and around the borders of the fast domain.
func TestFastSwaps(t *testing.T) {
	s := newSource(35)
	const inputs = 200_000
	for i := range inputs {
		args := drawSwap(s)
		switch i % 4 {
		case 1:
			args = drawBenchSwap(s)
		case 2: // at the limit of 30 %, and with exponents 1, 2 and 4
			balance := s.bits(1, 112)
			limit := plainMulDown(balance, num(maxSwapRatio))
			w := s.between(minimumWeight, one/4)
			multiple := smul(w, num(uint64(1)<<s.IntN(3)))
			args = []any{balance, multiple, balance, w, s.near(limit, 3)}
		case 3:
			for j := range args {
				if s.IntN(3) == 0 {
					args[j] = s.edge()
				}
			}
		}
		a := make([]Int, len(args))
		for j := range a {
			a[j] = args[j].(Int)
		}
		out, outErr := OutGivenIn(a[0], a[1], a[2], a[3], a[4])
		want, wantErr := plainly(func() Int { return plainOutGivenIn(a[0], a[1], a[2], a[3], a[4]) })
		if out != want || !sameFailure(outErr, wantErr) {
			t.Fatalf("out of %v is %v %v, fast: %v %v", a, want, wantErr, out, outErr)
		}
		in, inErr := InGivenOut(a[0], a[1], a[2], a[3], a[4])
		want, wantErr = plainly(func() Int { return plainInGivenOut(a[0], a[1], a[2], a[3], a[4]) })
		if in != want || !sameFailure(inErr, wantErr) {
			t.Fatalf("in for %v is %v %v, fast: %v %v", a, want, wantErr, in, inErr)
		}
		if i%10 == 0 {
			weights := drawInvariant(s)
			w, b := weights[0].([]Int), weights[1].([]Int)
			got, err := Invariant(w, b)
			want, wantErr := plainly(func() Int { return plainInvariant(w, b) })
			if got != want || !sameFailure(err, wantErr) {
				t.Fatalf("the invariant of %v is %v %v, fast: %v %v", weights, want, wantErr, got, err)
			}
		}
	}
	t.Logf("%d swaps in each direction and %d invariants, 0 mismatches", inputs, inputs/10)
}

// TestNoAllocations checks that the fast functions allocate nothing on the heap.
func TestNoAllocations(t *testing.T) {
	for _, b := range benchmarks() {
		if n := testing.AllocsPerRun(1, func() { b.each(func(v *vector) { _, _ = b.fast(v) }) }); n != 0 {
			t.Errorf("%s: %v allocations in %d calls", b.name, n, benchVectors)
		}
	}
}
