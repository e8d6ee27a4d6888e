// Package hindsight compares what a pool really did with the model. It replays the pool's past
// operations, joins and exits in a run, and compares the past trades with those of the run. It is
// pure.
package hindsight

import (
	"fmt"

	"mpool/internal/backtest"
	"mpool/internal/mined"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// Moment is what the transactions of one block did to a pool.
type Moment struct {
	At    units.Time
	Deeds []mined.Deed
}

// Past is a pool's past, in order of time.
type Past struct {
	Start *ops.Snapshot // before the first moment
	End   *ops.Snapshot // after the last moment
	Was   []Moment
}

// Check refuses a past in which tokens were added or removed: the model's pool keeps the same tokens
// in all rows.
func (p *Past) Check() error {
	for _, m := range p.Was {
		for _, d := range m.Deeds {
			for _, e := range d.Events {
				switch e.(type) {
				case mined.TokensCame, mined.TokensWent:
					return fmt.Errorf("tokens came or went at %s", m.At)
				}
			}
		}
	}
	return nil
}

// Tasks are the events that the run repeats: all events except approvals, swaps between the pool's
// tokens, and transfers of those tokens. Each is applied exactly, at the first step at or after its
// time.
func (p *Past) Tasks() []backtest.Task {
	var all []backtest.Task
	for _, m := range p.Was {
		var kept []mined.Deed
		for _, d := range m.Deeds {
			if events := p.kept(d.Events); len(events) > 0 {
				kept = append(kept, mined.Deed{Tx: d.Tx, Index: d.Index, Events: events})
			}
		}
		if len(kept) > 0 {
			all = append(all, backtest.Task{At: m.At, Next: func(now *ops.Snapshot) (*ops.Snapshot, error) { return p.apply(now, m.At, kept) }})
		}
	}
	return all
}

func (p *Past) kept(events []mined.Event) (kept []mined.Event) {
	for _, event := range events {
		switch e := event.(type) {
		case mined.Approved:
		case mined.Transferred:
			if e.Token == p.Start.Pool.Address {
				kept = append(kept, e)
			}
		case mined.Swapped:
			if p.liquidity(e) {
				kept = append(kept, e)
			}
		default:
			kept = append(kept, e)
		}
	}
	return kept
}

// liquidity says whether a swap is a join or an exit: one side is BPT.
func (p *Past) liquidity(e mined.Swapped) bool {
	return e.In == p.Start.Pool.Address || e.Out == p.Start.Pool.Address
}

// ApartError says that the model's pool cannot repeat an event of the real pool.
type ApartError struct{ Reason string }

func (e *ApartError) Error() string { return e.Reason }

// mostBits is the size of a balance in the Vault. A larger number here is a balance below zero.
const mostBits = 112

func (p *Past) apply(now *ops.Snapshot, at units.Time, deeds []mined.Deed) (*ops.Snapshot, error) {
	next, err := mined.Apply(now, deeds, p.End)
	if err != nil {
		return nil, &ApartError{fmt.Sprintf("what happened at %s does not fit the model's pool: %s", at, err)}
	}
	for _, t := range next.Tokens {
		if t.Cash.Raw.BitLen() > mostBits {
			return nil, &ApartError{fmt.Sprintf("more %s left the pool at %s than the model's pool has", t.Symbol, at)}
		}
	}
	return next, nil
}

// Counts counts the past's operations, and its joins and exits, in transactions.
func (p *Past) Counts() (operations, liquidity int) {
	for _, m := range p.Was {
		for _, d := range m.Deeds {
			operated, moved := false, false
			for _, event := range d.Events {
				switch e := event.(type) {
				case mined.Approved, mined.Transferred, mined.FeeCollected:
				case mined.Swapped:
					moved = moved || p.liquidity(e)
				case mined.BalanceChanged:
					moved = true
				default:
					operated = true
				}
			}
			if operated {
				operations++
			}
			if moved {
				liquidity++
			}
		}
	}
	return operations, liquidity
}
