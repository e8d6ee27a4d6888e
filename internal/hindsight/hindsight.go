// Package hindsight compares what a pool really did with what the model says: the pool's
// past operations, joins and exits are replayed in a run, and its past trades are compared
// with those of the run. It is pure.
package hindsight

import (
	"fmt"

	"mpool/internal/backtest"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// Moment is what the transactions of one block did to a pool.
type Moment struct {
	At    units.Time
	Deeds []ops.Deed
}

// Past is a pool's past, in order.
type Past struct {
	Start *ops.Snapshot // before the first of it
	End   *ops.Snapshot // behind the last
	Was   []Moment
}

// Check refuses a past in which tokens were added or removed: the model's pool has the same
// tokens from the first row to the last.
func (p *Past) Check() error {
	for _, m := range p.Was {
		for _, d := range m.Deeds {
			for _, e := range d.Events {
				switch e.(type) {
				case ops.TokensCame, ops.TokensWent:
					return fmt.Errorf("tokens came or went at %s", m.At)
				}
			}
		}
	}
	return nil
}

// Tasks are the events of the run: all that changed the pool except the swaps of its tokens
// and what tokens write by themselves. Each is applied as its event says, at the first step
// that is not before it.
func (p *Past) Tasks() []backtest.Task {
	var all []backtest.Task
	for _, m := range p.Was {
		var kept []ops.Deed
		for _, d := range m.Deeds {
			if events := p.kept(d.Events); len(events) > 0 {
				kept = append(kept, ops.Deed{Tx: d.Tx, Index: d.Index, Events: events})
			}
		}
		if len(kept) > 0 {
			all = append(all, backtest.Task{At: m.At, Next: func(now *ops.Snapshot) (*ops.Snapshot, error) { return p.apply(now, m.At, kept) }})
		}
	}
	return all
}

func (p *Past) kept(events []ops.Event) (kept []ops.Event) {
	for _, event := range events {
		switch e := event.(type) {
		case ops.Approved:
		case ops.Transferred:
			if e.Token == p.Start.Pool.Address {
				kept = append(kept, e)
			}
		case ops.Swapped:
			if p.liquidity(e) {
				kept = append(kept, e)
			}
		default:
			kept = append(kept, e)
		}
	}
	return kept
}

// liquidity says that a swap is a join or an exit: BPT is on one of its sides.
func (p *Past) liquidity(e ops.Swapped) bool {
	return e.In == p.Start.Pool.Address || e.Out == p.Start.Pool.Address
}

// ApartError says that the model's pool cannot go through what the real one went through.
type ApartError struct{ Reason string }

func (e *ApartError) Error() string { return e.Reason }

// mostBits is the size of a balance in the Vault. A larger balance is one below zero.
const mostBits = 112

func (p *Past) apply(now *ops.Snapshot, at units.Time, deeds []ops.Deed) (*ops.Snapshot, error) {
	next, err := now.Apply(deeds, p.End)
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

// Counts are how many of the past's transactions were operations, and how many joined or
// left.
func (p *Past) Counts() (operations, liquidity int) {
	for _, m := range p.Was {
		for _, d := range m.Deeds {
			operated, moved := false, false
			for _, event := range d.Events {
				switch e := event.(type) {
				case ops.Approved, ops.Transferred, ops.FeeCollected:
				case ops.Swapped:
					moved = moved || p.liquidity(e)
				case ops.BalanceChanged:
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
