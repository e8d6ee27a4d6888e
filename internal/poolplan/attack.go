package poolplan

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"mpool/internal/failure"
	"mpool/internal/strategy"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Attack is the worst attack found on the strategy's prices: someone moves a price that the strategy
// reads, but not the market. It is the worst token, direction and decision for the given prices.
type Attack struct {
	Scenario string         `json:"scenario"`
	Loss     float64        `json:"pool_loss"` // share of the pool's value
	At       units.Time     `json:"at"`
	Kept     map[string]int `json:"kept"` // number of decisions that each guard held back
	Tried    int            `json:"scenarios"`
	Attacks  int            `json:"attacks"` // scenarios times the decisions at which each was tried
	// Decisions is the number of decisions of the worst run; DecisionsTried is how many of them were
	// attacked.
	Decisions      int `json:"decisions"`
	DecisionsTried int `json:"decisions_tried"`
	// Gas is the cost of each trade with the pool. Cost is the cost of moving the price at the time of
	// the attack, and ThinCost in the thinnest hours. All are in the money of the prices; 0: not given.
	Gas      float64 `json:"gas_cost"`
	Cost     float64 `json:"cost"`
	ThinCost float64 `json:"thin_cost"`
	Thinnest bool    `json:"at_thinnest"`   // the worst time is in the thinnest hours
	Gain     float64 `json:"attacker_gain"` // of all traders with the pool, minus the cost
}

// Words describes it in one line. It is the worst of the attacks that were tried, not an upper bound.
func (a *Attack) Words() string {
	words := fmt.Sprintf("the worst of %s takes at least %s of the pool; it moves a price that the strategy sees by %s, at %s",
		text.Plural(a.Attacks, "attack"), text.AtLeast(a.Loss), a.move(), a.At)
	if a.Gas > 0 {
		words += fmt.Sprintf(", with a gas fee of %s for each trade", money(a.Gas))
	}
	if a.Cost > 0 {
		words += fmt.Sprintf("; moving the price costs %s then, and the traders gain %s after that cost", money(a.Cost), money(a.Gain))
	}
	switch {
	case a.Cost > 0 && a.Thinnest:
		words += "; these hours are the thinnest"
	case a.ThinCost < a.Cost:
		words += fmt.Sprintf("; in the thinnest hours that costs %s", money(a.ThinCost))
	}
	words += fmt.Sprintf("; tried: %s of prices, up and down, at %s", text.Plural(a.Tried, "move"), a.scope())
	if len(a.Kept) > 0 {
		words += "; during the worst attack, " + strings.Join(a.kept(), ", ")
	}
	return words
}

// kept says why decisions of the worst run changed nothing.
func (a *Attack) kept() []string {
	var all []string
	for _, reason := range slices.Sorted(maps.Keys(a.Kept)) {
		n := a.Kept[reason]
		switch reason {
		case strategy.TooEarly:
			all = append(all, text.Plural(n, "decision")+" came before there were enough prices")
		case strategy.SameTarget:
			all = append(all, "the weights were already at the target at "+text.Plural(n, "decision"))
		default:
			all = append(all, reason+" held back "+text.Plural(n, "decision"))
		}
	}
	return all
}

// move describes the scenario in words.
func (a *Attack) move() string {
	move, options, _ := strings.Cut(strings.TrimPrefix(a.Scenario, "oracle:"), ",")
	for option := range strings.SplitSeq(options, ",") {
		if lead, found := strings.CutPrefix(option, "lead="); found {
			if d, err := units.ParseDuration(lead); err == nil {
				move += " from " + text.Duration(d) + " before the decision on"
			}
		}
	}
	return move
}

// scope says at which decisions attacks were tried.
func (a *Attack) scope() string {
	if a.partly() {
		return fmt.Sprintf("%d of the %d decisions over the prices given, evenly spread: a worse one may be among the others", a.DecisionsTried, a.Decisions)
	}
	return fmt.Sprintf("each of the %s over the prices given", text.Plural(a.Decisions, "decision"))
}

func money(amount float64) string { return text.Number(strconv.FormatFloat(amount, 'f', 2, 64)) }

// partly reports whether attacks were tried at only some of the decisions, so that the loss is a lower
// bound.
func (a *Attack) partly() bool { return a != nil && a.DecisionsTried < a.Decisions }

// guard refuses a strategy whose loss is above max_oracle_loss.
func (a *Attack) guard(most *units.Fixed) error {
	if a == nil || most == nil || a.Loss <= most.Int().Float64()/1e18 {
		return nil
	}
	return failure.New(failure.Refused, "strategy.attack", "refused: %s, and max_oracle_loss allows %s [strategy.attack]", a.Words(), most.Percent()).
		WithHint("tighten the strategy's guards: max_change, max_weight, or max_deviation with an oracle: twap that is longer than the attack and shorter than the rule's lookback")
}
