package stress

import (
	"fmt"
	"slices"
	"sync"

	"mpool/internal/backtest"
	"mpool/internal/ops"
)

// Search finds the attack on a signal with the largest loss of the pool, among several scenarios. It
// tries each scenario at each decision, or at as many decisions as Rows allows, evenly spread.
type Search struct {
	Scenarios []Scenario
	Rows      int // limit of the rows that all runs together may take
	Jobs      int
	Ended     func() bool
	Show      func(done, of int) // progress; called by one goroutine at a time; may be nil
}

// Found is the worst attack of a search.
type Found struct {
	Attacked
	Scenario int // index in Scenarios
	Attacks  int // number of tried attacks
}

// resumer is an adviser that can start in the middle of the prices.
type resumer interface {
	backtest.Adviser
	Reach() (back, on int64) // seconds for which a price counts before a decision, and has an effect after it
	Resume(at int64)         // starts with the decision that is due at that time
}

// leastMoments is the number of decisions that are tried in any case.
const leastMoments = 4

// attempt is the result of one scenario at one decision.
type attempt struct {
	plain, misled *backtest.Result
	scenario      int
	at            int64
}

func (a *attempt) loss() float64 { return 1 - float64(a.misled.Value/a.plain.Value) }

// Worst returns the worst attack. The result does not depend on Jobs.
func (q *Search) Worst(base *World, make Maker) (*Found, error) {
	w, err := q.plain(base, make)
	if err != nil {
		return nil, err
	}
	if len(w.at) == 0 {
		return nil, ErrNoDecision
	}
	every := q.few(len(w.at), w)
	worst, done, lock := newAttempts(len(every)), 0, sync.Mutex{}
	err = runAll(len(every), q.Jobs, func(i int) (err error) {
		if worst[i], err = q.moment(base, make, w, every[i]); err != nil {
			return err
		}
		lock.Lock()
		defer lock.Unlock()
		if done++; q.Show != nil {
			q.Show(done, len(every))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	most := worst[0]
	for _, a := range worst[1:] {
		if a.loss() > most.loss() {
			most = a
		}
	}
	f := q.found(base, most)
	f.Decisions, f.Tried, f.Attacks = len(w.at), len(every), len(every)*len(q.Scenarios)
	return f, nil
}

func newAttempts(n int) []*attempt { return make([]*attempt, n) }

func (q *Search) found(base *World, a *attempt) *Found {
	cost := float64(q.Scenarios[a.scenario].attack.cost() * backtest.DepthAt(base.Options.Thin, a.at)) // a thin venue costs less to move
	return &Found{Scenario: a.scenario, Attacked: Attacked{At: a.at, Loss: a.loss(), Cost: cost,
		Gain: a.misled.Arbitrage.Net - a.plain.Arbitrage.Net - cost, Kept: a.misled.Owner.Kept}}
}

// plain runs without an attack and keeps the pool before each decision.
func (q *Search) plain(base *World, make Maker) (*watched, error) {
	pool, options, err := make()
	if err != nil {
		return nil, err
	}
	own, can := options.Adviser.(resumer)
	if !can {
		return nil, ErrNoSignal
	}
	w := &watched{Adviser: own, keeps: true}
	options.Adviser = w
	w.back, w.on = own.Reach()
	for _, s := range q.Scenarios {
		if s.attack == nil {
			return nil, fmt.Errorf("%s: not an attack on prices", s.Text)
		}
		w.stay = max(w.stay, s.attack.pulse.stay)
	}
	_, err = play(pool, base.Past, options, nil, q.Ended)
	return w, err
}

// few are the indices of the decisions to try.
func (q *Search) few(all int, w *watched) []int {
	first, last := w.times[0], w.times[len(w.times)-1]
	rows := float64(w.on+w.stay) / max(1, float64(last-first)) * float64(len(w.times))
	each := int(min(rows, float64(len(w.times)))+2) * (1 + len(q.Scenarios))
	return thinned(numbers(all), max(leastMoments, q.Rows/each))
}

func numbers(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// moment tries every scenario at one decision. It runs from that decision, because the rows before are
// the same with an attack, until the attack has no effect on any later decision.
func (q *Search) moment(base *World, make Maker, w *watched, decision int) (*attempt, error) {
	plain, err := q.from(base, make, w, decision, nil)
	if err != nil {
		return nil, err
	}
	var worst *attempt
	for i, s := range q.Scenarios {
		p := s.attack.pulse
		p.at = w.at[decision] - s.attack.lead
		r, err := q.from(base, make, w, decision, &p)
		if err != nil {
			return nil, err
		}
		if a := (&attempt{plain, r, i, w.at[decision]}); worst == nil || a.loss() > worst.loss() {
			worst = a
		}
	}
	return worst, nil
}

// from runs from a decision on, with the pool as it was then.
func (q *Search) from(base *World, make Maker, w *watched, decision int, p *pulse) (*backtest.Result, error) {
	if q.Ended() {
		return nil, ErrEnded
	}
	_, options, err := make()
	if err != nil {
		return nil, err
	}
	row := w.rows[decision]
	at := w.times[row]
	options.Adviser.(resumer).Resume(at)
	if p != nil {
		options.Adviser = &misled{Adviser: options.Adviser, pulse: *p}
	}
	engine, err := backtest.New(w.pools[decision].Clone(), options)
	if err != nil {
		return nil, err
	}
	first, _ := slices.BinarySearch(w.times, at-w.back)
	first = max(0, first-1)
	rows := base.Past.From(first)
	defer rows.Close()
	for i := first; ; i++ {
		now, prices, err := rows.Next()
		if err != nil {
			return nil, err
		}
		if prices == nil || now > at+w.on+w.stay {
			return engine.Result()
		}
		if i < row {
			options.Adviser.See(now, prices)
			continue
		}
		if err := engine.Step(now, prices); err != nil {
			return nil, err
		}
	}
}

// keep records the pool before a decision.
func (w *watched) keep(now *ops.Snapshot) {
	if w.keeps {
		w.rows, w.pools = append(w.rows, len(w.times)-1), append(w.pools, now.Clone())
	}
}
