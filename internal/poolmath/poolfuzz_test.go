package poolmath

import "testing"

// FuzzPool runs pools on arbitrary numbers. A call can fail, but only with an Error or an Abort, never
// with a panic.
func FuzzPool(f *testing.F) {
	f.Add(uint64(1), uint64(1_700_000_000), uint8(2))
	f.Add(uint64(7), uint64(0), uint8(0))
	f.Fuzz(func(t *testing.T, seed, now uint64, tokens uint8) {
		s := newSource(seed)
		p := anyPool(s, int(tokens%6))
		index := func() int { return s.IntN(int(tokens%6)+3) - 2 }
		amounts := s.list(index()+2, s.wide)
		_, swapErr := p.OnSwap(now, Swap{s.IntN(2) == 0, index(), index(), s.any()})
		_, _, joinErr := p.OnJoin(now, Join{JoinKind(s.IntN(5)), amounts, s.any(), s.any(), uint64(index())})
		_, _, exitErr := p.OnExit(now, Exit{ExitKind(s.IntN(4)), s.any(), uint64(index()), amounts, s.any()})
		_, initErr := p.OnInit(now, amounts)
		_, addErr := AddTokenWeights(amounts, s.any())
		_, removeErr := RemoveTokenWeights(amounts, index())
		for _, err := range []error{swapErr, joinErr, exitErr, initErr, addErr, removeErr} {
			if err != nil && !sameFailure(err, err) {
				t.Errorf("%T %v is neither an Error nor an Abort", err, err)
			}
		}
	})
}

// any draws a number of any kind.
func (s *source) any() Int {
	return []func() Int{s.edge, s.wide, s.balance, s.weight}[s.IntN(4)]()
}

// anyPool draws a pool whose state need not make sense.
func anyPool(s *source, tokens int) *Pool {
	p := &Pool{
		WeightStart: s.Uint64N(1 << 32), WeightEnd: s.Uint64N(1 << 32),
		SwapFee:       FeeRamp{s.any(), s.any(), s.Uint64(), s.Uint64()},
		VirtualSupply: s.any(), AumFee: s.any(), LastCollection: s.Uint64N(1 << 32),
		SwapsDisabled: s.IntN(8) == 0, JoinsDisabled: s.IntN(8) == 0,
	}
	for range tokens {
		word := s.wide()
		p.Tokens = append(p.Tokens, Token{
			s.any(), uint8(s.IntN(21)), s.any(), s.any(), DecodeBreaker(word.Bytes32()),
		})
	}
	return p
}
