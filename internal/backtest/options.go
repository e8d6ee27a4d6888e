// Package backtest runs a pool over a path of prices. When somebody trades is decided
// in floats with one fixed order of operations, the same bytes on every machine; what
// the pool does is computed in the contracts' integers only, and what the owner does
// goes through package ops. It has no clock and reads nothing.
package backtest

import "mpool/internal/ops"

// Options say who acts beside the prices.
type Options struct {
	Gas      Gas
	ArbEvery int // arbitrage at every so many steps; 0: none
	Tasks    []Task
	Adviser  Adviser // nil: there is none
	OwnerGas float64 // units of gas that each of the owner's transactions takes
	Policies *ops.Policies
	Witness  Witness
}

// Adviser decides by what has been what the owner does. It is shown every row before it
// is asked.
type Adviser interface {
	See(at int64, row []float64)
	Due(at int64) bool
	// Advise is an operation for the pool as it is, or the reason for none.
	Advise(now *ops.Snapshot) (op ops.Operation, reason string, err error)
}

// Gas is what an arbitrageur's transactions cost.
type Gas struct {
	Base, Hop float64 // units of gas
	Price     float64 // of a unit, in Token, or in the prices' money where Token is -1
	Token     int     // the column of a row whose price gas follows; -1: none
}

// Task is something that the owner does at a time.
type Task struct {
	At   ops.Time
	Line int // of the strategy's file
	// Make is the operation for the pool as it is by then.
	Make func(now *ops.Snapshot) (ops.Operation, error)
}

// RefusedError says that the contract, or the owner's policies, would refuse an
// operation at its time.
type RefusedError struct {
	Line    int
	At      ops.Time
	Finding ops.Finding
}

func (e *RefusedError) Error() string { return e.Finding.Code + ": " + e.Finding.Summary }
