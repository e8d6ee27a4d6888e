package hindsight

import (
	"math"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/backtest"
	"mpool/internal/mined"
	"mpool/internal/named"
)

// Compared has the real figures next to those of the run.
type Compared struct {
	FirstBlock uint64 `json:"first_block"`
	LastBlock  uint64 `json:"last_block"`
	// Operations counts the owner's transactions, and Liquidity joins and exits. The run repeats both.
	Operations int `json:"operations"`
	Liquidity  int `json:"joins_and_exits"`

	Swaps  int     `json:"swaps"`
	Volume float64 `json:"volume"` // of the input amounts, at the prices of the step
	Taken  float64 `json:"taken"`  // what all traders received less what they paid, at the same prices

	Value      float64 `json:"value"`      // of the real pool, at the last prices
	Difference float64 `json:"difference"` // the model's value less the real one, as a share of the real one

	Farthest   float64 `json:"farthest_difference"` // the largest Difference at any step
	FarthestAt int64   `json:"farthest_at"`

	Tokens []TokenCompared `json:"tokens"`
	// Exact says that the events explain the balances that the chain has at the end.
	Exact bool `json:"events_are_complete"`
}

// TokenCompared has a token's balances at the end, in whole tokens.
type TokenCompared struct {
	Symbol     named.Symbol `json:"symbol"`
	Model      float64      `json:"model"`
	Real       float64      `json:"real"`
	Difference float64      `json:"difference"` // as a share of the real balance
}

// Shadow follows the real pool while the model's pool runs.
type Shadow struct {
	past     *Past
	next     int // index of the next moment
	place    map[common.Address]int
	balances []big.Int
	unit     []float64
	result   Compared
}

// NewShadow starts before the first event of the past.
func NewShadow(p *Past) *Shadow {
	s := &Shadow{past: p, place: map[common.Address]int{}, balances: make([]big.Int, len(p.Start.Tokens))}
	for i, t := range p.Start.Tokens {
		s.place[t.Address] = i
		unit := 1.0
		for range t.Decimals {
			unit /= 10 // same rounding as in the engine
		}
		s.unit = append(s.unit, unit)
		balance := t.Balance().Raw
		s.balances[i].Set(balance.ToBig())
	}
	s.result.FirstBlock, s.result.LastBlock = p.Start.Block.Number, p.End.Block.Number
	s.result.Operations, s.result.Liquidity = p.Counts()
	return s
}

// Stepped applies the events up to the step, values them at the step's prices, and compares the pools.
func (s *Shadow) Stepped(at int64, e *backtest.Engine) {
	prices := e.Prices()
	for s.next < len(s.past.Was) && int64(s.past.Was[s.next].At) <= at {
		for _, d := range s.past.Was[s.next].Deeds {
			for _, event := range d.Events {
				s.happen(event, prices)
			}
		}
		s.next++
	}
	s.result.Value = s.value(prices)
	if s.result.Difference = float64(e.Value()/s.result.Value) - 1; math.Abs(s.result.Difference) > math.Abs(s.result.Farthest) {
		s.result.Farthest, s.result.FarthestAt = s.result.Difference, at
	}
}

func (s *Shadow) happen(event mined.Event, prices []float64) {
	switch e := event.(type) {
	case mined.Swapped:
		in, out := e.AmountIn.ToBig(), e.AmountOut.ToBig()
		paid := s.move(e.In, in, prices)
		got := s.move(e.Out, new(big.Int).Neg(out), prices)
		if !s.past.liquidity(e) {
			s.result.Swaps++
			s.result.Volume += paid
			s.result.Taken -= paid + got
		}
	case mined.BalanceChanged:
		for i, token := range e.Tokens {
			s.move(token, new(big.Int).Sub(e.Deltas[i], e.Fees[i]), prices)
		}
	case mined.BalanceManaged:
		s.move(e.Token, new(big.Int).Add(e.Cash, e.Managed), prices)
	}
}

// move adds to a balance and returns the value of the change. It ignores BPT.
func (s *Shadow) move(token common.Address, delta *big.Int, prices []float64) float64 {
	i, held := s.place[token]
	if !held {
		return 0
	}
	s.balances[i].Add(&s.balances[i], delta)
	return float64(float64(float(delta)*s.unit[i]) * prices[i])
}

func (s *Shadow) value(prices []float64) (sum float64) {
	for i := range s.balances {
		sum += float64(float64(float(&s.balances[i])*s.unit[i]) * prices[i])
	}
	return sum
}

// Result compares the final balances.
func (s *Shadow) Result(e *backtest.Engine) *Compared {
	r := s.result
	r.Exact = s.next == len(s.past.Was)
	model := e.Sample().Balances
	for i, t := range s.past.Start.Tokens {
		is := float64(float(&s.balances[i]) * s.unit[i])
		r.Tokens = append(r.Tokens, TokenCompared{t.Symbol, model[i], is, float64(model[i]/is) - 1})
		found, err := s.past.End.Token(t.Address)
		r.Exact = r.Exact && err == nil && s.isRaw(i, found.Balance().Raw)
	}
	return &r
}

func (s *Shadow) isRaw(i int, raw uint256.Int) bool { return raw.ToBig().Cmp(&s.balances[i]) == 0 }

func float(x *big.Int) float64 {
	f, _ := new(big.Float).SetInt(x).Float64()
	return f
}
