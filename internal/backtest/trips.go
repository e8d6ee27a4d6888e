package backtest

import (
	"errors"
	"math"

	"github.com/holiman/uint256"

	"mpool/internal/poolmath"
)

// Trip is a time span in which a circuit breaker refused every swap in its direction.
type Trip struct {
	Token   int    `json:"token"` // index of the token in the pool
	Side    string `json:"side"`  // lower or upper
	From    int64  `json:"from"`
	To      int64  `json:"to"` // the last step with a refusal
	Refused int    `json:"refused"`
}

// Distance is the least distance of a BPT price from a bound of its circuit breaker.
type Distance struct {
	Token int     `json:"token"`
	Side  string  `json:"side"`
	At    int64   `json:"at"`
	Share float64 `json:"share"` // the relative move of the price that reaches the bound; negative beyond it
}

const (
	lowerSide = "lower"
	upperSide = "upper"
)

// breakerTripped is the code of BAL#356 CIRCUIT_BREAKER_TRIPPED.
const breakerTripped = 356

// tripped records which breaker refused a swap. Like the contract it checks the lower bound of the
// input token first.
func (e *Engine) tripped(in, out int, paid *uint256.Int, err error) {
	var code poolmath.Error
	if !errors.As(err, &code) || code.Code != breakerTripped {
		return
	}
	if token := &e.pool.Tokens[in]; !token.Breaker.LowerBound.IsZero() {
		supply, failed := e.pool.ActualSupply(e.now)
		balance := token.Balance
		balance.Mul(balance.Add(&balance, paid), scaling(token.Decimals))
		weight := poolmath.Interpolate(token.StartWeight, token.EndWeight, poolmath.Progress(e.now, e.pool.WeightStart, e.pool.WeightEnd))
		if failed == nil && token.Breaker.Check(poolmath.Lower, supply, balance, weight) != nil {
			e.meter.trip(in, lowerSide)
			return
		}
	}
	e.meter.trip(out, upperSide)
}

func scaling(decimals uint8) *uint256.Int {
	ten := uint256.NewInt(10)
	return ten.Exp(ten, uint256.NewInt(uint64(18-decimals)))
}

// trip extends a trip that still lasts, or begins a new one. allowed ends it.
func (m *meter) trip(token int, side string) {
	for i := range m.trips {
		if t := &m.trips[i]; t.Token == token && t.Side == side && m.lasting[i] {
			t.To, t.Refused = m.now, t.Refused+1
			return
		}
	}
	m.trips, m.lasting = append(m.trips, Trip{token, side, m.now, m.now, 1}), append(m.lasting, true)
}

// allowed ends the trips of the input token's lower bound and the output token's upper bound.
func (m *meter) allowed(in, out int) {
	for i := range m.trips {
		if t := &m.trips[i]; m.lasting[i] && (t.Token == in && t.Side == lowerSide || t.Token == out && t.Side == upperSide) && t.To < m.now {
			m.lasting[i] = false
		}
	}
}

// distances measures the distance of each BPT price from its bounds.
func (e *Engine) distances() {
	if !e.guarded {
		return
	}
	supply, err := e.pool.ActualSupply(e.now)
	if err != nil {
		return
	}
	progress := poolmath.Progress(e.now, e.pool.WeightStart, e.pool.WeightEnd)
	for i := range e.pool.Tokens {
		t := &e.pool.Tokens[i]
		if t.Breaker.LowerBound.IsZero() && t.Breaker.UpperBound.IsZero() {
			continue
		}
		lower, upper, err := t.Breaker.BptPriceBounds(poolmath.Interpolate(t.StartWeight, t.EndWeight, progress))
		if err != nil {
			continue
		}
		price := float64(float64(float(&supply)*e.weights[i]) / e.amounts[i])
		price = float64(price / 1e18)
		if !lower.IsZero() {
			e.meter.near(i, lowerSide, 1-float64(float64(float(&lower)/1e18)/price))
		}
		if !upper.IsZero() {
			e.meter.near(i, upperSide, float64(float64(float(&upper)/1e18)/price)-1)
		}
	}
}

func (m *meter) near(token int, side string, share float64) {
	if !math.IsNaN(share) {
		m.distance = min(m.distance, share)
	}
	for i := range m.nearest {
		if d := &m.nearest[i]; d.Token == token && d.Side == side {
			if share < d.Share {
				d.At, d.Share = m.now, share
			}
			return
		}
	}
	m.nearest = append(m.nearest, Distance{token, side, m.now, share})
}
