package poolmath

import (
	"math/rand/v2"
	"testing"

	"github.com/holiman/uint256"
)

// TestGivenInIsOnSwap checks that swaps with precomputed rates are those of OnSwap: amounts and
// failures, for random pools with and without breakers, switches, ramps and AUM fees.
func TestGivenInIsOnSwap(t *testing.T) {
	dice := rand.New(rand.NewPCG(16, 9))
	var rates Rates
	refused, made := 0, 0
	for range 200_000 {
		p, now := randomRatePool(dice)
		p.RatesAt(now, &rates)
		in := dice.IntN(len(p.Tokens))
		out := (in + 1 + dice.IntN(len(p.Tokens)-1)) % len(p.Tokens)
		amount := *new(uint256.Int).Div(&p.Tokens[in].Balance, uint256.NewInt(1+dice.Uint64N(1<<dice.IntN(40))))
		want, failed := p.OnSwap(now, Swap{In: in, Out: out, Amount: amount})
		got, err := p.GivenIn(&rates, in, out, amount)
		if got != want || (err == nil) != (failed == nil) || err != nil && err.Error() != failed.Error() {
			t.Fatalf("%+v at %d: %s of %d for %d: %s, %v; OnSwap has %s, %v", p, now, amount.Dec(), in, out, got.Dec(), err, want.Dec(), failed)
		}
		if err != nil {
			refused++
		} else {
			made++
		}
	}
	t.Logf("%d swaps the same, %d refused the same", made, refused)
	if refused < 1000 || made < 1000 {
		t.Error("too few of a kind")
	}
}

func randomRatePool(dice *rand.Rand) (*Pool, uint64) {
	const begin = 1_600_000_000
	n := 2 + dice.IntN(4)
	p := &Pool{WeightStart: begin + dice.Uint64N(1000), WeightEnd: begin + 1000 + dice.Uint64N(1000), V1: dice.IntN(2) == 0, SwapsDisabled: dice.IntN(50) == 0, Paused: dice.IntN(50) == 0,
		SwapFee:       FeeRamp{Start: num(1e12 + dice.Uint64N(9e17)>>dice.IntN(20)), End: num(1e12 + dice.Uint64N(9e17)>>dice.IntN(20)), StartTime: begin, EndTime: begin + 1500},
		VirtualSupply: times18(1 + dice.Uint64N(1e9)), LastCollection: begin}
	if dice.IntN(2) == 0 {
		p.AumFee = num(dice.Uint64N(5e17))
	}
	for range n {
		d := uint8(dice.IntN(19))
		balance := num(1 + dice.Uint64N(1e9))
		for range d {
			balance.Mul(&balance, uint256.NewInt(10))
		}
		token := Token{Balance: balance, Decimals: d, StartWeight: num(1e16 + dice.Uint64N(5e17)), EndWeight: num(1e16 + dice.Uint64N(5e17))}
		if dice.IntN(3) == 0 {
			token.Breaker, _ = SetBreaker(num(dice.Uint64N(1e19)), token.StartWeight, num(5e17), num(2e18))
		}
		p.Tokens = append(p.Tokens, token)
	}
	return p, begin + dice.Uint64N(2500)
}

func times18(n uint64) Int {
	a, b := num(n), num(one)
	return *a.Mul(&a, &b)
}
