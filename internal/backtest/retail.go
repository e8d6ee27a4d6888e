package backtest

import (
	"github.com/holiman/uint256"

	"mpool/internal/poolmath"
)

// retail makes the users' trades: the due swaps of the list, and one swap of a random pair, sized by
// arbitrage or by the pool's value.
func (e *Engine) retail() {
	r := &e.options.Retail
	for e.listed < len(r.Listed) && r.Listed[e.listed].At <= int64(e.now) {
		l := r.Listed[e.listed]
		least := whole(float64(l.Least / e.unit[l.Out]))
		e.sell(l.In, l.Out, float64(l.Amount/e.unit[l.In]), &least)
		e.listed++
	}
	value := float64(r.Ratio * e.meter.arbitraged())
	if r.Daily > 0 {
		value += float64(float64(float64(r.Daily*e.Value())*float64(e.elapsed)) / 86400)
	}
	if value > 0 {
		in, out := e.users.IntN(len(e.prices)), e.users.IntN(len(e.prices)-1)
		if out >= in {
			out++
		}
		e.sell(in, out, float64(float64(value/e.prices[in])/e.unit[in]), &uint256.Int{})
	}
}

// sell makes a user's swap of a raw amount, with a searcher around it if the options have one. The
// user accepts the current quote less the slippage, or the named minimum.
func (e *Engine) sell(in, out int, amount float64, least *uint256.Int) {
	most := float64(float(&e.pool.Tokens[in].Balance) * mostIn)
	paid := whole(min(amount, most))
	if paid.IsZero() {
		return
	}
	if amount > most {
		e.meter.reduced++
	}
	if !least.IsZero() && !e.gives(in, out, &paid, least) {
		e.meter.declined++
		return
	}
	if e.options.Sandwich {
		if least.IsZero() {
			*least = e.atLeast(in, out, &paid)
		}
		if e.sandwich(in, out, &paid, least) {
			return
		}
	}
	_, _ = e.trade(User, in, out, &paid) // a refusal is counted in trade
}

// gives says whether the current pool would give at least the amount. It is true if the pool would
// refuse, because then trade reports the refusal.
func (e *Engine) gives(in, out int, paid, least *uint256.Int) bool {
	saved := pairOf(&e.pool, in, out)
	got, err := e.swap(in, out, paid)
	e.restore(in, out, saved)
	return err != nil || !got.Lt(least) // trade reports the refusal
}

// atLeast is the pool's quote less the slippage.
func (e *Engine) atLeast(in, out int, paid *uint256.Int) uint256.Int {
	saved := pairOf(&e.pool, in, out)
	got, _ := e.swap(in, out, paid)
	e.restore(in, out, saved)
	return whole(float64(float(&got) * (1 - e.options.Slippage)))
}

type pair [2]uint256.Int

func pairOf(pool *poolmath.Pool, in, out int) pair {
	return pair{pool.Tokens[in].Balance, pool.Tokens[out].Balance}
}

func (e *Engine) restore(in, out int, saved pair) {
	e.pool.Tokens[in].Balance, e.pool.Tokens[out].Balance = saved[0], saved[1]
	e.settle(in)
	e.settle(out)
}
