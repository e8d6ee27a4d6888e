package exposure

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/holiman/uint256"

	"mpool/internal/exposure/thief"
	"mpool/internal/ops"
	"mpool/internal/ops/assetmanager"
	"mpool/internal/ops/opstest"
	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// jumping is a batch of balance reports that jump, sometimes back again, mixed with changes of the
// fee. shut says whether the batch shuts the pool around them.
func jumping(dice *rand.Rand, pool *ops.Snapshot) (op ops.Series, shut bool) {
	managed := pool.Tokens[0].Managed
	var parts []ops.Nested
	for range 1 + dice.IntN(3) {
		next := units.Amount{Raw: *uint256.NewInt(dice.Uint64N(1e12)), Decimals: managed.Decimals}
		if len(parts) > 0 && dice.IntN(2) == 0 {
			next = pool.Tokens[0].Managed // back to the start
		}
		parts = append(parts, ops.Nested{Operation: assetmanager.ManageBalance{Way: assetmanager.UpdateBalance, Tokens: []assetmanager.ManagedBalance{{Token: pool.Tokens[0].Address, Amount: next, Managed: managed, AssetManager: pool.Tokens[0].AssetManager}}}})
		if managed = next; dice.IntN(3) == 0 {
			parts = append(parts, ops.Nested{Operation: ops.SetSwapFee{Fee: units.FixedFrom(1e12 + dice.Uint64N(1e12)), Until: pool.Block.Time + 600}})
		}
	}
	if shut = dice.IntN(3) == 0; shut {
		doors := ops.DoorsOf(pool, ops.ByJoinsExits)
		parts = slices.Concat([]ops.Nested{{Operation: ops.Shut{Doors: doors}}}, parts, []ops.Nested{{Operation: ops.Open{Doors: doors.AsFound()}}})
	}
	return ops.Series{Parts: parts}, shut
}

// arbitrage trades while trades are profitable: in with the token with the least value for its
// weight, out with the one with the most.
func arbitrage(t *thief.Thief, s *ops.Snapshot, m Market) {
	for range 400 {
		in, out := unbalanced(t, s, m)
		best, gain := uint256.Int{}, new(big.Int)
		for _, thousandths := range []uint64{299, 100, 30, 10, 3, 1} {
			amount := t.Pool.Tokens[in].Balance
			amount.Div(amount.Mul(&amount, uint256.NewInt(thousandths)), uint256.NewInt(1000))
			if got := tried(t, poolmath.Swap{In: in, Out: out, Amount: amount}, s, m); got.Cmp(gain) > 0 {
				best, gain = amount, got
			}
		}
		if gain.Sign() == 0 || t.Swap(poolmath.Swap{In: in, Out: out, Amount: best}) != nil {
			return
		}
	}
}

// tried is the gain of a swap; zero if it reverts.
func tried(t *thief.Thief, swap poolmath.Swap, s *ops.Snapshot, m Market) *big.Int {
	other := *t
	other.Pool.Tokens = slices.Clone(t.Pool.Tokens)
	other.Got = nil
	for _, n := range t.Got {
		other.Got = append(other.Got, new(big.Int).Set(n))
	}
	if other.Swap(swap) != nil {
		return new(big.Int)
	}
	gain := other.Loot(s, m)
	return gain.Sub(gain, t.Loot(s, m))
}

// unbalanced are the tokens with the least and the most value for their weight.
func unbalanced(t *thief.Thief, s *ops.Snapshot, m Market) (least, most int) {
	var low, high *big.Int
	for i, token := range s.Tokens {
		token.Cash.Raw, token.Managed.Raw = t.Pool.Tokens[i].Balance, uint256.Int{}
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

// attackedIn lets a thief trade in the chosen states, and applies the plan's calls to the pool that
// the thief leaves. Balances do not fall below zero.
func attackedIn(x *Exposed, chosen int) *big.Int {
	th := thief.New(x.States[0].State)
	for k := range x.States {
		if k > 0 {
			follow(th, x.States[k-1].State, x.States[k].State)
		}
		if chosen>>k&1 == 1 && x.States[k].State.Pool.SwapsOpen() {
			arbitrage(th, x.States[k].State, x.Market)
		}
	}
	return th.Loot(x.States[0].State, x.Market)
}

func follow(t *thief.Thief, from, to *ops.Snapshot) {
	next := thief.MathPool(to)
	for i := range next.Tokens {
		has := t.Pool.Tokens[i].Balance.ToBig()
		has.Add(has, ops.UnitsOf(to.Tokens[i])).Sub(has, ops.UnitsOf(from.Tokens[i]))
		if has.Sign() < 0 {
			has.SetInt64(0)
		}
		next.Tokens[i].Balance = *uint256.MustFromBig(has)
	}
	t.Pool = next
}

// mostOf is the largest value of a state.
func mostOf(row []standing) *big.Int {
	most := new(big.Int)
	for _, s := range row {
		if s.sum.Cmp(most) > 0 {
			most = s.sum
		}
	}
	return most
}

// Balances jump across the calls of a batch, with changes of the fee between them. No choice of
// states to trade in takes more than the bound. Batches from which something could be taken are
// refused, and nothing can be taken if the batch shuts the pool.
func TestSoakExposureOfJumpsInABatch(t *testing.T) {
	seed := thief.SeedOfRun()
	dice := rand.New(rand.NewPCG(seed, 15))
	refused, quiet, most := 0, 0, 0.0
	for range thief.CountOf(1_000, 60) {
		pool := opstest.Settled(t, opstest.Pool(50, 30, 20))
		pool.Tokens[0].Managed = opstest.Amount(1+dice.Uint64N(1e11), 6)
		pool.Fees.StartSwapFee, pool.Fees.EndSwapFee, pool.Fees.SwapFee = units.FixedFrom(1e12), units.FixedFrom(1e12), units.FixedFrom(1e12)
		op, shut := jumping(dice, pool)
		plan := opstest.PlanAt(t, op, opstest.Watched(pool, op, opstest.Amount(1e18, 6)), pool.Block.Time+12)
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
				most = max(most, opstest.Float(shareUp(loot, bound)))
			}
		}
		is := refusedBy(x.findings(plan)) == exposureWindow
		if is {
			refused++
		} else {
			quiet++
		}
		if taken := shareUp(inner, least); units.IsAbove(taken, ops.Noise()) && !is || shut && (is || inner.Sign() > 0) {
			t.Fatalf("seed %d: shut %v, between the calls %v is taken, refused %v", seed, shut, taken, is)
		}
	}
	t.Logf("seed %d: %d batches refused, %d not; the best attack takes %.4f of its bound", seed, refused, quiet, most)
	if refused == 0 || quiet == 0 || most < 0.9 {
		t.Error("the dice made no such batch, or the search is worth nothing")
	}
}
