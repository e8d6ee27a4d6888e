package poolmath

import "slices"

// disturb lets time pass and changes the pool in ways that its owner can.
func (p *livePool) disturb(s *source) {
	p.cfg.Time += s.Uint64N(4 * 3600)
	now := p.cfg.Time
	if p.read().Paused { // the owner of a paused pool can change little
		p.setPaused(false)
	}
	var err error
	switch s.IntN(16) {
	case 0:
		err = p.asOwner("updateWeightsGradually(uint256,uint256,address[],uint256[])",
			num(now+s.Uint64N(7200)), num(now+7200+s.Uint64N(500_000)), p.tokens, s.weights(len(p.tokens)))
	case 1:
		err = p.asOwner("updateSwapFeeGradually(uint256,uint256,uint256,uint256)",
			num(now), num(now+s.Uint64N(300_000)), s.between(minSwapFee, one/10), s.between(minSwapFee, one/3))
	case 2, 3:
		err = p.setBreakers(s)
	case 4:
		err = p.asOwner("setManagementAumFeePercentage(uint256)", s.between(0, maxFee/2))
	case 5, 6:
		err = p.asOwner("setSwapEnabled(bool)", s.IntN(10) > 0)
	case 7:
		if p.v2 {
			err = p.asOwner("setJoinExitEnabled(bool)", s.IntN(10) > 0)
		}
	case 8:
		err = p.asOwner("setMustAllowlistLPs(bool)", s.IntN(4) == 0)
	case 9:
		err = p.toggleAllowed()
	case 10:
		if end := p.must(p.pool, "getPausedState()")[1]; now < end.Uint64() {
			p.setPaused(true)
		}
	}
	if err != nil {
		p.tb.Fatal(err)
	}
}

// toggleAllowed adds the account that joins to the allowlist, or removes it.
func (p *livePool) toggleAllowed() error {
	signature := "addAllowedAddress(address)"
	if p.must(p.pool, "isAddressOnAllowlist(address)", p.from)[0] == num(1) {
		signature = "removeAllowedAddress(address)"
	}
	return p.asOwner(signature, p.from)
}

// setBreakers sets or clears the breakers of some tokens, around their price.
func (p *livePool) setBreakers(s *source) error {
	state := p.read()
	supply, weights := state.actualSupply(p.cfg.Time), state.Weights(p.cfg.Time)
	for i, t := range state.Tokens {
		if s.IntN(2) == 0 {
			continue
		}
		price, err := BptPrice(supply, weights[i], t.Balance)
		if err != nil {
			return err
		}
		lower, upper := s.between(one/3, one), s.between(one, 5*one)
		if s.IntN(3) == 0 {
			lower = Int{}
		}
		if s.IntN(3) == 0 {
			upper = Int{}
		}
		if err := p.asOwner("setCircuitBreakers(address[],uint256[],uint256[],uint256[])",
			p.tokens[i:i+1], []Int{price}, []Int{lower}, []Int{upper}); err != nil {
			return err
		}
		scaled, err := ScaleBptPrice(price, t.Decimals)
		if err != nil {
			return err
		}
		want, err := SetBreaker(scaled, weights[i], lower, upper)
		if err != nil {
			return err
		}
		if got := p.cfg.State.GetState(p.pool, p.breakerKey(i)); got != want.Slot() {
			p.tb.Errorf("the breaker is %x, predicted %x", got, want.Slot())
		}
	}
	return nil
}

// draw draws an operation of a size that the pool usually allows.
func (p *livePool) draw(s *source, state *Pool) operation {
	switch s.IntN(8) {
	case 0, 1, 2:
		in, out := s.IntN(len(p.tokens)), s.IntN(len(p.tokens)-1)
		if out >= in {
			out++
		}
		return p.drawSwap(s, state, "swap", in, out)
	case 3:
		return p.drawSwap(s, state, "join swap", s.IntN(len(p.tokens)), BPT)
	case 4:
		return p.drawSwap(s, state, "exit swap", BPT, s.IntN(len(p.tokens)))
	case 5, 6:
		return p.drawJoin(s, state)
	}
	return p.drawExit(s, state)
}

// some is a log-uniform share of x, from a billionth to a half, and sometimes much more than x.
func (s *source) some(x Int) Int {
	z := s.bits(max(1, x.BitLen()-30), max(1, x.BitLen()-2))
	if s.IntN(12) == 0 {
		z = s.bits(1, x.BitLen()+2)
	}
	return z
}

func (p *livePool) drawSwap(s *source, state *Pool, name string, in, out int) operation {
	if s.IntN(25) == 0 { // BPT, a token of another pool, or the same token twice
		in, out = s.IntN(len(p.tokens)+2)-1, s.IntN(len(p.tokens)+2)-1
		name = map[bool]string{true: "swap", false: "any swap"}[in != BPT && out != BPT]
	}
	swap := Swap{GivenOut: s.IntN(2) == 0, In: in, Out: out}
	given := in
	if swap.GivenOut {
		given = out
	}
	swap.Amount = s.some(state.VirtualSupply)
	if given == len(p.tokens) {
		swap.Amount = num(one)
	} else if given != BPT {
		swap.Amount = s.some(state.Tokens[given].Balance)
	}
	predict := func(state *Pool, now uint64) (z outcome) {
		z.amounts = make([]Int, len(state.Tokens))
		other, err := state.OnSwap(now, swap)
		if err != nil {
			return outcome{err: err}
		}
		amountIn, amountOut := swap.Amount, other
		if swap.GivenOut {
			amountIn, amountOut = other, swap.Amount
		}
		put := func(i int, x Int) {
			if i == BPT {
				z.bpt = x
			} else {
				z.amounts[i] = x
			}
		}
		if name == "swap" { // amounts that go out are negative amounts in
			amountOut.Neg(&amountOut)
		}
		put(in, amountIn)
		put(out, amountOut)
		if held := p.bptOf(p.from); in == BPT && z.bpt.Gt(&held) {
			z.err = Error{416} // ERC20_TRANSFER_EXCEEDS_BALANCE, from the Vault
		}
		return z
	}
	return operation{name, predict, func() ([]byte, error) { return p.swap(swap) }, in == BPT}
}

func (p *livePool) drawJoin(s *source, state *Pool) operation {
	join := Join{
		Kind:    JoinKind(1 + s.IntN(3)),
		Amounts: make([]Int, len(state.Tokens)),
		Bpt:     s.some(state.VirtualSupply),
		Index:   s.Uint64N(uint64(len(state.Tokens))),
	}
	for i, t := range state.Tokens {
		if s.IntN(3) > 0 {
			join.Amounts[i] = s.some(t.Balance)
		}
	}
	if s.IntN(6) == 0 { // exactly the gain, or one more
		if gain, _, err := state.OnJoin(p.cfg.Time, join); err == nil {
			join.MinBpt = sadd(gain, num(s.Uint64N(2)))
		}
	}
	if s.IntN(20) == 0 {
		join.MinBpt, join.Index = s.some(state.VirtualSupply), s.Uint64()
		join.Kind = JoinKind(s.IntN(4))
	}
	predict := func(state *Pool, now uint64) (z outcome) {
		z.bpt, z.amounts, z.err = state.OnJoin(now, join)
		return z
	}
	return operation{"join", predict, func() ([]byte, error) { return p.joinPool(join.userData()) }, false}
}

func (j Join) userData() []byte {
	switch j.Kind {
	case JoinExactTokensIn:
		return encode(int(j.Kind), j.Amounts, j.MinBpt)
	case JoinTokenIn:
		return encode(int(j.Kind), j.Bpt, j.Index)
	}
	return encode(int(j.Kind), j.Bpt)
}

func (p *livePool) drawExit(s *source, state *Pool) operation {
	exit := Exit{
		Kind:    ExitKind(s.IntN(3)),
		Bpt:     s.some(p.bptOf(p.from)),
		Index:   s.Uint64N(uint64(len(state.Tokens))),
		Amounts: slices.Repeat([]Int{{}}, len(state.Tokens)),
		MaxBpt:  p.bptOf(p.from),
	}
	if held := exit.MaxBpt; exit.Bpt.Gt(&held) {
		exit.Bpt = held
	}
	for i, t := range state.Tokens {
		if s.IntN(3) > 0 {
			exit.Amounts[i] = s.some(t.Balance)
		}
	}
	if s.IntN(6) == 0 { // exactly the cost, or one less
		if cost, _, err := state.OnExit(p.cfg.Time, exit); err == nil && !cost.IsZero() {
			exit.MaxBpt = ssub(cost, num(s.Uint64N(2)))
		}
	}
	if s.IntN(20) == 0 {
		exit.MaxBpt, exit.Index = s.some(exit.MaxBpt), s.Uint64()
	}
	predict := func(state *Pool, now uint64) (z outcome) {
		z.bpt, z.amounts, z.err = state.OnExit(now, exit)
		return z
	}
	return operation{"exit", predict, func() ([]byte, error) { return p.exitPool(exit.userData()) }, true}
}

func (e Exit) userData() []byte {
	switch e.Kind {
	case ExitOneToken:
		return encode(int(e.Kind), e.Bpt, e.Index)
	case ExitExactTokens:
		return encode(int(e.Kind), e.Amounts, e.MaxBpt)
	}
	return encode(int(e.Kind), e.Bpt)
}
