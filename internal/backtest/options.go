// Package backtest runs a pool over a path of prices. Floats with one fixed order of
// operations decide when somebody trades, and give the same bytes on every machine. The
// contracts' integers alone compute what the pool does, and the owner acts through package
// ops. The package has no clock and reads nothing.
package backtest

import (
	"mpool/internal/ops"
	"mpool/internal/policy"
	"mpool/internal/units"
)

// Options say who acts beside the prices.
type Options struct {
	Gas        Gas
	ArbEvery   int     // arbitrage at every so many steps; 0: none
	ArbMean    float64 // seconds; arbitrage comes by chance, after so long on average: 0 as ArbEvery has it
	ArbShare   float64 // the part of the best trade that is made; 0: all of it
	Latency    int     // arbitrage sees the prices of so many steps ago
	Retail     Retail
	Sandwich   bool    // a searcher moves each retail swap to its limit, and back
	Slippage   float64 // how much less than the pool would give a retail swap may get
	Thin       []Window
	Outages    []Span  // no arbitrage comes
	Dear       []Span  // gas costs Times as much
	MostVolume float64 // arbitrage of a step is at most this part of the volume outside; 0: any
	Volumes    []int   // by token, the column of its volume in whole tokens; 0: not known
	Spread     float64 // the cost, as a share, of what the reference fund trades
	Seed       uint64
	Tasks      []Task
	Adviser    Adviser // nil: there is none
	OwnerGas   float64 // units of gas that each of the owner's transactions takes
	Policies   *policy.Policies
	Witness    Witness
}

// Gas is what an arbitrageur's transactions cost.
type Gas struct {
	Base, Hop float64 // units of gas
	Price     float64 // of a unit, in Token, or in the prices' money where Token is -1
	Token     int     // the column of a row whose price gas follows; -1: none
	// Column, if not 0, is the column of a gas price in 10^-9 of Token, instead of the
	// above.
	Column int
	// Whole, if not 0, is the column of the cost of a whole trade in money.
	Whole int
}

// Retail is who trades for reasons of his own.
type Retail struct {
	Ratio  float64 // of the last step's arbitrage, in value
	Daily  float64 // of the pool's value, a day
	Listed []Listed
}

// Listed is a swap of a list, in whole tokens.
type Listed struct {
	At      int64
	In, Out int
	Amount  float64
	Least   float64 // the least that he accepts; 0: by Slippage
}

// Span is a time of the run, half open, in unix seconds.
type Span struct {
	From, To int64
	Times    float64
}

func (s Span) has(at uint64) bool { return int64(at) >= s.From && int64(at) < s.To }

// Adviser decides from past rows what the owner does. It sees every row before it is asked.
type Adviser interface {
	See(at int64, row []float64)
	Due(at int64) bool
	// Advise returns an operation for the current pool, or the reason for none.
	Advise(now *ops.Snapshot) (op ops.Operation, reason string, err error)
}

// Task is something that the owner does at a time.
type Task struct {
	At   units.Time
	Line int // of the strategy's file
	// Make returns the operation for the pool at that time.
	Make func(now *ops.Snapshot) (ops.Operation, error)
	// Next, where Make is nil, is the pool behind something that just happens: nobody plans
	// it, nothing refuses it, and tokens may come in and go out by it.
	Next func(now *ops.Snapshot) (*ops.Snapshot, error)
}

// RefusedError says that the contract, or the owner's policies, would refuse an
// operation at its time.
type RefusedError struct {
	Line    int
	At      units.Time
	Finding ops.Finding
}

func (e *RefusedError) Error() string { return e.Finding.Code + ": " + e.Finding.Summary }
