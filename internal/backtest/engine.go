package backtest

import (
	"math/rand/v2"

	"github.com/holiman/uint256"

	"mpool/internal/arb"
	"mpool/internal/ops"
	"mpool/internal/poolmath"
)

// Engine runs a pool through time. It is not safe for several goroutines.
type Engine struct {
	options  Options
	snapshot *ops.Snapshot // after the owner's last operation; current balances are in pool
	pool     poolmath.Pool
	guarded  bool          // at least one circuit breaker has a bound
	managed  []uint256.Int // the part of each balance that is not in the Vault
	now      uint64
	steps    int
	tasks    int // number of finished tasks

	row     []float64 // the prices, then the further columns that the options name
	prices  []float64
	unit    []float64 // whole tokens per raw unit
	amounts []float64 // balances in whole tokens
	values  []float64
	weights []float64      // current weights
	before  []float64      // weights at the last trade of arbitrage
	rates   poolmath.Rates // the rates of this step as integers
	fixed   bool           // weights and fee have their final values
	resting bool           // they also had them in the last step
	met     bool           // the last trade of arbitrage was at these weights
	view    []float64      // prices that arbitrage sees
	seen    []float64      // values at those prices
	left    []float64      // value that may still be traded in this step, by token
	elapsed int64          // seconds since the last step
	listed  int            // number of finished swaps of the list
	past    past
	fee     float64
	planner arb.Planner
	frozen  arb.Planner

	arrivals, users *rand.Rand

	meter meter
}

// New makes an engine with the pool of a snapshot. It does not change the snapshot.
func New(s *ops.Snapshot, o Options) (*Engine, error) {
	e := &Engine{options: o}
	if err := e.become(s); err != nil {
		return nil, err
	}
	n := len(e.pool.Tokens)
	for _, list := range []*[]float64{&e.prices, &e.unit, &e.amounts, &e.values, &e.weights, &e.before, &e.left} {
		*list = make([]float64, n)
	}
	e.view, e.seen = e.prices, e.values
	if o.Latency > 0 {
		e.view, e.seen = make([]float64, n), make([]float64, n)
	}
	for i, t := range e.pool.Tokens {
		e.unit[i] = 1
		for range t.Decimals {
			e.unit[i] /= 10
		}
		e.amounts[i] = wholeTokens(&e.pool, i, e.unit[i])
	}
	e.past = newPast(o.Latency+1, n)
	e.arrivals, e.users = dice(o.Seed, streamArrivals), dice(o.Seed, streamUsers)
	e.meter.begin(n)
	return e, nil
}

// Each purpose has its own random stream, so that one more draw for one purpose changes no other.
const (
	streamArrivals = 1 + iota
	streamUsers
	streamWalk
)

func dice(seed, stream uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, stream)) }

// wholeTokens is the balance of a token in whole tokens, of which one raw unit is a part.
func wholeTokens(pool *poolmath.Pool, i int, unit float64) float64 {
	return float64(float(&pool.Tokens[i].Balance) * unit)
}

// Step moves to a time in unix seconds and to prices: one price for each token in the pool's order,
// then the columns that the options name. The order is: prices, the owner's due operations, users with
// searchers around them, arbitrage at the new prices, measuring. It fails if the contract refuses the
// owner.
func (e *Engine) Step(at int64, prices []float64) error {
	e.elapsed = at - int64(e.now)
	e.now, e.meter.now = uint64(at), at
	if e.steps == 0 {
		e.elapsed = 0
		if err := e.setOut(prices); err != nil {
			return err
		}
	} else {
		e.meter.moved(e, prices)
	}
	e.reprice(prices)
	if e.options.Latency > 0 {
		e.past.write(e.prices, e.steps == 0)
	}
	if err := e.own(); err != nil {
		return err
	}
	e.reweigh()
	e.retail()
	e.meter.lastArbitrage = e.meter.by[Arbitrageur].volume
	if e.arbitrageComes() {
		e.arbitrage()
	}
	e.meter.measure(e)
	e.steps++
	e.options.Witness.stepped(at, e)
	return nil
}

// setOut records the pool at the first prices, before anyone acts.
func (e *Engine) setOut(prices []float64) error {
	e.reprice(prices)
	e.reweigh()
	copy(e.before, e.weights)
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

// reweigh computes the weights and the fee at the step's time.
func (e *Engine) reweigh() {
	if e.fixed {
		e.rates.Now, e.resting = e.now, true
		return
	}
	e.resting, e.met = false, false
	e.pool.RatesAt(e.now, &e.rates)
	fee := e.pool.SwapFee.At(e.now)
	e.fee = float64(float(&fee) / 1e18)
	for i := range e.rates.Weights {
		e.weights[i] = float64(float(&e.rates.Weights[i]) / 1e18)
	}
	e.fixed = e.now >= e.pool.WeightEnd && e.now >= e.pool.SwapFee.EndTime
}

// Value is the pool's value at the last prices.
func (e *Engine) Value() (sum float64) {
	for _, v := range e.values {
		sum += v
	}
	return sum
}
