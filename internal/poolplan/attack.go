package poolplan

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"mpool/internal/backtest"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/poolfile"
	"mpool/internal/stress"
	"mpool/internal/text"
	"mpool/internal/units"
)

// usualAttack is how far a price of the strategy's is moved, and for how long.
const usualAttack = "10%/30m"

// Attack is what somebody could take who moves a price that the strategy decides by, and
// not the market: the worst token, direction and decision of the prices that were given.
type Attack struct {
	Scenario string         `json:"scenario"`
	Loss     float64        `json:"pool_loss"` // share of the pool's value
	At       units.Time     `json:"at"`
	Kept     map[string]int `json:"kept"` // decisions that the guards held back, by guard
	Tried    int            `json:"scenarios"`
	// Decisions are those of the worst run, of which so many were attacked, one by one.
	Decisions      int `json:"decisions"`
	DecisionsTried int `json:"decisions_tried"`
	// Gas is what each trade with the pool costs, and Cost what moving the price takes: at this
	// time, and in the thinnest hours. All are in the money of the prices; 0: not given.
	Gas      float64 `json:"gas_cost"`
	Cost     float64 `json:"cost"`
	ThinCost float64 `json:"thin_cost"`
	Gain     float64 `json:"attacker_gain"` // of all who trade with the pool, less the cost
}

// Words say it in a line.
func (a *Attack) Words() string {
	words := fmt.Sprintf("moving a price that the strategy sees by %s would take %s%s of the pool, at %s", strings.TrimPrefix(a.Scenario, "oracle:"), a.bound(), text.CostOf(a.Loss), a.At)
	if a.Gas > 0 {
		words += fmt.Sprintf(", with a gas fee of %s for each trade", money(a.Gas))
	}
	if a.Cost > 0 {
		words += fmt.Sprintf("; moving the price costs %s then, and the traders gain %s after that cost", money(a.Cost), money(a.Gain))
	}
	if a.ThinCost < a.Cost {
		words += fmt.Sprintf("; in the thinnest hours it costs %s", money(a.ThinCost))
	}
	words += fmt.Sprintf("; tried: each token up and down, at %s", a.scope())
	for _, guard := range slices.Sorted(maps.Keys(a.Kept)) {
		words += fmt.Sprintf("; %s held it back %d times", guard, a.Kept[guard])
	}
	return words
}

// bound says what the loss is: the most where each decision was attacked, and else the most
// that was found.
func (a *Attack) bound() string {
	if a.partly() {
		return "at least "
	}
	return "at most "
}

// scope says at which decisions attacks were tried.
func (a *Attack) scope() string {
	if a.partly() {
		return fmt.Sprintf("%d of the %d decisions over the prices given, evenly spread: a worse one may be among the others", a.DecisionsTried, a.Decisions)
	}
	return fmt.Sprintf("each of the %s over the prices given", text.Plural(a.Decisions, "decision"))
}

func money(amount float64) string { return text.Number(strconv.FormatFloat(amount, 'f', 2, 64)) }

// attack runs the backtest's attacks on the signal over the prices of the plan.
func (s *signal) attack(before *ops.Snapshot, g poolfile.Guards) (*Attack, error) {
	if len(s.table.Times) < 2 {
		return nil, failure.Usage("the attack model needs a history of prices, but there is only one row").WithHint("use prices: with a file that has more rows")
	}
	m := &model{before: before, size: g.Attack, depth: g.Depth, base: &stress.World{Past: s.table}}
	if m.size == "" {
		m.size = usualAttack
	}
	for _, words := range g.Thin {
		w, err := backtest.ParseWindow(words)
		if err != nil {
			return nil, failure.Usage("guards: thin_hours: %s", text.Clean(err.Error(), text.LineWidth)).WithHint("write 02:00-06:00=10%%")
		}
		m.base.Options.Thin = append(m.base.Options.Thin, w)
	}
	for _, t := range before.Tokens {
		m.base.Tokens = append(m.base.Tokens, t.Symbol)
	}
	first := units.Time(s.table.Times[0])
	prices := s.table.Row(0)
	m.maker = func() (*ops.Snapshot, backtest.Options, error) {
		pool, err := poolfile.Placed(before, first, prices, 0)
		if err != nil {
			return nil, backtest.Options{}, err
		}
		pool.Weights = ops.Ramp{Start: first, End: first}
		adviser, err := s.strategy.Adviser(pool, first, s.file)
		return pool, backtest.Options{Adviser: adviser, ArbEvery: 1, Gas: backtest.Gas{Base: g.Gas, Price: 1, Token: -1}}, err
	}
	worst, err := m.worst()
	if err == nil {
		worst.Gas = g.Gas
	}
	return worst, err
}

// model is what the attacks are tried on.
type model struct {
	before *ops.Snapshot
	base   *stress.World
	maker  stress.Maker
	size   string
	depth  float64
}

func (m *model) worst() (*Attack, error) {
	var worst *Attack
	tried := 0
	for _, t := range m.before.Tokens {
		for _, sign := range []string{"+", "-"} {
			one, err := m.try(fmt.Sprintf("oracle:%s=%s%s", t.Symbol, sign, m.size))
			if err != nil {
				return nil, err
			}
			if one == nil {
				continue
			}
			if tried++; worst == nil || one.Loss > worst.Loss {
				worst = one
			}
		}
	}
	if worst == nil {
		return nil, failure.New(failure.Plain, "strategy.attack", "the strategy makes no decision over these prices: the cost of an attack is unknown")
	}
	worst.Tried = tried
	return worst, nil
}

// try runs one scenario at the decision at which the pool loses most; nil: there is none.
func (m *model) try(scenario string) (*Attack, error) {
	words := scenario + ",every=worst"
	if m.depth > 0 {
		words += ",cost=depth:" + strconv.FormatFloat(m.depth, 'g', -1, 64)
	}
	parsed, err := stress.Parse(words, m.base)
	if err != nil {
		return nil, failure.Usage("guards: oracle_attack: %s", text.Clean(err.Error(), text.LineWidth)).WithHint("write 10%%/30m")
	}
	o, err := stress.Run(parsed, m.base, m.maker, 1, 1, 1, func() bool { return false })
	switch {
	case errors.Is(err, stress.ErrNoDecision):
		return nil, nil
	case err != nil:
		return nil, failure.New(failure.Plain, "strategy.attack", "the attack %s cannot be computed: %s", scenario, text.Clean(err.Error(), text.LineWidth))
	}
	a := &Attack{Scenario: scenario, Loss: o.Attack.Loss, At: units.Time(o.Attack.At), Kept: o.Attack.Kept, Cost: o.Attack.Cost, Gain: o.Attack.Gain,
		Decisions: o.Attack.Decisions, DecisionsTried: o.Attack.Tried}
	a.ThinCost = a.Cost / backtest.DepthAt(m.base.Options.Thin, o.Attack.At)
	least := a.ThinCost
	for _, w := range m.base.Options.Thin {
		a.ThinCost = min(a.ThinCost, least*w.Depth)
	}
	return a, nil
}

// partly says that attacks were tried at some of the decisions only, so that the loss is a
// lower bound.
func (a *Attack) partly() bool { return a != nil && a.DecisionsTried < a.Decisions }

// guard refuses a strategy whose guards allow more than the file does.
func (a *Attack) guard(most *units.Fixed) error {
	if a == nil || most == nil || a.Loss <= most.Int().Float64()/1e18 {
		return nil
	}
	return failure.New(failure.Refused, "strategy.attack", "refused: %s, and max_oracle_loss allows %s [strategy.attack]", a.Words(), most.Percent()).
		WithHint("tighten the strategy's guards: max_change, oracle: twap:1h with max_deviation, or max_weight")
}
