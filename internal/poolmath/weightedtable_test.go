package poolmath

func weightedOracles() []oracle {
	five := func(name, signature string, ours quinary, draw func(s *source) []any) oracle {
		signature += "(uint256,uint256,uint256,uint256,uint256)"
		return oracle{name, one5(ours), weightedMath, signature, false, draw, scalars(5)}
	}
	many := func(name, signature string, ours func(a, b, c []Int, d, e Int) (Int, error), draw func(s *source) []any) oracle {
		signature += "(uint256[],uint256[],uint256[],uint256,uint256)"
		return oracle{name, manyIn(ours), weightedMath, signature, false, draw, arrays(3, 2)}
	}
	all := func(name, signature string, ours func([]Int, Int, Int) ([]Int, error)) oracle {
		signature += "(uint256[],uint256,uint256)"
		return oracle{name, manyOut(ours), weightedMath, signature, true, drawProportional, arrays(1, 2)}
	}
	return []oracle{
		{"Invariant", func(a []any) ([]Int, error) {
			z, err := Invariant(a[0].([]Int), a[1].([]Int))
			return []Int{z}, err
		}, weightedMath, "calculateInvariant(uint256[],uint256[])", false, drawInvariant, arrays(2, 0)},
		five("OutGivenIn", "calcOutGivenIn", OutGivenIn, drawSwap),
		five("InGivenOut", "calcInGivenOut", InGivenOut, drawSwap),
		five("BptOutForExactTokenIn", "calcBptOutGivenExactTokenIn", BptOutForExactTokenIn, drawOneIn),
		five("TokenInForExactBptOut", "calcTokenInGivenExactBptOut", TokenInForExactBptOut, drawOneBpt),
		five("BptInForExactTokenOut", "calcBptInGivenExactTokenOut", BptInForExactTokenOut, drawOneOut),
		five("TokenOutForExactBptIn", "calcTokenOutGivenExactBptIn", TokenOutForExactBptIn, drawOneBpt),
		many("BptOutForExactTokensIn", "calcBptOutGivenExactTokensIn", BptOutForExactTokensIn, drawMany(2)),
		many("BptInForExactTokensOut", "calcBptInGivenExactTokensOut", BptInForExactTokensOut, drawMany(1)),
		all("ProportionalAmountsIn", "calcAllTokensInGivenExactBptOut", ProportionalAmountsIn),
		all("ProportionalAmountsOut", "calcTokensOutGivenExactBptIn", ProportionalAmountsOut),
		{"BptOutAddToken", one2(BptOutAddToken), weightedMath, "calcBptOutAddToken(uint256,uint256)", false,
			func(s *source) []any { return []any{s.balance(), s.weight()} }, scalars(2)},
		{"AdjustedBound", func(a []any) ([]Int, error) {
			z, err := AdjustedBound(a[0].(Int), a[1].(Int), a[2].(bool))
			return []Int{z}, err
		}, breakerLib, "calcAdjustedBound(uint256,uint256,bool)", false,
			func(s *source) []any { return []any{s.between(minBound, maxBound), s.weight(), s.IntN(2) == 0} },
			func(*source) []param { return []param{scalar, scalar, {n: -1, bool: true}} }},
	}
}

// drawSwap draws an amount of at most about 30 % of either balance.
func drawSwap(s *source) []any {
	in, out := s.bits(10, 112), s.bits(10, 112)
	amount := in
	if out.Lt(&in) {
		amount = out
	}
	return []any{in, s.weight(), out, s.weight(), s.part(*amount.Rsh(&amount, 1))}
}

func drawInvariant(s *source) []any {
	w := s.weights(s.tokens())
	return []any{w, s.list(len(w), func() Int { return s.bits(30, 112) })}
}

func drawOneIn(s *source) []any {
	balance, weight := s.bits(10, 112), s.weight()
	if s.IntN(8) == 0 { // the invariant grows in the same ratio as the balance
		weight = num(one)
	}
	return []any{balance, weight, s.bits(0, balance.BitLen()+1), s.balance(), s.fee()}
}

func drawOneOut(s *source) []any {
	balance, weight := s.bits(10, 112), s.weight()
	if s.IntN(8) == 0 { // the invariant falls in the same ratio as the balance
		weight = num(one)
	}
	return []any{balance, weight, s.part(*new(Int).Rsh(&balance, 1)), s.balance(), s.fee()}
}

func drawOneBpt(s *source) []any {
	supply := s.bits(10, 112)
	return []any{s.balance(), s.weight(), s.part(*new(Int).Rsh(&supply, 1)), supply, s.fee()}
}

func drawProportional(s *source) []any {
	supply := s.balance()
	return []any{s.list(s.tokens(), s.balance), s.part(supply), supply}
}

// drawMany draws amounts of up to about the given multiple of half of each balance, some of them 0.
func drawMany(halves uint64) func(s *source) []any {
	return func(s *source) []any {
		w := s.weights(s.tokens())
		balances := s.list(len(w), func() Int { return s.bits(10, 112) })
		amounts := make([]Int, len(w))
		for i, b := range balances {
			if s.IntN(3) > 0 {
				amounts[i] = s.part(*new(Int).Rsh(&b, uint(3-halves)))
			}
		}
		if s.IntN(8) == 0 {
			w, balances, amounts = proportional(balances[0], amounts[0])
		}
		return []any{balances, w, amounts, s.balance(), s.fee()}
	}
}

// proportional makes two equal tokens, so that the ratio of each is that of the invariant.
func proportional(balance, amount Int) (weights, balances, amounts []Int) {
	return []Int{num(one / 2), num(one / 2)}, []Int{balance, balance}, []Int{amount, amount}
}
