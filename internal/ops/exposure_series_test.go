package ops

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/holiman/uint256"

	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// jumping is a batch whose asset manager reports balances that jump, there and back or
// anywhere, beside changes of the fee; shut and opened around it or not.
func jumping(dice *rand.Rand, pool *Snapshot) (op Series, shut bool) {
	managed := pool.Tokens[0].Managed
	var parts []Nested
	for range 1 + dice.IntN(3) {
		next := units.Amount{Raw: *uint256.NewInt(dice.Uint64N(1e12)), Decimals: managed.Decimals}
		if len(parts) > 0 && dice.IntN(2) == 0 {
			next = pool.Tokens[0].Managed // and back
		}
		parts = append(parts, Nested{ManageBalance{Way: UpdateBalance, Tokens: []ManagedBalance{{Token: pool.Tokens[0].Address, Amount: next, Managed: managed, AssetManager: pool.Tokens[0].AssetManager}}}})
		if managed = next; dice.IntN(3) == 0 {
			parts = append(parts, Nested{SetSwapFee{Fee: units.FixedFrom(1e12 + dice.Uint64N(1e12)), Until: pool.Block.Time + 600}})
		}
	}
	if shut = dice.IntN(3) == 0; shut {
		doors := DoorsOf(pool, ByJoinsExits)
		parts = slices.Concat([]Nested{{Shut{Doors: doors}}}, parts, []Nested{{Open{Doors: doors.AsFound()}}})
	}
	return Series{Parts: parts}, shut
}

// arbitrage trades as long as a trade gains: in with the token that has too little value
// for its weight, out with the one that has too much.
func (t *thief) arbitrage(s *Snapshot, m Market) {
	for range 400 {
		in, out := t.unbalanced(s, m)
		best, gain := uint256.Int{}, new(big.Int)
		for _, thousandths := range []uint64{299, 100, 30, 10, 3, 1} {
			amount := t.pool.Tokens[in].Balance
			amount.Div(amount.Mul(&amount, uint256.NewInt(thousandths)), uint256.NewInt(1000))
			if got := t.tried(poolmath.Swap{In: in, Out: out, Amount: amount}, s, m); got.Cmp(gain) > 0 {
				best, gain = amount, got
			}
		}
		if gain.Sign() == 0 || t.swap(poolmath.Swap{In: in, Out: out, Amount: best}) != nil {
			return
		}
	}
}

// tried is what a swap gains; zero where it reverts.
func (t *thief) tried(swap poolmath.Swap, s *Snapshot, m Market) *big.Int {
	other := *t
	other.pool.Tokens = slices.Clone(t.pool.Tokens)
	other.got = nil
	for _, n := range t.got {
		other.got = append(other.got, new(big.Int).Set(n))
	}
	if other.swap(swap) != nil {
		return new(big.Int)
	}
	gain := other.loot(s, m)
	return gain.Sub(gain, t.loot(s, m))
}

// unbalanced are the tokens with the least and the most value for their weight.
func (t *thief) unbalanced(s *Snapshot, m Market) (least, most int) {
	var low, high *big.Int
	for i, token := range s.Tokens {
		token.Cash.Raw, token.Managed.Raw = t.pool.Tokens[i].Balance, uint256.Int{}
		v := new(big.Int).Div(m.value(token), units.RawOf(token.Weight))
		if low == nil || v.Cmp(low) < 0 {
			low, least = v, i
		}
		if high == nil || v.Cmp(high) > 0 {
			high, most = v, i
		}
	}
	return least, most
}

// attackedIn has a thief trade in the chosen states, while the calls between do to the pool
// that he has left what they do. A balance does not fall below nothing.
func attackedIn(x *Exposed, chosen int) *big.Int {
	th := newThief(x.States[0].State)
	for k := range x.States {
		if k > 0 {
			th.follow(x.States[k-1].State, x.States[k].State)
		}
		if chosen>>k&1 == 1 && x.States[k].State.Pool.swapsOpen() {
			th.arbitrage(x.States[k].State, x.Market)
		}
	}
	return th.loot(x.States[0].State, x.Market)
}

func (t *thief) follow(from, to *Snapshot) {
	next := mathPool(to)
	for i := range next.Tokens {
		has := t.pool.Tokens[i].Balance.ToBig()
		has.Add(has, unitsOf(to.Tokens[i])).Sub(has, unitsOf(from.Tokens[i]))
		if has.Sign() < 0 {
			has.SetInt64(0)
		}
		next.Tokens[i].Balance = *uint256.MustFromBig(has)
	}
	t.pool = next
}

// mostOf is the value of the state that has most.
func mostOf(row []standing) *big.Int {
	most := new(big.Int)
	for _, s := range row {
		if s.sum.Cmp(most) > 0 {
			most = s.sum
		}
	}
	return most
}

// Jumps there and back across the calls of a batch, with changes of the fee between them:
// no choice of states to trade in takes more than the bound, what could take anything is
// refused, and nothing is to be had where the batch shuts the pool around it.
func TestSoakExposureOfJumpsInABatch(t *testing.T) {
	seed := seedOfRun()
	dice := rand.New(rand.NewPCG(seed, 15))
	refused, quiet, most := 0, 0, 0.0
	for range countOf(1_000, 60) {
		pool := settled(t, somePool(50, 30, 20))
		pool.Tokens[0].Managed = amountOf(1+dice.Uint64N(1e11), 6)
		pool.Fees.StartSwapFee, pool.Fees.EndSwapFee, pool.Fees.SwapFee = units.FixedFrom(1e12), units.FixedFrom(1e12), units.FixedFrom(1e12)
		op, shut := jumping(dice, pool)
		plan := planAt(t, op, watched(pool, op, amountOf(1e18, 6)), pool.Block.Time+12)
		if plan.Refused() {
			t.Fatalf("seed %d: %+v", seed, plan.Findings)
		}
		x, err := exposed(pool, plan)
		if err != nil {
			t.Fatal(err)
		}
		row := standings(x.States, x.Market)
		bound, _, err := worstAttack(x.States, row)
		if err != nil {
			t.Fatal(err)
		}
		for _, pushed := range []units.Fixed{x.Pushed.Down, x.Pushed.Up} {
			if part := partUp(mostOf(row), pushed); part.Cmp(bound) > 0 {
				bound = part
			}
		}
		least, inner := leastValue(row), new(big.Int)
		last := len(x.States) - 1
		for chosen := 1; chosen < 1<<len(x.States); chosen++ {
			loot := attackedIn(&x, chosen)
			if loot.Cmp(bound) > 0 {
				t.Fatalf("seed %d: states %b: %s is taken, and the bound is %s", seed, chosen, loot, bound)
			}
			if chosen&(1|1<<last) == 0 && loot.Cmp(inner) > 0 {
				inner = loot
			}
			if bound.Sign() > 0 {
				most = max(most, float(shareUp(loot, bound)))
			}
		}
		is := refusedBy(x.findings(plan)) == exposureWindow
		if is {
			refused++
		} else {
			quiet++
		}
		if taken := shareUp(inner, least); units.IsAbove(taken, noise()) && !is || shut && (is || inner.Sign() > 0) {
			t.Fatalf("seed %d: shut %v, between the calls %v is taken, refused %v", seed, shut, taken, is)
		}
	}
	t.Logf("seed %d: %d batches refused, %d not; the best attack takes %.4f of its bound", seed, refused, quiet, most)
	if refused == 0 || quiet == 0 || most < 0.9 {
		t.Error("the dice made no such batch, or the search is worth nothing")
	}
}
