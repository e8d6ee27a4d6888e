package stress

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"

	"mpool/internal/backtest"
	"mpool/internal/market"
	"mpool/internal/ops"
)

// Maker makes a new pool and new options for a run, because what decides in one has a
// memory.
type Maker func() (*ops.Snapshot, backtest.Options, error)

// Outcome is what a scenario came to.
type Outcome struct {
	Name     string    `json:"name,omitempty"` // from a file of scenarios
	Scenario string    `json:"scenario"`
	Paths    int       `json:"paths"`
	Value    Quantiles `json:"value"`
	Return   Quantiles `json:"return"`
	Hold     Quantiles `json:"impermanent_loss"`
	Drawdown Quantiles `json:"max_drawdown"`
	Reweight Quantiles `json:"reweight_cost"` // of the first value
	Trips    int       `json:"breaker_trips"` // of all paths
	Refused  int       `json:"refused"`
	// Worst is the path that ended with the least value, and its seed.
	Worst     int       `json:"worst_path"`
	WorstSeed uint64    `json:"worst_seed"`
	Attack    *Attacked `json:"attack,omitempty"`
}

// Attacked is what an attack on the signal came to.
type Attacked struct {
	At   int64          `json:"at"`
	Loss float64        `json:"pool_loss"`     // of value, against the same run without it
	Gain float64        `json:"attacker_gain"` // what all traders gained more, less the cost
	Cost float64        `json:"cost"`
	Kept map[string]int `json:"kept"` // decisions after which nothing was done, with it, by reason
	// Decisions are those of the run, of which Tried were attacked: with every=worst all, or as
	// many as time allows, evenly spread. Where some were not, a worse one may be among them.
	Decisions int `json:"decisions"`
	Tried     int `json:"decisions_tried"`
}

// ErrEnded says that the user ended the runs.
var ErrEnded = errors.New("ended")

// ErrNoDecision says that the strategy decides nothing that could be attacked.
var ErrNoDecision = errors.New("the strategy makes no decision that could be attacked")

// Run runs a scenario over its paths, on so many goroutines, with the same result for any
// number of them. ended is called now and then.
func Run(s Scenario, base *World, make Maker, paths, jobs int, seed uint64, ended func() bool) (*Outcome, error) {
	if s.attack != nil {
		return runAttack(s, base, make, ended)
	}
	if !s.Random {
		paths = 1
	}
	begin, err := s.world(base)
	if err != nil {
		return nil, err
	}
	all := newFigures(paths)
	err = runAll(paths, jobs, func(path int) error {
		r, err := runPath(base.Past, begin, make, seed+uint64(path), ended)
		if err == nil {
			all.add(path, r)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return all.outcome(s, seed), nil
}

// runAll runs every path, and gives the first path's failure of all.
func runAll(paths, jobs int, run func(int) error) error {
	var next atomic.Int64
	var wait sync.WaitGroup
	var failed sync.Mutex
	var failure error
	first := paths
	for range min(paths, max(1, jobs)) {
		wait.Go(func() {
			for {
				path := int(next.Add(1)) - 1
				if path >= paths {
					return
				}
				if err := run(path); err != nil {
					next.Store(int64(paths)) // no more are begun
					failed.Lock()
					if path < first {
						first, failure = path, err
					}
					failed.Unlock()
				}
			}
		})
	}
	wait.Wait()
	return failure
}

// beginner begins a path: its options, and what changes its rows.
type beginner func(own backtest.Options, seed uint64) (backtest.Options, change)

// world fits what all paths share, once: rows are read, and changed or drawn, as a path goes
// on, so that none takes memory for them.
func (s Scenario) world(base *World) (beginner, error) {
	if s.fit == nil {
		w := &World{Past: base.Past, Tokens: base.Tokens}
		begin, err := s.bend(w)
		if err != nil {
			return nil, err
		}
		return func(own backtest.Options, _ uint64) (backtest.Options, change) {
			own.Outages, own.Dear = slices.Concat(own.Outages, w.Options.Outages), slices.Concat(own.Dear, w.Options.Dear)
			own.Thin = slices.Concat(w.Options.Thin, own.Thin) // the scenario's first
			if begin == nil {
				return own, nil
			}
			return own, begin()
		}, nil
	}
	draw, err := s.fit(base)
	if err != nil {
		return nil, err
	}
	return func(own backtest.Options, seed uint64) (backtest.Options, change) {
		return own, drawn(len(base.Tokens), draw(rand.New(rand.NewPCG(seed, streamPath))))
	}, nil
}

func runPath(past market.Past, begin beginner, make Maker, seed uint64, ended func() bool) (*backtest.Result, error) {
	pool, options, err := make()
	if err != nil {
		return nil, err
	}
	options.Seed = seed
	options, change := begin(options, seed)
	return play(pool, past, options, change, ended)
}

// streamPath is a stream of dice apart from those within a run.
const streamPath = 100

// play runs over the past's rows with their changes.
func play(pool *ops.Snapshot, past market.Past, o backtest.Options, change change, ended func() bool) (*backtest.Result, error) {
	engine, err := backtest.New(pool, o)
	if err != nil {
		return nil, err
	}
	rows := past.From(0)
	defer rows.Close()
	var own []float64
	for i := 0; ; i++ {
		if i%4096 == 0 && ended() {
			return nil, ErrEnded
		}
		at, row, err := rows.Next()
		switch {
		case err != nil:
			return nil, err
		case row == nil:
			return engine.Result()
		}
		if change != nil {
			own = append(own[:0], row...)
			if row, err = own, change(at, own); err != nil {
				return nil, err
			}
		}
		if err := engine.Step(at, row); err != nil {
			return nil, err
		}
	}
}

// Each decision that is tried is a run over all rows: in all these many rows are run, and these
// many decisions are always tried.
const (
	attackRows   = 2_000_000
	leastAttacks = 24
)

func runAttack(s Scenario, base *World, make Maker, ended func() bool) (*Outcome, error) {
	plain, decisions, err := attacked(nil, base, make, ended)
	if err != nil {
		return nil, err
	}
	times := []int64{s.attack.pulse.at}
	if s.attack.worst {
		times = thinned(decisions, max(leastAttacks, attackRows/max(1, plain.Steps)))
	}
	var worst *backtest.Result
	var at int64
	for _, t := range times {
		p := s.attack.pulse
		p.at = t
		r, _, err := attacked(&p, base, make, ended)
		if err != nil {
			return nil, err
		}
		if worst == nil || r.Value < worst.Value {
			worst, at = r, t
		}
	}
	if worst == nil {
		return nil, fmt.Errorf("%s: %w", s.Text, ErrNoDecision)
	}
	one := newFigures(1)
	one.add(0, worst)
	o := one.outcome(s, 0)
	cost := float64(s.attack.cost() * backtest.DepthAt(base.Options.Thin, at)) // a thin venue is moved for less
	o.Attack = &Attacked{At: at, Loss: 1 - float64(worst.Value/plain.Value), Gain: worst.Arbitrage.Net - plain.Arbitrage.Net - cost, Cost: cost, Kept: worst.Owner.Kept, Decisions: len(decisions), Tried: len(times)}
	return o, nil
}

// attacked runs with the signal misled; without a pulse it runs unchanged, and returns the
// times of the decisions.
func attacked(p *pulse, base *World, make Maker, ended func() bool) (*backtest.Result, []int64, error) {
	pool, options, err := make()
	if err != nil {
		return nil, nil, err
	}
	if options.Adviser == nil {
		return nil, nil, errors.New("an oracle attack needs a strategy with a signal")
	}
	notes := &watched{Adviser: options.Adviser}
	if options.Adviser = notes; p != nil {
		options.Adviser = &misled{Adviser: notes, pulse: *p}
	}
	r, err := play(pool, base.Past, options, nil, ended)
	return r, notes.at, err
}

// thinned are at most so many of all, evenly spread, the first and the last among them.
func thinned(all []int64, most int) []int64 {
	if len(all) <= most {
		return all
	}
	var few []int64
	for i := range most {
		few = append(few, all[i*(len(all)-1)/(most-1)])
	}
	return few
}
