// Package feed reads prices from outside a pool, from Chainlink feeds and from files. A price that is
// not fresh, positive and complete is a *Problem and never a number.
//
// Chainlink's interface is AggregatorV3Interface. docs.chain.link describes its answers, rounds and
// decimals.
package feed

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// Source says where a token's price comes from: the product of the prices of all hops and, for a
// wrapped token, of a rate.
type Source struct {
	Token  common.Address
	Symbol named.Symbol
	Hops   []common.Address // such as token/ETH and ETH/USD
	Rate   common.Address   // a contract whose getRate() has 18 decimals; zero: none
	MaxAge units.Time       // seconds
	// Decimals and Phase are required of each hop; nil: not checked.
	Decimals *uint8
	Phase    *uint16
	// Least and Most bound the price, exclusively; zero: no bound.
	Least, Most units.Fixed
}

// LongestAge is the largest MaxAge: a heartbeat of one day, plus ten minutes.
const LongestAge = units.Time(86400 + 600)

// Grace is how long, in seconds, a rollup's sequencer must be up again before prices count.
const Grace = units.Time(3600)

// Price is the price of one token, with 18 decimals, rounded down.
type Price struct {
	Token        common.Address `json:"token"`
	Symbol       named.Symbol   `json:"symbol"`
	Value        units.Fixed    `json:"price"`
	Age          units.Time     `json:"age"`          // of the oldest hop, in seconds
	Descriptions []string       `json:"descriptions"` // as the feeds of the hops describe themselves; hostile text
}

// Problem is the reason for a missing price.
type Problem struct {
	Code  string // such as feed.stale
	Token string
	Why   string
}

func (p *Problem) Error() string { return p.Token + ": " + p.Why }

// Node is the part of a chain that feeds need.
type Node interface {
	TryBounded(ctx context.Context, calls []ops.Call, at chain.BlockRef, gas uint64) ([]chain.Attempt, error)
}

// Read reads all sources at a block in one round trip. Prices are in the order of the sources; a
// missing price is nil, and problems say why. A zero sequencer means none.
func Read(ctx context.Context, node Node, on ops.Block, sources []Source, sequencer common.Address) (prices []*Price, problems []*Problem, err error) {
	answers, err := node.TryBounded(ctx, Calls(sources, sequencer), chain.AtHash(on.Hash), callGas)
	if err != nil {
		return nil, nil, err
	}
	if sequencer != (common.Address{}) {
		if p := sequencerUp(answers[0], on.Time); p != nil {
			return make([]*Price, len(sources)), []*Problem{p}, nil
		}
		answers = answers[1:]
	}
	for _, s := range sources {
		n := len(s.calls())
		price, p := s.price(answers[:n], on.Time)
		if answers = answers[n:]; p != nil {
			price, problems = nil, append(problems, p)
		}
		prices = append(prices, price)
	}
	return prices, problems, nil
}

// Calls are the calls that Read makes, in order. All are getters without arguments.
func Calls(sources []Source, sequencer common.Address) (calls []ops.Call) {
	if sequencer != (common.Address{}) {
		calls = append(calls, ops.Call{To: sequencer, Data: latestRoundData()})
	}
	for _, s := range sources {
		calls = append(calls, s.calls()...)
	}
	return calls
}

// callGas is the gas limit of a call: far more than a feed needs, and too little to return megabytes.
const callGas = chain.BesideGas

func latestRoundData() []byte { return []byte{0xfe, 0xaf, 0x96, 0x8c} }

// calls are three calls per hop, and one for the rate.
func (s Source) calls() (calls []ops.Call) {
	for _, hop := range s.Hops {
		calls = append(calls, ops.Call{To: hop, Data: latestRoundData()},
			ops.Call{To: hop, Data: []byte{0x31, 0x3c, 0xe5, 0x67}}, // decimals()
			ops.Call{To: hop, Data: []byte{0x72, 0x84, 0xe4, 0x16}}) // description()
	}
	if s.Rate != (common.Address{}) {
		calls = append(calls, ops.Call{To: s.Rate, Data: []byte{0x67, 0x9a, 0xef, 0xce}}) // getRate()
	}
	return calls
}

// price computes the price from the answers.
func (s Source) price(answers []chain.Attempt, now units.Time) (*Price, *Problem) {
	price := &Price{Token: s.Token, Symbol: s.Symbol, Value: units.FixedOne()}
	for i, hop := range s.Hops {
		h, p := s.hop(hop, answers[3*i:3*i+3], now)
		if p != nil {
			return nil, p
		}
		if price.Value = times(price.Value, h.value); h.age > price.Age {
			price.Age = h.age
		}
		price.Descriptions = append(price.Descriptions, h.description)
	}
	if s.Rate != (common.Address{}) {
		rate, p := s.rate(answers[len(answers)-1])
		if p != nil {
			return nil, p
		}
		price.Value = times(price.Value, rate)
	}
	return price, s.bounded(price.Value)
}

// times is the product, rounded down; zero on overflow.
func times(a, b units.Fixed) units.Fixed {
	var z uint256.Int
	if _, over := z.MulDivOverflow(a.Int(), b.Int(), units.FixedOne().Int()); over {
		return units.Fixed{}
	}
	return units.Fixed(z)
}

func (s Source) problem(code, format string, args ...any) *Problem {
	return &Problem{Code: "feed." + code, Token: s.Symbol.String(), Why: fmt.Sprintf(format, args...)}
}

// bounded refuses a price at or beyond a bound, and a price of zero.
func (s Source) bounded(price units.Fixed) *Problem {
	switch {
	case price == (units.Fixed{}):
		return s.problem("zero", "its price is below 1e-18 or too large")
	case s.Least != (units.Fixed{}) && !price.Int().Gt(s.Least.Int()):
		return s.problem("bounds", "its price %s is not above the lower bound %s", price, s.Least)
	case s.Most != (units.Fixed{}) && !price.Int().Lt(s.Most.Int()):
		return s.problem("bounds", "its price %s is not below the upper bound %s", price, s.Most)
	}
	return nil
}
