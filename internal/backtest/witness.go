package backtest

import (
	"github.com/holiman/uint256"

	"mpool/internal/ops"
)

// Swap is one attempted swap; its amounts are in the tokens' smallest units.
type Swap struct {
	At        uint64 // unix seconds
	By        Actor
	In, Out   int // indices of the tokens in the pool
	Paid, Got uint256.Int
	Refused   error // the contract's error; nothing moved
}

// Actor says who swaps.
type Actor int

// Kinds of traders.
const (
	Arbitrageur Actor = iota
	User              // trades for other reasons than arbitrage
	Searcher          // trades around a user's swap
	actors
)

func (a Actor) String() string { return [...]string{"arbitrage", "retail", "sandwich"}[a] }

// Witness receives the events of a run in order. Each function may be nil.
type Witness struct {
	Swapped func(Swap)
	Planned func(*ops.Plan)           // an operation of the owner with calls
	Stepped func(at int64, e *Engine) // after a step
}

func (w Witness) planned(p *ops.Plan) {
	if w.Planned != nil {
		w.Planned(p)
	}
}

func (w Witness) stepped(at int64, e *Engine) {
	if w.Stepped != nil {
		w.Stepped(at, e)
	}
}
