package arb

// pieces are the flows from one token into another. grown is the logarithm of the growth of the
// input's balance up to the end of the piece. All exponentials are computed together.
type pieces struct {
	in, out []int
	first   []bool // whether it is the first piece of its input
	grown   []float64
}

func (p *pieces) clear() {
	p.in, p.out, p.first, p.grown = p.in[:0], p.out[:0], p.first[:0], p.grown[:0]
}

func (p *pieces) add(in, out int, first bool, grown float64) {
	p.in, p.out, p.first, p.grown = append(p.in, in), append(p.out, out), append(p.first, first), append(p.grown, grown)
}

// hops converts the pieces to values. It omits pieces whose value is zero.
func (p *pieces) hops(into []Hop, s State) []Hop {
	exps(p.grown)
	keeps := 1 - s.Fee
	from := 1.0
	for i, to := range p.grown {
		if p.first[i] {
			from = 1
		}
		if value := float64(float64(s.Values[p.in[i]]*(to-from)) / keeps); value > 0 {
			into = append(into, Hop{p.in[i], p.out[i], value})
		}
		from = to
	}
	return into
}
