package backtest

import (
	"errors"
	"math"

	"github.com/holiman/uint256"

	"mpool/internal/poolmath"
)

// Slippage is the cost of a user's swap of a part of a token's balance.
type Slippage struct {
	At      int64   `json:"at"`
	Token   int     `json:"token"`
	Against int     `json:"against"` // the other token with the largest weight
	Side    string  `json:"side"`    // sell: the token is the input; buy: it is the output
	Share   float64 `json:"share"`   // of the token's balance
	Value   float64 `json:"value"`   // of the input, in money; of a refused purchase, of the output
	Impact  float64 `json:"impact"`  // relative change of the pool's spot price
	Cost    float64 `json:"cost"`    // loss against the spot price before the swap, fee included
	Refused string  `json:"refused,omitempty"`
}

// Profile is the slippage at one time.
type Profile struct {
	At   int64      `json:"at"`
	Rows []Slippage `json:"rows"`
}

// profileShares are the shares of a balance in a profile.
func profileShares() []float64 { return []float64{0.001, 0.01, 0.05} }

// state has what slippage is computed from.
type state struct {
	at      uint64
	pool    poolmath.Pool
	prices  []float64
	weights []float64
	amounts []float64
	unit    []float64 // may be nil
}

// keep copies the current pool into a reused state.
func (e *Engine) keep(into *state) {
	tokens := append(into.pool.Tokens[:0], e.pool.Tokens...)
	into.at, into.pool = e.now, e.pool
	into.pool.Tokens = tokens
	into.prices = append(into.prices[:0], e.prices...)
	into.weights = append(into.weights[:0], e.weights...)
	into.amounts = append(into.amounts[:0], e.amounts...)
}

// profile computes each swap with the contracts' integers.
func (s *state) profile(unit []float64) Profile {
	p := Profile{At: int64(s.at)}
	for i := range s.weights {
		against := s.heaviestBeside(i)
		for _, share := range profileShares() {
			p.Rows = append(p.Rows, s.slippage(i, against, share, false, unit), s.slippage(i, against, share, true, unit))
		}
	}
	return p
}

// Curve is the cost of selling a share of a token's balance, by share. The cost is NaN where the pool
// refuses.
type Curve struct {
	Token  int
	Shares []float64
	Costs  []float64
}

// curves returns the curves of all tokens, from 0.5 % of the balance to 10 %.
func (s *state) curves(unit []float64) []Curve {
	var all []Curve
	for i := range s.weights {
		c := Curve{Token: i}
		for k := 1; k <= 20; k++ {
			row := s.slippage(i, s.heaviestBeside(i), float64(k)/200, false, unit)
			if row.Refused != "" {
				row.Cost = math.NaN()
			}
			c.Shares, c.Costs = append(c.Shares, row.Share), append(c.Costs, row.Cost)
		}
		all = append(all, c)
	}
	return all
}

func (s *state) heaviestBeside(i int) int {
	best := -1
	for k, w := range s.weights {
		if k != i && (best < 0 || w > s.weights[best]) {
			best = k
		}
	}
	return best
}

// slippage computes the sale, or the purchase, of a share of the token's balance.
func (s *state) slippage(token, against int, share float64, buy bool, unit []float64) Slippage {
	amount := float64(s.amounts[token] * share)
	r := Slippage{At: int64(s.at), Token: token, Against: against, Side: "sell", Share: share, Value: float64(amount * s.prices[token])}
	in, out := token, against
	if buy {
		r.Side, in, out = "buy", against, token
	}
	given := whole(float64(amount / unit[token]))
	answer, err := s.pool.OnSwap(s.at, poolmath.Swap{GivenOut: buy, In: in, Out: out, Amount: given})
	if err != nil {
		r.Refused = codeOf(err)
		return r
	}
	paid, got := given, answer
	if buy {
		paid, got = answer, given
	}
	r.measure(s, in, out, &paid, &got, unit)
	return r
}

func (r *Slippage) measure(s *state, in, out int, paid, got *uint256.Int, unit []float64) {
	bought, sold := float64(float(got)*unit[out]), float64(float(paid)*unit[in])
	spot := func(a, b float64) float64 { // input tokens per output token
		return float64(float64(a/s.weights[in]) / float64(b/s.weights[out]))
	}
	before := spot(s.amounts[in], s.amounts[out])
	after := spot(s.amounts[in]+sold, s.amounts[out]-bought)
	r.Value = float64(sold * s.prices[in])
	r.Impact = float64(after/before) - 1
	if sold > 0 {
		r.Cost = 1 - float64(float64(bought*before)/sold)
	}
}

func codeOf(err error) string {
	var code poolmath.Error
	if errors.As(err, &code) {
		return code.Error()
	}
	return err.Error()
}
