package stress

import (
	"errors"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"

	"mpool/internal/arb"
	"mpool/internal/backtest"
	"mpool/internal/market"
	"mpool/internal/ops"
)

// Maker makes a run's pool and options anew: what decides in one has a memory.
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
	Gain float64        `json:"attacker_gain"` // what all who trade gained more, less the cost
	Cost float64        `json:"cost"`
	Kept map[string]int `json:"kept"` // decisions after which nothing was done, with it, by reason
}

// ErrEnded says that somebody ended the runs.
var ErrEnded = errors.New("ended")

// Run runs a scenario over its paths, on so many goroutines. What comes out is the same
// for any number of them. ended is asked now and then.
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
	results, failures := runAll(paths, jobs, func(path int) (*backtest.Result, error) {
		return runPath(begin, make, seed+uint64(path), ended)
	})
	for _, err := range failures {
		if err != nil {
			return nil, err
		}
	}
	return summed(s, results, seed), nil
}

func runAll(paths, jobs int, run func(int) (*backtest.Result, error)) ([]*backtest.Result, []error) {
	results, failures := make([]*backtest.Result, paths), make([]error, paths)
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(paths, max(1, jobs)) {
		wait.Go(func() {
			for {
				path := int(next.Add(1)) - 1
				if path >= paths {
					return
				}
				if results[path], failures[path] = run(path); failures[path] != nil {
					next.Store(int64(paths)) // no more are begun
				}
			}
		})
	}
	wait.Wait()
	return results, failures
}

// rows are the rows of a run, in order.
type rows func(i int) []float64

// world makes what each path runs through, once for all of them: bent as a whole, or drawn
// row by row as the path goes on, so that no path takes memory for its rows.
func (s Scenario) world(base *World) (func(World, uint64) (*World, rows), error) {
	if s.fit == nil {
		w := &World{Table: copied(base.Table), Tokens: base.Tokens}
		if err := s.bend(w); err != nil {
			return nil, err
		}
		return func(own World, _ uint64) (*World, rows) {
			own.Table = w.Table
			own.Options.Outages, own.Options.Dear = slices.Concat(own.Options.Outages, w.Options.Outages), slices.Concat(own.Options.Dear, w.Options.Dear)
			own.Options.Thin = slices.Concat(w.Options.Thin, own.Options.Thin) // the scenario's first
			return &own, w.Table.Row
		}, nil
	}
	draw, err := s.fit(base)
	if err != nil {
		return nil, err
	}
	return func(own World, seed uint64) (*World, rows) {
		own.Table = base.Table
		return &own, drawn(base.Table, len(base.Tokens), draw(rand.New(rand.NewPCG(seed, streamPath))))
	}, nil
}

// drawn are the table's rows with prices of their own for the tokens, from the first one on.
func drawn(t *market.Table, n int, next func([]float64)) rows {
	buffer := make([]float64, t.Tokens+3*n)
	row, logs, returns, grown := buffer[:t.Tokens], buffer[t.Tokens:t.Tokens+n], buffer[t.Tokens+n:t.Tokens+2*n], buffer[t.Tokens+2*n:]
	return func(i int) []float64 {
		if copy(row, t.Row(i)); i == 0 {
			return row
		}
		next(returns)
		for k, r := range returns {
			logs[k] += r
		}
		copy(grown, logs)
		arb.Exps(grown)
		for k, first := range t.Row(0)[:n] {
			row[k] = float64(first * grown[k])
		}
		return row
	}
}

func runPath(begin func(World, uint64) (*World, rows), make Maker, seed uint64, ended func() bool) (*backtest.Result, error) {
	pool, options, err := make()
	if err != nil {
		return nil, err
	}
	options.Seed = seed
	w, rows := begin(World{Options: options}, seed)
	return play(pool, w, rows, ended)
}

// streamPath is a stream of dice apart from those within a run.
const streamPath = 100

func play(pool *ops.Snapshot, w *World, rows rows, ended func() bool) (*backtest.Result, error) {
	engine, err := backtest.New(pool, w.Options)
	if err != nil {
		return nil, err
	}
	for i, at := range w.Table.Times {
		if i%4096 == 0 && ended() {
			return nil, ErrEnded
		}
		if err := engine.Step(at, rows(i)); err != nil {
			return nil, err
		}
	}
	return engine.Result()
}

func copied(t *market.Table) *market.Table {
	next := *t
	next.Prices = slices.Clone(t.Prices)
	return &next
}

func summed(s Scenario, results []*backtest.Result, seed uint64) *Outcome {
	o := &Outcome{Scenario: s.Text, Paths: len(results)}
	var value, grown, hold, fall, weights []float64
	for i, r := range results {
		value, grown = append(value, r.Value), append(grown, float64(r.Value/r.ValueStart)-1)
		hold, fall = append(hold, r.AgainstHold), append(fall, r.Drawdown)
		weights = append(weights, float64(r.ReweightCost/r.ValueStart))
		o.Trips, o.Refused = o.Trips+len(r.Trips), o.Refused+r.Arbitrage.Refused+r.Retail.Refused
		if r.Value < results[o.Worst].Value {
			o.Worst = i
		}
	}
	o.WorstSeed = seed + uint64(o.Worst)
	for into, of := range map[*Quantiles][]float64{&o.Value: value, &o.Return: grown, &o.Hold: hold, &o.Drawdown: fall, &o.Reweight: weights} {
		*into = quantiles(of, seed)
	}
	return o
}

// mostAttacks is how many of the decisions are tried as the worst one.
const mostAttacks = 24

func runAttack(s Scenario, base *World, make Maker, ended func() bool) (*Outcome, error) {
	plain, decisions, err := attacked(nil, base, make, ended)
	if err != nil {
		return nil, err
	}
	times := []int64{s.attack.pulse.at}
	if s.attack.worst {
		times = thinned(decisions)
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
		return nil, errors.New(s.Text + ": the strategy makes no decision that could be attacked")
	}
	o := summed(s, []*backtest.Result{worst}, 0)
	cost := float64(s.attack.cost() * backtest.DepthAt(base.Options.Thin, at)) // a thin venue is moved for less
	o.Attack = &Attacked{At: at, Loss: 1 - float64(worst.Value/plain.Value), Gain: worst.Arbitrage.Net - plain.Arbitrage.Net - cost, Cost: cost, Kept: worst.Owner.Kept}
	return o, nil
}

// attacked runs with the signal misled; without a pulse as it is, and says when it decides.
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
	r, err := play(pool, &World{Table: base.Table, Tokens: base.Tokens, Options: options}, base.Table.Row, ended)
	return r, notes.at, err
}

func thinned(all []int64) []int64 {
	if len(all) <= mostAttacks {
		return all
	}
	var few []int64
	for i := range mostAttacks {
		few = append(few, all[i*(len(all)-1)/(mostAttacks-1)])
	}
	return few
}
