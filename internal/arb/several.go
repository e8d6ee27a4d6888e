package arb

import "math"

// lns writes the logarithms of several numbers, each exactly as ln gives it. It computes four at a
// time, so that the processor can work on one while it waits for another. The last four may overlap
// others. into and of must not overlap.
func lns(into, of []float64) {
	into = into[:len(of)]
	if n := len(of); n > 4 && n%4 != 0 {
		ln4((*[4]float64)(into[n-4:]), (*[4]float64)(of[n-4:]))
		into, of = into[:n&^3], of[:n&^3]
	}
	i := 0
	for ; i+4 <= len(of); i += 4 {
		ln4((*[4]float64)(into[i:]), (*[4]float64)(of[i:]))
	}
	for ; i < len(of); i++ {
		into[i] = ln(of[i])
	}
}

func ln4(into, of *[4]float64) {
	if d := of[0] - 1; d < 0.01 && d > -0.01 && ln4NearOne(into, of) {
		return
	}
	m0, k0 := halved(of[0])
	m1, k1 := halved(of[1])
	m2, k2 := halved(of[2])
	m3, k3 := halved(of[3])
	z0, z1, z2, z3 := float64((m0-1)/(m0+1)), float64((m1-1)/(m1+1)), float64((m2-1)/(m2+1)), float64((m3-1)/(m3+1))
	q0, q1, q2, q3 := float64(z0*z0), float64(z1*z1), float64(z2*z2), float64(z3*z3)
	var s0, s1, s2, s3 float64
	for odd := 25.0; odd >= 3; odd -= 2 {
		c := 1 / odd
		s0, s1, s2, s3 = float64((s0+c)*q0), float64((s1+c)*q1), float64((s2+c)*q2), float64((s3+c)*q3)
	}
	into[0] = float64(k0*ln2) + float64(float64(2*z0)*(1+s0))
	into[1] = float64(k1*ln2) + float64(float64(2*z1)*(1+s1))
	into[2] = float64(k2*ln2) + float64(float64(2*z2)*(1+s2))
	into[3] = float64(k3*ln2) + float64(float64(2*z3)*(1+s3))
}

// ln4NearOne is ln4 for numbers near 1, where m is the number itself and k is 0.
func ln4NearOne(into, of *[4]float64) bool {
	z0, z1 := float64((of[0]-1)/(of[0]+1)), float64((of[1]-1)/(of[1]+1))
	z2, z3 := float64((of[2]-1)/(of[2]+1)), float64((of[3]-1)/(of[3]+1))
	q0, q1, q2, q3 := float64(z0*z0), float64(z1*z1), float64(z2*z2), float64(z3*z3)
	a, okA := nearOne(q0)
	b, okB := nearOne(q1)
	c, okC := nearOne(q2)
	d, okD := nearOne(q3)
	if !(okA && okB && okC && okD && q0 <= near && q1 <= near && q2 <= near && q3 <= near) {
		return false
	}
	into[0], into[1], into[2], into[3] = float64(float64(2*z0)*a), float64(float64(2*z1)*b), float64(float64(2*z2)*c), float64(float64(2*z3)*d)
	return true
}

// exps replaces each number by exactly what exp gives, four at a time.
func exps(x []float64) {
	i := 0
	for ; i+4 <= len(x); i += 4 {
		exp4((*[4]float64)(x[i:]))
	}
	for ; i < len(x); i++ {
		x[i] = exp(x[i])
	}
}

func exp4(x *[4]float64) {
	var k, r [4]float64
	for i, v := range x {
		if !(v >= -700 && v <= 700) {
			for j := range x {
				x[j] = exp(x[j])
			}
			return
		}
		k[i] = math.Floor(float64(v/ln2) + 0.5)
		r[i] = v - float64(k[i]*ln2)
	}
	r0, r1, r2, r3 := r[0], r[1], r[2], r[3]
	s0, s1, s2, s3 := 1.0, 1.0, 1.0, 1.0
	for n := 18.0; n >= 8; n-- {
		s0, s1, s2, s3 = term(s0, r0, n), term(s1, r1, n), term(s2, r2, n), term(s3, r3, n)
	}
	x[0], x[1] = float64(seven(s0, r0)*power(k[0])), float64(seven(s1, r1)*power(k[1]))
	x[2], x[3] = float64(seven(s2, r2)*power(k[2])), float64(seven(s3, r3)*power(k[3]))
}
