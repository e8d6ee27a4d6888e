package backtest

import (
	"github.com/holiman/uint256"

	"mpool/internal/arb"
	"mpool/internal/ops"
	"mpool/internal/poolmath"
)

// Engine is a pool on its way through time. It is not safe for several goroutines.
type Engine struct {
	options  Options
	snapshot *ops.Snapshot // as of the owner's last operation; balances are the pool's
	pool     poolmath.Pool
	managed  []uint256.Int // of each balance, what is not in the Vault
	now      uint64
	steps    int
	tasks    int // that are done

	row     []float64 // the prices, and behind them what else the options name
	prices  []float64
	unit    []float64 // 1 by the raw units of a whole token
	amounts []float64 // whole tokens
	values  []float64
	weights []float64 // now
	before  []float64 // the weights of the last step
	moved   bool      // the weights did since
	fixed   bool      // the weights are those of the end of the last change
	fee     float64
	planner arb.Planner
	frozen  arb.Planner

	meter
}

// New puts a pool at the start of its way. The snapshot is not changed.
func New(s *ops.Snapshot, o Options) (*Engine, error) {
	e := &Engine{options: o}
	if err := e.become(s); err != nil {
		return nil, err
	}
	n := len(e.pool.Tokens)
	for _, list := range []*[]float64{&e.prices, &e.unit, &e.amounts, &e.values, &e.weights, &e.before} {
		*list = make([]float64, n)
	}
	for i, t := range e.pool.Tokens {
		e.unit[i] = 1
		for range t.Decimals {
			e.unit[i] /= 10
		}
		e.amounts[i] = e.wholeTokens(i)
	}
	e.meter.begin(n)
	return e, nil
}

func (e *Engine) wholeTokens(i int) float64 {
	return float64(float(&e.pool.Tokens[i].Balance) * e.unit[i])
}

// Step moves to the time and the prices, one of each token in the pool's order, and
// behind them the columns that the options name by their place. The order is: prices, what the owner has due, arbitrage at the new prices, and what is
// measured. It fails where the contract refuses the owner.
func (e *Engine) Step(at int64, prices []float64) error {
	e.now = uint64(at)
	if e.steps == 0 {
		if err := e.setOut(prices); err != nil {
			return err
		}
	} else {
		e.meter.moved(e, prices)
	}
	e.reprice(prices)
	if err := e.own(); err != nil {
		return err
	}
	e.reweigh()
	if every := e.options.ArbEvery; every > 0 && e.steps%every == 0 {
		e.arbitrage()
	}
	e.meter.measure(e)
	e.steps++
	return nil
}

// setOut notes what the pool is at the first prices, before anybody acts.
func (e *Engine) setOut(prices []float64) error {
	e.reprice(prices)
	e.reweigh()
	copy(e.before, e.weights)
	e.moved = false
	e.meter.setOut(e)
	return nil
}

func (e *Engine) reprice(prices []float64) {
	e.row = append(e.row[:0], prices...)
	copy(e.prices, prices)
	for i, p := range e.prices {
		e.values[i] = float64(p * e.amounts[i])
	}
}

// reweigh computes weights and fee of the block's time, once a step.
func (e *Engine) reweigh() {
	fee := e.pool.SwapFee.At(e.now)
	e.fee = float64(float(&fee) / 1e18)
	if e.fixed {
		e.moved = false
		return
	}
	copy(e.before, e.weights)
	progress := poolmath.Progress(e.now, e.pool.WeightStart, e.pool.WeightEnd)
	e.moved = false
	for i := range e.pool.Tokens {
		t := &e.pool.Tokens[i]
		w := poolmath.Interpolate(t.StartWeight, t.EndWeight, progress)
		e.weights[i] = float64(float(&w) / 1e18)
		e.moved = e.moved || e.weights[i] != e.before[i]
	}
	e.fixed = e.now >= e.pool.WeightEnd
}

// Value is what the pool is worth at the last prices.
func (e *Engine) Value() (sum float64) {
	for _, v := range e.values {
		sum += v
	}
	return sum
}
