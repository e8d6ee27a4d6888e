package backtest

import (
	"slices"

	"mpool/internal/ops"
)

// happen replaces the pool by its state after an event of the past. It books deposits and withdrawals
// at the step's prices. The fund that only holds counts them as if they had been there from the start.
func (e *Engine) happen(now *ops.Snapshot, task Task) error {
	next, err := task.Next(now)
	if err != nil {
		return err
	}
	before, was, supply := slices.Clone(e.amounts), e.pool.Tokens, e.supply()
	if err := e.become(next); err != nil {
		return err
	}
	e.meter.supply += e.supply() - supply // BPT of joins and exits is no AUM fee
	for i := range e.pool.Tokens {
		is, had := &e.pool.Tokens[i].Balance, &was[i].Balance
		if is.Gt(had) {
			more := *is
			e.meter.in[i].Add(&e.meter.in[i], more.Sub(&more, had))
		} else {
			less := *had
			e.meter.out[i].Add(&e.meter.out[i], less.Sub(&less, is))
		}
		e.settle(i)
		e.meter.came(i, e.amounts[i]-before[i], e.prices[i])
	}
	return nil
}

// supply is the supply in whole BPT, with unpaid AUM fees; 0 if it is unknown.
func (e *Engine) supply() float64 {
	supply, err := e.pool.ActualSupply(e.now)
	if err != nil {
		return 0
	}
	return float64(float(&supply) / wholeBpt)
}

// came books an amount of a token that came in, or if negative went out, without a trade.
func (m *meter) came(i int, amount, price float64) {
	value := float64(amount * price)
	m.joined += value
	m.held[i] += amount
	m.rebalanced += value
	m.fund.values[i] += value
	m.fund.sum += value
}

// Prices are the prices of the step, by token. The slice is reused in the next step.
func (e *Engine) Prices() []float64 { return e.prices }
