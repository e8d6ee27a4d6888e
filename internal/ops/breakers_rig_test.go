package ops_test

import (
	"testing"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// TestBreakersSetAgainstContracts sets breakers of some tokens, often while weights move. Bounds,
// prices and cached ratios must match the prediction, then and at later times.
func TestBreakersSetAgainstContracts(t *testing.T) {
	rigs(t, func(r *rig) {
		r.cases(200, func(p *rigPool) bool {
			p.prior()
			at := p.geth.Now() + 1 + p.upTo(100_000)
			op := p.breakersOf(at)
			if plan, err := op.Plan(p.snapshot(nil), at); err == nil && plan.Refused() {
				if code := firstRefusal(plan); code != "breaker.trips" && code != "breaker.price" && code != "BAL#436" {
					t.Fatal(findings(plan))
				}
				return false
			}
			plan := p.agreesAt(op, at)
			if len(plan.Calls) == 0 {
				return false
			}
			p.follows(plan, p.times(plan.Predicted.Weights, at)...)
			return true
		})
	})
}

// TestBreakersClearAgainstContracts clears breakers that exist, and some that do not.
func TestBreakersClearAgainstContracts(t *testing.T) {
	rigs(t, func(r *rig) {
		r.cases(200, func(p *rigPool) bool {
			p.prior()
			now := p.snapshot(nil)
			if data := p.breakers(now); data != nil {
				p.do(p.geth.Now()+1, p.owns(data))
			}
			now = p.snapshot(nil)
			tokens := now.Bounded()
			if p.chance(3) {
				tokens = now.AllTokens()
			}
			return len(p.agrees(ops.ClearBreakersOf(tokens)).Calls) > 0
		})
	})
}

// breakersOf draws breakers for some tokens in any order, at the prices at that time or near them.
func (p *rigPool) breakersOf(at units.Time) ops.SetBreakers {
	p.Helper()
	then, err := p.snapshot(nil).At(at)
	if err != nil {
		p.Fatal(err)
	}
	all := then.AllTokens()
	var op ops.SetBreakers
	for _, i := range p.dice.Perm(len(all))[:1+p.dice.IntN(len(all))] {
		lower, upper := uint256.MustFromBig(p.bound(1e17, 1e18)), uint256.MustFromBig(p.bound(1e18, 10e18))
		one := then.PriceBounds(all[i:i+1], units.Fixed(*lower), units.Fixed(*upper)).Breakers[0]
		if p.chance(4) {
			price := one.BptPrice.Int()
			price.Div(price.Mul(price, uint256.NewInt(90+p.dice.Uint64N(20))), uint256.NewInt(100))
			one.BptPrice = units.Fixed(*price)
		}
		op.Breakers = append(op.Breakers, one)
	}
	return op
}

// TestBreakersRevert makes breakers invalid in one or several ways.
func TestBreakersRevert(t *testing.T) {
	rigs(t, func(r *rig) {
		seen := map[string]int{}
		r.cases(200, func(p *rigPool) bool {
			p = p.refusing()
			at := p.geth.Now() + 1 + p.upTo(100_000)
			op := p.breakersOf(at)
			for range 1 + p.dice.IntN(2) {
				p.spoilBreaker(&op.Breakers[p.dice.IntN(len(op.Breakers))])
			}
			code := p.revertsAt(op, at)
			seen[code]++
			return code != ""
		})
		r.wants(seen, "BAL#005", "BAL#309", "BAL#355", "BAL#401", "BAL#402", "BAL#436")
	})
}

func (p *rigPool) spoilBreaker(b *ops.BreakerBounds) {
	switch p.dice.IntN(8) {
	case 0: // not a token of the pool
		b.Token = p.anyAddress()
	case 1: // the pool's own BPT
		b.Token = p.Address
	case 2: // below the minimum
		b.Lower = units.FixedFrom(1 + p.dice.Uint64N(1e17-1)>>p.dice.IntN(54))
	case 3: // above one
		b.Lower = units.FixedFrom(1e18 + 1 + p.dice.Uint64N(1e18)>>p.dice.IntN(60))
	case 4: // above ten
		b.Upper = units.FixedFrom(10e18 + 1 + p.dice.Uint64N(8e18)>>p.dice.IntN(60))
	case 5: // bounds in the wrong order
		b.Lower = units.FixedFrom(1e17 + 1 + p.dice.Uint64N(9e17))
		b.Upper = units.FixedFrom(1 + p.dice.Uint64N(b.Lower.Int().Uint64()-1)>>p.dice.IntN(40))
	case 6: // a price that does not fit when scaled
		b.BptPrice = power(156 + p.dice.IntN(38))
	default: // a price that cannot be scaled
		b.BptPrice = power(197 + p.dice.IntN(59))
	}
}

// power is a price of 2^n, raw. 2^156 exceeds 96 bits even after division by 10^18. 2^197 times
// 10^18 exceeds 256 bits.
func power(n int) units.Fixed {
	return units.Fixed(*new(uint256.Int).Lsh(uint256.NewInt(1), uint(n)))
}

// TestBreakersTripAsPredicted joins right after breakers were set. The join must trip them if mpool
// refuses to set them, and only then.
func TestBreakersTripAsPredicted(t *testing.T) {
	rigs(t, func(r *rig) {
		seen := map[string]int{}
		r.cases(80, func(p *rigPool) bool {
			p.fresh()
			now := p.snapshot(nil)
			op := now.PriceBounds(now.AllTokens()[:1], units.FixedFrom(8e17), units.FixedFrom(12e17))
			price := op.Breakers[0].BptPrice.Int()
			price.Div(price.Mul(price, uint256.NewInt(60+p.dice.Uint64N(100))), uint256.NewInt(100))
			op.Breakers[0].BptPrice = units.Fixed(*price)
			at := p.geth.Now() + 12
			plan, err := op.Plan(now, at)
			if err != nil {
				t.Fatal(err)
			}
			join := p.join(now)
			plan.Calls = append(plan.Calls[:1], ops.Call{From: join.from, To: join.to, Data: join.data, Method: "joinPool"})
			plan.Moments = nil
			sim, err := p.client.Simulate(p.Context(), now, plan)
			if err != nil {
				t.Fatal(err)
			}
			found := ""
			if sim.Revert != nil {
				found = sim.Revert.Code
			}
			want := map[string]string{"": "", "breaker.trips": "BAL#356"}[firstRefusal(plan)]
			if found != want {
				p.fail(op, at, "predicted %q, found %q in call %d; %s", want, found, sim.Reverted, findings(plan))
			}
			seen[found]++
			return true
		})
		r.wants(seen, "", "BAL#356")
	})
}
