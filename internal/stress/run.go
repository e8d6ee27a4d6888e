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

// Maker returns the pool and the options for a run. Each run needs its own options, because an adviser
// has memory. A run does not change the pool.
type Maker func() (*ops.Snapshot, backtest.Options, error)

// Outcome is the result of a scenario.
type Outcome struct {
	Name     string    `json:"name,omitempty"` // from the file of scenarios
	Scenario string    `json:"scenario"`
	Paths    int       `json:"paths"`
	Value    Quantiles `json:"value"`
	Return   Quantiles `json:"return"`
	Hold     Quantiles `json:"impermanent_loss"`
	Drawdown Quantiles `json:"max_drawdown"`
	Reweight Quantiles `json:"reweight_cost"` // as a share of the first value
	Trips    int       `json:"breaker_trips"` // over all paths
	Refused  int       `json:"refused"`
	// Worst is the path with the lowest final value, and WorstSeed its seed.
	Worst     int       `json:"worst_path"`
	WorstSeed uint64    `json:"worst_seed"`
	Attack    *Attacked `json:"attack,omitempty"`
}

// Same reports whether a scenario changed no figure of a run.
func (o *Outcome) Same(plain *Outcome) bool {
	return o.Paths == 1 && o.Attack == nil && o.Value == plain.Value && o.Return == plain.Return && o.Hold == plain.Hold &&
		o.Drawdown == plain.Drawdown && o.Reweight == plain.Reweight && o.Trips == plain.Trips && o.Refused == plain.Refused
}

// Attacked is the result of an attack on the signal.
type Attacked struct {
	At   int64          `json:"at"`
	Loss float64        `json:"pool_loss"`     // share of the value, compared with the run without the attack
	Gain float64        `json:"attacker_gain"` // additional net gain of all arbitrage, less the cost of the attack
	Cost float64        `json:"cost"`
	Kept map[string]int `json:"kept"` // decisions without an operation in the run with the attack, by reason
	// Decisions counts the decisions of the run, and Tried those that were attacked. With every=worst
	// these are all, or as many as time allows, evenly spread; then a worse one can be among the
	// others.
	Decisions int `json:"decisions"`
	Tried     int `json:"decisions_tried"`
}

// ErrEnded says that the user stopped the runs.
var ErrEnded = errors.New("ended")

// ErrNoDecision says that the strategy makes no decision that could be attacked.
var ErrNoDecision = errors.New("the strategy makes no decision that could be attacked")

// ErrNoSignal says that an attack has no signal to mislead.
var ErrNoSignal = errors.New("an oracle attack needs a strategy with a signal")

// Run runs a scenario over its paths on jobs goroutines. The result does not depend on jobs. It calls
// ended from time to time and stops if that is true.
func Run(s Scenario, base *World, make Maker, paths, jobs int, seed uint64, ended func() bool) (*Outcome, error) {
	if s.attack != nil {
		return runAttack(s, base, make, jobs, ended)
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

// runAll runs every path and returns the error of the first path that fails.
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
					next.Store(int64(paths)) // begin no further path
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

// beginner begins a path. It returns the path's options and the change of its rows.
type beginner func(own backtest.Options, seed uint64) (backtest.Options, change)

// world prepares once what all paths share. Paths read their rows one by one and change or draw them,
// so none stores its rows.
func (s Scenario) world(base *World) (beginner, error) {
	if s.fit == nil {
		w := &World{Past: base.Past, Tokens: base.Tokens}
		begin, err := s.bend(w)
		if err != nil {
			return nil, err
		}
		return func(own backtest.Options, _ uint64) (backtest.Options, change) {
			own.Outages, own.Dear = slices.Concat(own.Outages, w.Options.Outages), slices.Concat(own.Dear, w.Options.Dear)
			own.Thin = slices.Concat(w.Options.Thin, own.Thin) // windows of the scenario come first
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

// streamPath is the random stream for paths. The streams within a run have other numbers.
const streamPath = 100

// play runs a pool over the past's rows, changed by change.
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

// Each tried decision is a run over all rows. attackRows limits the rows of all these runs;
// leastAttacks decisions are tried in any case.
const (
	attackRows   = 2_000_000
	leastAttacks = 24
)

// worstOf is the run with the lowest final value and, of equal ones, the first, so that the result
// does not depend on jobs.
func worstOf(times []int64, jobs int, run func(t int64) (*backtest.Result, error)) (worst *backtest.Result, at int64, err error) {
	var lock sync.Mutex
	first := 0
	err = runAll(len(times), jobs, func(i int) error {
		r, err := run(times[i])
		lock.Lock()
		defer lock.Unlock()
		if err == nil && (worst == nil || r.Value < worst.Value || r.Value == worst.Value && i < first) {
			worst, at, first = r, times[i], i
		}
		return err
	})
	return worst, at, err
}

func runAttack(s Scenario, base *World, make Maker, jobs int, ended func() bool) (*Outcome, error) {
	plain, decisions, err := attacked(nil, base, make, ended)
	if err != nil {
		return nil, err
	}
	times := []int64{s.attack.pulse.at}
	if s.attack.worst {
		times = thinned(decisions, max(leastAttacks, attackRows/max(1, plain.Steps)))
	}
	worst, at, err := worstOf(times, jobs, func(t int64) (*backtest.Result, error) {
		p := s.attack.pulse
		p.at = t - s.attack.lead
		r, _, err := attacked(&p, base, make, ended)
		return r, err
	})
	if err != nil {
		return nil, err
	}
	if worst == nil {
		return nil, fmt.Errorf("%s: %w", s.Text, ErrNoDecision)
	}
	one := newFigures(1)
	one.add(0, worst)
	o := one.outcome(s, 0)
	cost := float64(s.attack.cost() * backtest.DepthAt(base.Options.Thin, at)) // a thin venue costs less to move
	o.Attack = &Attacked{At: at, Loss: 1 - float64(worst.Value/plain.Value), Gain: worst.Arbitrage.Net - plain.Arbitrage.Net - cost, Cost: cost, Kept: worst.Owner.Kept, Decisions: len(decisions), Tried: len(times)}
	return o, nil
}

// attacked runs with a misled signal, or unchanged without a pulse. It also returns the times of the
// decisions.
func attacked(p *pulse, base *World, make Maker, ended func() bool) (*backtest.Result, []int64, error) {
	pool, options, err := make()
	if err != nil {
		return nil, nil, err
	}
	if options.Adviser == nil {
		return nil, nil, ErrNoSignal
	}
	notes := &watched{Adviser: options.Adviser}
	if options.Adviser = notes; p != nil {
		options.Adviser = &misled{Adviser: notes, pulse: *p}
	}
	r, err := play(pool, base.Past, options, nil, ended)
	return r, notes.at, err
}

// thinned returns at most so many elements, evenly spread, including the first and the last.
func thinned[T any](all []T, most int) []T {
	if len(all) <= most {
		return all
	}
	var few []T
	for i := range most {
		few = append(few, all[i*(len(all)-1)/(most-1)])
	}
	return few
}
