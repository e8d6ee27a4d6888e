package backtest

import (
	"errors"

	"github.com/holiman/uint256"

	"mpool/internal/poolmath"
)

// trade makes a swap with the contracts' integers, counts it, and reports it to the witness.
func (e *Engine) trade(by Actor, in, out int, paid *uint256.Int) (got uint256.Int, err error) {
	if got, err = e.swap(in, out, paid); err != nil {
		e.meter.refuse(by, err)
		e.tripped(in, out, paid, err)
	} else {
		e.meter.allowed(in, out)
		e.meter.book(e, by, in, out, paid, &got)
	}
	if e.options.Witness.Swapped != nil {
		e.options.Witness.Swapped(Swap{At: e.now, By: by, In: in, Out: out, Paid: *paid, Got: got, Refused: err})
	}
	return got, err
}

// swap makes a swap and moves the balances. It fails as the pool would, or as the Vault would, which
// pays from cash and stores balances in 112 bits.
func (e *Engine) swap(in, out int, paid *uint256.Int) (got uint256.Int, err error) {
	if got, err = e.pool.GivenIn(&e.rates, in, out, *paid); err != nil {
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

// Errors of BalanceAllocation: more is taken than the cash, and a balance that does not fit.
const (
	subOverflow          = 1
	balanceTotalOverflow = 526
	vaultBits            = 112
)

func (e *Engine) settle(i int) {
	e.amounts[i] = wholeTokens(&e.pool, i, e.unit[i])
	e.values[i] = float64(e.prices[i] * e.amounts[i])
}

// book counts a swap. The trader's gain is the output's value less the input's.
func (m *meter) book(e *Engine, by Actor, in, out int, paid, got *uint256.Int) {
	m.in[in].Add(&m.in[in], paid)
	m.out[out].Add(&m.out[out], got)
	cost := float64(float64(float(paid)*e.unit[in]) * e.prices[in])
	who := &m.by[by]
	who.gain += float64(float64(float(got)*e.unit[out])*e.prices[out]) - cost
	who.volume += cost
	who.fees += float64(cost * e.fee)
	who.swaps++
}

// refuse counts a refused swap by its BAL code.
func (m *meter) refuse(by Actor, err error) {
	var code poolmath.Error
	m.by[by].refused++
	if errors.As(err, &code) {
		m.codes[code.Error()]++
	}
}
