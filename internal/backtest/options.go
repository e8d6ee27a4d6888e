// Package backtest runs a pool over a path of prices. Floats with a fixed order of operations decide
// when someone trades, and give the same bytes on every machine. Only the contracts' integers compute
// what the pool does. The owner acts through package ops. The package has no clock and does no I/O.
package backtest

import (
	"mpool/internal/ops"
	"mpool/internal/policy"
	"mpool/internal/units"
)

// Options say who acts besides the prices.
type Options struct {
	Gas        Gas
	ArbEvery   int     // steps between times of arbitrage; 0: none
	ArbMean    float64 // mean seconds between random times of arbitrage; 0: use ArbEvery
	ArbShare   float64 // the part of the best trade that is made; 0: all of it
	Latency    int     // number of steps by which arbitrage sees prices late
	Retail     Retail
	Sandwich   bool    // a searcher moves the price before each retail swap to the user's limit, and back
	Slippage   float64 // the share by which a retail swap may get less than the pool's quote
	Thin       []Window
	Outages    []Span  // no arbitrage comes
	Dear       []Span  // gas costs Times as much
	MostVolume float64 // the largest part of the outside volume that arbitrage of a step trades; 0: no limit
	Volumes    []int   // by token, the column of its volume in whole tokens; 0: unknown
	Spread     float64 // cost of the reference fund's trades, as a share
	Seed       uint64
	Tasks      []Task
	Adviser    Adviser // nil: none
	OwnerGas   float64 // gas units of each transaction of the owner
	Policies   *policy.Policies
	Witness    Witness
}

// Gas is the cost of an arbitrageur's transactions.
type Gas struct {
	Base, Hop float64 // units of gas
	Price     float64 // of a unit, in Token, or in the prices' money if Token is -1
	Token     int     // the column of the price that gas follows; -1: none
	// Column, if not 0, is the column of a gas price in 10^-9 of Token. It replaces Price.
	Column int
	// Whole, if not 0, is the column of the cost of a whole trade in money.
	Whole int
}

// Paid reports whether transactions cost anything.
func (g Gas) Paid() bool { return g.Price > 0 || g.Column > 0 || g.Whole > 0 }

// Retail are trades of users.
type Retail struct {
	Ratio  float64 // volume, as a multiple of the last step's arbitrage
	Daily  float64 // volume per day, as a share of the pool's value
	Listed []Listed
}

// Listed is a swap from a list, in whole tokens.
type Listed struct {
	At      int64
	In, Out int
	Amount  float64
	Least   float64 // the least output that the user accepts; 0: by Slippage
}

// Span is a half-open time span of the run, in unix seconds.
type Span struct {
	From, To int64
	Times    float64
}

func (s Span) has(at uint64) bool { return int64(at) >= s.From && int64(at) < s.To }

// Adviser decides from past rows what the owner does. See is called with every row before Due and
// Advise.
type Adviser interface {
	See(at int64, row []float64)
	Due(at int64) bool
	// Advise returns an operation for the current pool, or the reason for none.
	Advise(now *ops.Snapshot) (op ops.Operation, reason string, err error)
}

// Task is something that happens at a time.
type Task struct {
	At   units.Time
	Line int // in the strategy file
	// Make returns the owner's operation for the pool at that time.
	Make func(now *ops.Snapshot) (ops.Operation, error)
	// Next, if Make is nil, returns the pool after an event of the past. Such an event is neither
	// planned nor refused, and can move tokens in and out.
	Next func(now *ops.Snapshot) (*ops.Snapshot, error)
}

// RefusedError says that the contract, or the owner's policies, would refuse an operation at its time.
type RefusedError struct {
	Line    int
	At      units.Time
	Finding ops.Finding
}

func (e *RefusedError) Error() string { return e.Finding.Code + ": " + e.Finding.Summary }
