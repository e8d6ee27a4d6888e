package poolplan

import (
	"fmt"
	"strings"

	"mpool/internal/backtest"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/poolfile"
	"mpool/internal/stress"
	"mpool/internal/text"
)

// usualAttack is how far a price of the strategy's is moved, and for how long.
const usualAttack = "10%/30m"

// Attack is what somebody could take who moves a price that the strategy decides by, and
// not the market: the worst token, direction and decision of the prices that were given.
type Attack struct {
	Scenario string         `json:"scenario"`
	Loss     float64        `json:"pool_loss"` // share of the pool's value
	At       ops.Time       `json:"at"`
	Kept     map[string]int `json:"kept"` // decisions that the guards held back, by guard
	Tried    int            `json:"scenarios"`
}

// Words say it in a line.
func (a *Attack) Words() string {
	words := fmt.Sprintf("moving a price that the strategy sees by %s would take at most %.4f%% of the pool, at %s; %d attacks tried over the prices given", strings.TrimPrefix(a.Scenario, "oracle:"), 100*a.Loss, a.At, a.Tried)
	for guard, n := range a.Kept {
		words += fmt.Sprintf("; %s held it back %d times", guard, n)
	}
	return words
}

// attack runs the backtest's attacks on the signal over the prices of the plan.
func (s *signal) attack(before *ops.Snapshot, size string) (*Attack, error) {
	if size == "" {
		size = usualAttack
	}
	if len(s.table.Times) < 2 {
		return nil, failure.Usage("the attack model needs a history of prices, but there is only one row").WithHint("use prices: with a file that has more rows")
	}
	first := ops.Time(s.table.Times[0])
	prices := s.table.Row(0)
	maker := func() (*ops.Snapshot, backtest.Options, error) {
		pool, err := poolfile.Placed(before, first, prices, 0)
		if err != nil {
			return nil, backtest.Options{}, err
		}
		pool.Weights = ops.Ramp{Start: first, End: first}
		adviser, err := s.strategy.Adviser(pool, first, s.file)
		return pool, backtest.Options{Adviser: adviser, ArbEvery: 1}, err
	}
	base := &stress.World{Table: s.table}
	for _, t := range before.Tokens {
		base.Tokens = append(base.Tokens, t.Symbol)
	}
	return worstAttack(base, maker, before, size)
}

func worstAttack(base *stress.World, maker stress.Maker, before *ops.Snapshot, size string) (*Attack, error) {
	var worst *Attack
	tried := 0
	for _, t := range before.Tokens {
		for _, sign := range []string{"+", "-"} {
			scenario := fmt.Sprintf("oracle:%s=%s%s,every=worst", t.Symbol, sign, size)
			parsed, err := stress.Parse(scenario, base)
			if err != nil {
				return nil, failure.Usage("guards: oracle_attack: %s", text.Clean(err.Error(), text.LineWidth)).WithHint("write 10%%/30m")
			}
			o, err := stress.Run(parsed, base, maker, 1, 1, 1, func() bool { return false })
			if err != nil {
				continue // the strategy decides nothing there
			}
			tried++
			if worst == nil || o.Attack.Loss > worst.Loss {
				worst = &Attack{Scenario: strings.TrimSuffix(scenario, ",every=worst"), Loss: o.Attack.Loss, At: ops.Time(o.Attack.At), Kept: o.Attack.Kept}
			}
		}
	}
	if worst == nil {
		return nil, failure.New(failure.Plain, "strategy.attack", "the strategy makes no decision over these prices: the cost of an attack is unknown")
	}
	worst.Tried = tried
	return worst, nil
}

// guard refuses a strategy whose guards allow more than the file does.
func (a *Attack) guard(most *ops.Fixed) error {
	if a == nil || most == nil || a.Loss <= most.Int().Float64()/1e18 {
		return nil
	}
	return failure.New(failure.Refused, "strategy.attack", "refused: %s, and max_oracle_loss allows %s [strategy.attack]", a.Words(), most.Percent()).
		WithHint("tighten the strategy's guards: max_change, oracle: twap:1h with max_deviation, or max_weight")
}
