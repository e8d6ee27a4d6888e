package poolplan

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"mpool/internal/backtest"
	"mpool/internal/failure"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/poolfile"
	"mpool/internal/strategy"
	"mpool/internal/stress"
	"mpool/internal/text"
	"mpool/internal/units"
)

// usualAttack is the default attack: the largest price move and its duration.
const usualAttack = "10%/30m"

// attackRows is the number of rows to run for all attacks together, which take some seconds.
const attackRows = 600_000

// attack tries attacks on the strategy's prices.
func (s *signal) attack(ctx context.Context, before *ops.Snapshot, g poolfile.Guards, show func(done, of int)) (*Attack, error) {
	if len(s.table.Times) < 2 {
		return nil, failure.Usage("the attack model needs a history of prices, but there is only one row").WithHint("use prices: with a file that has more rows")
	}
	base, err := s.attackWorld(before, g)
	if err != nil {
		return nil, err
	}
	maker := s.attackMaker(before, g)
	_, options, err := maker()
	if err != nil {
		return nil, err
	}
	adviser, _ := options.Adviser.(*strategy.Adviser)
	m := &moves{adviser: adviser, step: max(1, (base.Past.Last()-base.Past.First())/int64(base.Past.Steps()-1)), depth: g.Depth, attack: g.Attack}
	if m.attack == "" {
		m.attack = usualAttack
	}
	search := &stress.Search{Rows: attackRows, Jobs: runtime.NumCPU(), Ended: func() bool { return ctx.Err() != nil }, Show: show}
	for _, words := range m.all(base.Tokens) {
		one, err := stress.Parse(words, base)
		if err != nil {
			return nil, failure.Usage("guards: oracle_attack: %s", text.Clean(err.Error(), text.LineWidth)).WithHint("write 10%%/30m")
		}
		search.Scenarios = append(search.Scenarios, one)
	}
	found, err := search.Worst(base, maker)
	switch {
	case errors.Is(err, stress.ErrEnded):
		return nil, ctx.Err()
	case errors.Is(err, stress.ErrNoDecision):
		return nil, failure.New(failure.Plain, "strategy.attack", "the strategy makes no decision over these prices: the cost of an attack is unknown")
	case err != nil:
		return nil, failure.New(failure.Plain, "strategy.attack", "the attack on the strategy's prices cannot be computed: %s", text.Clean(err.Error(), text.LineWidth))
	}
	return attackOn(found, base, search.Scenarios, g), nil
}

// attackWorld returns the run on which the attacks are tried.
func (s *signal) attackWorld(before *ops.Snapshot, g poolfile.Guards) (*stress.World, error) {
	base := &stress.World{Past: s.table}
	for _, words := range g.Thin {
		w, err := backtest.ParseWindow(words)
		if err != nil {
			return nil, failure.Usage("guards: thin_hours: %s", text.Clean(err.Error(), text.LineWidth)).WithHint("write 02:00-06:00=10%%")
		}
		base.Options.Thin = append(base.Options.Thin, w)
	}
	for _, t := range before.Tokens {
		base.Tokens = append(base.Tokens, t.Symbol)
	}
	return base, nil
}

// attackMaker returns a function that makes the pool at the first row and the strategy.
func (s *signal) attackMaker(before *ops.Snapshot, g poolfile.Guards) stress.Maker {
	first := units.Time(s.table.Times[0])
	prices := s.table.Row(0)
	return func() (*ops.Snapshot, backtest.Options, error) {
		pool, err := poolfile.Placed(before, first, prices, 0)
		if err != nil {
			return nil, backtest.Options{}, err
		}
		pool.Weights = ops.Ramp{Start: first, End: first}
		adviser, err := s.strategy.Adviser(pool, first, s.file)
		return pool, backtest.Options{Adviser: adviser, ArbEvery: 1, Gas: backtest.Gas{Base: g.Gas, Price: 1, Token: -1}}, err
	}
}

// moves are the price moves to try.
type moves struct {
	adviser *strategy.Adviser
	step    int64 // seconds between rows
	depth   float64
	attack  string
}

// smaller are the fractions of the largest move that are tried: a larger move is not always worse.
func smaller() [4]float64 { return [...]float64{1, 0.75, 0.5, 0.25} }

// belowGuard are the fractions of the largest move that passes max_deviation at constant prices.
func belowGuard() [3]float64 { return [...]float64{0.999, 0.9, 0.75} }

// all returns the scenarios: each token, up and down, with each size.
func (m *moves) all(tokens []named.Symbol) (all []string) {
	for _, token := range tokens {
		for _, up := range []bool{true, false} {
			for _, lead := range m.leads() {
				for _, size := range m.sizes(up, lead) {
					all = append(all, m.scenario(string(token), up, lead, size))
				}
			}
		}
	}
	return all
}

func (m *moves) scenario(token string, up bool, lead int64, size string) string {
	sign := "-"
	if up {
		sign = "+"
	}
	words := fmt.Sprintf("oracle:%s=%s%s/%s,every=worst", token, sign, size, m.length())
	if lead > 0 {
		words += fmt.Sprintf(",lead=%ds", lead)
	}
	if m.depth > 0 {
		words += ",cost=depth:" + strconv.FormatFloat(m.depth, 'g', -1, 64)
	}
	return words
}

func (m *moves) length() string {
	_, length, _ := strings.Cut(m.attack, "/")
	return length
}

// leads returns for how many seconds the price is moved before the decision. A strategy that uses a
// mean is affected more by a longer move.
func (m *moves) leads() []int64 {
	stay, err := units.ParseDuration(m.length())
	if err != nil || m.adviser.Mean() == 0 || int64(stay) <= m.step {
		return []int64{0}
	}
	return []int64{0, (int64(stay) - 1) / m.step * m.step}
}

// sizes returns percentages, the largest first. A size that cannot be parsed is returned unchanged, and
// refused later.
func (m *moves) sizes(up bool, lead int64) []string {
	size, _, _ := strings.Cut(m.attack, "/")
	most, err := strconv.ParseFloat(strings.TrimSuffix(size, "%"), 64)
	if err != nil || !strings.HasSuffix(size, "%") {
		return []string{size}
	}
	var all []float64
	for _, part := range smaller() {
		all = append(all, most*part)
	}
	bound := 100 * m.adviser.Moved(up, int(m.adviser.Mean()/m.step), int(lead/m.step)+1)
	for _, part := range belowGuard() {
		if below := bound * part; below > 0 && below < most {
			all = append(all, below)
		}
	}
	slices.Sort(all)
	slices.Reverse(all)
	var words []string
	for _, x := range slices.Compact(all) {
		words = append(words, strconv.FormatFloat(x, 'g', 5, 64)+"%")
	}
	return words
}

// attackOn returns the worst attack found.
func attackOn(found *stress.Found, base *stress.World, all []stress.Scenario, g poolfile.Guards) *Attack {
	scenario, _, _ := strings.Cut(all[found.Scenario].Text, ",cost=")
	a := &Attack{Scenario: scenario, Loss: found.Loss, At: units.Time(found.At), Kept: found.Kept, Cost: found.Cost, Gain: found.Gain, Gas: g.Gas,
		Tried: len(all), Attacks: found.Attacks, Decisions: found.Decisions, DecisionsTried: found.Tried}
	then, thinnest := backtest.DepthAt(base.Options.Thin, found.At), 1.0
	for _, w := range base.Options.Thin {
		thinnest = min(thinnest, w.Depth)
	}
	a.ThinCost, a.Thinnest = min(a.Cost, a.Cost/then*thinnest), thinnest < 1 && then <= thinnest
	return a
}
