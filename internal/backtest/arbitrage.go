package backtest

import (
	"math"
	"slices"

	"mpool/internal/arb"
)

// mostRounds is the most times that a trade is planned again when the pool takes only parts of it.
const mostRounds = 8

// mostIn is the largest share of a balance that may come in at once: WeightedMath refuses more than 30
// % (BAL#304). The margin covers the rounding of floats.
const mostIn = 0.3 * (1 - 1e-12)

// arbitrageComes says whether arbitrage comes in this step: at every so many steps, or at random with
// the probability 1 - e^(-time / mean) for a step of this length.
func (e *Engine) arbitrageComes() bool {
	for _, out := range e.options.Outages {
		if out.has(e.now) {
			return false
		}
	}
	if mean := e.options.ArbMean; mean > 0 {
		return e.arrivals.Float64() < 1-arb.Exp(-float64(float64(e.elapsed)/mean))
	}
	every := e.options.ArbEvery
	return every > 0 && e.steps%every == 0
}

// arbitrage trades until the pool is within its fee of the prices that the arbitrageur sees.
func (e *Engine) arbitrage() {
	if e.pool.SwapsDisabled || e.pool.Paused {
		e.meter.closed++
		return
	}
	gas, depth := e.gas(), DepthAt(e.options.Thin, int64(e.now))
	e.room(depth)
	e.look()
	part, gained := e.reweighing(gas), e.meter.by[Arbitrageur].gain
	if e.rounds(gas, depth) {
		e.meter.reweight += float64(part * (e.meter.by[Arbitrageur].gain - gained))
		copy(e.before, e.weights)
	}
}

// rounds plans and trades until nothing is left, and says whether there was a trade.
func (e *Engine) rounds(gas arb.Gas, depth float64) (some bool) {
	for round := 1; ; round++ {
		hops := e.planner.Plan(e.state(e.weights), gas)
		if len(hops) == 0 {
			return some
		}
		capped, traded := e.execute(hops, gas, depth)
		some = some || traded
		switch {
		case !capped || !traded:
			return some
		case round == mostRounds:
			e.meter.capped++
			return some
		}
	}
}

// reweighing returns the part of the arbitrage that would not happen if the weights had
// stayed as they were at the last trade.
func (e *Engine) reweighing(gas arb.Gas) float64 {
	if e.met = e.met || slices.Equal(e.weights, e.before); e.met {
		return 0
	}
	hops, with := e.planner.PlanWithProfit(e.state(e.weights), gas)
	if len(hops) == 0 {
		return 0 // the arbitrageur waits for a later step
	}
	_, without := e.frozen.PlanWithProfit(e.state(e.before), gas)
	return 1 - float64(without/with)
}

func (e *Engine) state(weights []float64) arb.State {
	return arb.State{Values: e.seen, Weights: weights, Fee: e.fee}
}

// look values the balances at the prices that the arbitrageur sees.
func (e *Engine) look() {
	if e.options.Latency == 0 {
		return // the values at the current prices are the same
	}
	e.past.read(e.view)
	for i, p := range e.view {
		e.seen[i] = float64(p * e.amounts[i])
	}
}

// gas is the cost of gas in this step, in the prices' money.
func (e *Engine) gas() arb.Gas {
	g, price := e.options.Gas, e.gasPrice()
	if g.Whole > 0 {
		return arb.Gas{Base: float64(e.row[g.Whole] * dearAt(&e.options, e.now))}
	}
	return arb.Gas{Base: float64(g.Base * price), Hop: float64(g.Hop * price)}
}

// gasPrice is the price of a unit of gas in this step, in the prices' money.
func (e *Engine) gasPrice() float64 {
	g := e.options.Gas
	price := g.Price
	if g.Column > 0 {
		price = float64(e.row[g.Column] * 1e-9)
	}
	if price = float64(price * dearAt(&e.options, e.now)); g.Token < 0 {
		return price
	}
	return float64(price * e.row[g.Token])
}

// dearAt is the factor on the gas price at a time.
func dearAt(o *Options, at uint64) float64 {
	for _, span := range o.Dear {
		if span.has(at) {
			return span.Times
		}
	}
	return 1
}

// room sets the value of each token that arbitrage may still trade in this step.
func (e *Engine) room(depth float64) {
	most := e.options.MostVolume
	if most == 0 {
		return
	}
	for i := range e.left {
		e.left[i] = math.Inf(1)
		if e.options.Volumes[i] > 0 {
			e.left[i] = float64(float64(float64(most*depth)*e.row[e.options.Volumes[i]]) * e.prices[i])
		}
	}
}

// execute makes the swaps of a trade and skips a hop that the pool refuses.
func (e *Engine) execute(hops []arb.Hop, gas arb.Gas, depth float64) (capped, traded bool) {
	part := depth
	if e.options.ArbShare > 0 {
		part = float64(part * e.options.ArbShare)
	}
	made := 0
	for _, hop := range hops {
		value := hop.Value
		if part < 1 {
			value = float64(value * part)
		}
		if e.options.MostVolume > 0 {
			if most := e.mostOf(hop); value > most {
				value = most
				e.meter.thin++
			}
		}
		amount := float64(value / e.view[hop.In])
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
	return capped && part >= 1, made > 0
}

// mostOf returns the largest value that may come in by a hop without exceeding either token's limit.
// The two values of a hop differ in the ratio of the tokens' values per weight.
func (e *Engine) mostOf(hop arb.Hop) float64 {
	rate := float64(float64(e.seen[hop.Out]*e.weights[hop.In]) / float64(e.seen[hop.In]*e.weights[hop.Out]))
	return max(0, min(e.left[hop.In], float64(e.left[hop.Out]/float64(rate*(1-e.fee)))))
}

// hop swaps an amount of whole tokens, cut to the token's last digit.
func (e *Engine) hop(in, out int, amount float64) bool {
	raw := whole(float64(amount / e.unit[in]))
	if raw.IsZero() {
		return false
	}
	got, err := e.trade(Arbitrageur, in, out, &raw)
	if err == nil {
		e.meter.hops++
		if e.options.MostVolume > 0 {
			e.left[in] -= float64(float64(float(&raw)*e.unit[in]) * e.prices[in])
			e.left[out] -= float64(float64(float(&got)*e.unit[out]) * e.prices[out])
		}
		e.seen[in], e.seen[out] = float64(e.view[in]*e.amounts[in]), float64(e.view[out]*e.amounts[out])
	}
	return err == nil
}
