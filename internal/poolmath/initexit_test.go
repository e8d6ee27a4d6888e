package poolmath

import (
	"errors"
	"testing"
)

// TestInits compares first joins of any amounts, and the codes of refused ones.
func TestInits(t *testing.T) {
	b := anyBalancer(t)
	var total tally
	for i, n := range []int{2, 3, 5, 12} {
		s := newSource(uint64(400 + i))
		p := createPool(b, s, n)
		for range 150 {
			amounts := s.list(n, func() Int { return s.bits(s.IntN(80), 90) })
			switch s.IntN(10) {
			case 0:
				amounts = amounts[:s.IntN(n)]
			case 1:
				amounts = s.list(n, func() Int { return s.bits(0, 20) })
			case 2:
				amounts[s.IntN(n)] = Int{}
			case 3:
				amounts = s.list(n, func() Int { return s.bits(100, 111) })
			}
			total.add(p.compareInit(amounts))
		}
	}
	t.Log(total)
}

// TestJoinsBeforeInit compares how both generations refuse joins of every kind
// but the first in a pool without supply: open, with an allowlist, swaps
// disabled, and paused.
func TestJoinsBeforeInit(t *testing.T) {
	p := createPool(anyBalancer(t), newSource(450), 3)
	for i, change := range []func() error{
		func() error { return nil },
		func() error { return p.asOwner("setMustAllowlistLPs(bool)", true) },
		func() error { return p.asOwner("setSwapEnabled(bool)", false) },
		func() error { return p.asOwner("setMustAllowlistLPs(bool)", false) },
		func() error { p.setPaused(true); return nil },
	} {
		if err := change(); err != nil {
			t.Fatal(err)
		}
		for kind := JoinExactTokensIn; kind <= JoinAllTokensIn+1; kind++ {
			join := Join{Kind: kind, Bpt: num(one), Amounts: make([]Int, 3)}
			_, _, oursErr := p.read().OnJoin(p.cfg.Time, join)
			_, err := p.joinPool(join.userData())
			if !sameFailure(oursErr, err) || err == nil {
				t.Errorf("change %d, kind %d: %v, the contract: %v", i, kind, oursErr, err)
			}
		}
	}
}

// TestLeastInit compares inits that mint exactly the minimum BPT, and one less.
func TestLeastInit(t *testing.T) {
	b, s := anyBalancer(t), newSource(460)
	exact := 0
	for range 30 {
		p := createPool(b, s, 2)
		state, now := p.read(), p.cfg.Time
		amounts, vary := []Int{num(1), num(1)}, 0
		if p.decimals[1] == 18 {
			vary = 1
		}
		border, ok := search(func(x Int) bool {
			amounts[vary] = x
			_, err := state.OnInit(now, amounts)
			return err == nil
		}, true)
		amounts[vary] = border
		z, err := state.OnInit(now, amounts)
		if !ok || err != nil || z.Bpt != num(MinimumBpt) {
			continue
		}
		exact++
		if err := p.compareInit(amounts); err != nil {
			t.Error(err)
		}
		amounts[vary] = ssub(border, num(1))
		if err := p.compareInit(amounts); !errors.Is(err, Error{minimumBpt}) {
			t.Error(err)
		}
	}
	t.Logf("%d inits of exactly the least BPT", exact)
	if exact == 0 {
		t.Fail()
	}
}

// compareInit makes the first join, compares it with OnInit, and reverts it.
func (p *livePool) compareInit(amounts []Int) error {
	snapshot := p.cfg.State.Snapshot()
	defer p.cfg.State.RevertToSnapshot(snapshot)
	want, oursErr := p.read().OnInit(p.cfg.Time, amounts)
	_, err := p.joinPool(encode(0, amounts))
	if !sameFailure(oursErr, err) {
		p.tb.Fatalf("%v: %v, the contract: %v", amounts, oursErr, err)
	}
	if err != nil {
		return err
	}
	after := p.read()
	if after.VirtualSupply != want.Bpt || p.must(p.pool, "totalSupply()")[0] != add(want.Bpt, want.Preminted) {
		p.tb.Fatalf("%v: %v, the contract: %v", amounts, want.Bpt, after.VirtualSupply)
	}
	for i, token := range after.Tokens {
		if token.Balance != want.Amounts[i] {
			p.tb.Fatalf("%v: %v, the contract: %v", amounts, want.Amounts, after.Tokens)
		}
	}
	return nil
}

// TestRecoveryExits compares exits of v1 pools in and outside recovery mode. A v2 pool calls a helper
// contract that no npm package has.
func TestRecoveryExits(t *testing.T) {
	const enable = "enableRecoveryMode()"
	s := newSource(500)
	p := newLivePool(deployBalancer(newChain(t)), s, 5)
	exit := func(bpt Int) error {
		before := p.read()
		want, oursErr := before.OnRecoveryExit(bpt)
		_, err := p.exitPool(encode(255, bpt))
		if !sameFailure(oursErr, err) {
			t.Fatalf("%v: %v, the contract: %v", bpt, oursErr, err)
		}
		for i, token := range p.read().Tokens {
			if err == nil && token.Balance != ssub(before.Tokens[i].Balance, want[i]) {
				t.Fatalf("%v: %v, the contract: %v of %v", bpt, want, token, before.Tokens[i])
			}
		}
		return err
	}
	if exit(num(1)) == nil {
		t.Error("outside recovery mode there is such an exit")
	}
	p.permit(p.authorizer, p.pool, enable)
	p.must(p.pool, enable)
	for range 300 {
		p.cfg.Time += 1000
		held := p.bptOf(p.from)
		if err := exit(s.part(*held.Rsh(&held, 3))); err != nil {
			t.Fatal(err)
		}
	}
}
