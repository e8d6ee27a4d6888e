package backtest

import (
	"errors"

	"github.com/holiman/uint256"

	"mpool/internal/arb"
	"mpool/internal/poolmath"
)

// mostRounds is how often a trade that the pool takes only in parts is planned again.
const mostRounds = 8

// mostIn is the share of a balance that may come in at once: WeightedMath refuses
// more than 30 % (BAL#304). The rest is for the rounding of floats.
const mostIn = 0.3 * (1 - 1e-12)

// arbitrage trades until the pool is within its fee of the prices.
func (e *Engine) arbitrage() {
	if e.pool.SwapsDisabled || e.pool.Paused {
		e.meter.closed++
		return
	}
	gas := e.gas()
	if e.moved {
		_, with := e.planner.Plan(e.state(e.weights), gas)
		_, without := e.frozen.Plan(e.state(e.before), gas)
		e.meter.reweight += with - without
	}
	for round := 1; ; round++ {
		hops, _ := e.planner.Plan(e.state(e.weights), gas)
		if len(hops) == 0 {
			return
		}
		capped, traded := e.execute(hops, gas)
		switch {
		case !capped || !traded:
			return
		case round == mostRounds:
			e.meter.capped++
			return
		}
	}
}

func (e *Engine) state(weights []float64) arb.State {
	return arb.State{Values: e.values, Weights: weights, Fee: e.fee}
}

// gas is what it costs at this step, in the prices' money.
func (e *Engine) gas() arb.Gas {
	g, price := e.options.Gas, e.gasPrice()
	return arb.Gas{Base: float64(g.Base * price), Hop: float64(g.Hop * price)}
}

// gasPrice is that of a unit at this step.
func (e *Engine) gasPrice() float64 {
	g := e.options.Gas
	if g.Token < 0 {
		return g.Price
	}
	return float64(g.Price * e.row[g.Token])
}

// execute makes the swaps of a trade. A hop that the pool refuses is left out.
func (e *Engine) execute(hops []arb.Hop, gas arb.Gas) (capped, traded bool) {
	made := 0
	for _, hop := range hops {
		amount := float64(hop.Value / e.prices[hop.In])
		if most := float64(e.amounts[hop.In] * mostIn); amount > most {
			amount, capped = most, true
		}
		if e.hop(hop.In, hop.Out, amount) {
			made++
		}
	}
	if made > 0 {
		e.meter.trades++
		e.meter.gas += gas.Base + float64(float64(made)*gas.Hop)
	}
	return capped, made > 0
}

// hop swaps a given amount of whole tokens, cut to the token's last digit, against
// the pool's own integers.
func (e *Engine) hop(in, out int, amount float64) bool {
	raw := whole(float64(amount / e.unit[in]))
	if raw.IsZero() {
		return false
	}
	answer, err := e.swap(in, out, &raw)
	e.options.Witness.swapped(Swap{At: e.now, By: Arbitrageur, In: in, Out: out, Paid: raw, Got: answer, Refused: err})
	if err != nil {
		e.meter.refuse(err)
		return false
	}
	e.meter.hop(e, in, out, &raw, &answer)
	return true
}

// swap is what the pool answers, and moves its balances; or why it reverts: in the
// pool, and behind it in the Vault, which pays out of cash and counts in 112 bits.
func (e *Engine) swap(in, out int, paid *uint256.Int) (got uint256.Int, err error) {
	if got, err = e.pool.OnSwap(e.now, poolmath.Swap{In: in, Out: out, Amount: *paid}); err != nil {
		return got, err
	}
	a, b := e.pool.Tokens[in].Balance, e.pool.Tokens[out].Balance
	a.Add(&a, paid)
	if a.BitLen() > vaultBits {
		return uint256.Int{}, poolmath.Error{Code: balanceTotalOverflow}
	}
	b.Sub(&b, &got)
	if b.Lt(&e.managed[out]) {
		return uint256.Int{}, poolmath.Error{Code: subOverflow}
	}
	e.pool.Tokens[in].Balance, e.pool.Tokens[out].Balance = a, b
	e.settle(in)
	e.settle(out)
	return got, nil
}

// What BalanceAllocation reverts with: more is taken than there is cash, and a balance
// that does not fit.
const (
	subOverflow          = 1
	balanceTotalOverflow = 526
	vaultBits            = 112
)

func (e *Engine) settle(i int) {
	e.amounts[i] = e.wholeTokens(i)
	e.values[i] = float64(e.prices[i] * e.amounts[i])
}

// refuse counts a hop that the pool refused, by Balancer's code.
func (m *meter) refuse(err error) {
	var code poolmath.Error
	m.refused++
	if errors.As(err, &code) {
		m.codes[code.Error()]++
	}
}
