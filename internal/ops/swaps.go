package ops

import (
	"fmt"

	"mpool/bindings/managedpool"
	"mpool/internal/units"
	"mpool/internal/weightcost"
)

// SetSwaps enables or disables swaps, by ManagedPoolSettings.setSwapEnabled. With a fee ramp, a
// separate call raises the fee first. Otherwise swaps would be open at the old fee.
type SetSwaps struct {
	Enabled bool         `json:"enabled"`
	FeeRamp *RampSwapFee `json:"fee_ramp,omitempty"`
}

// Name is the command's name.
func (op SetSwaps) Name() string {
	if op.Enabled {
		return "swaps enable"
	}
	return "swaps disable"
}

// Plan predicts the change. A new plan after its first call has only the second.
func (op SetSwaps) Plan(before *Snapshot, at units.Time) (*Plan, error) {
	var stages []stage
	if op.FeeRamp != nil {
		stages = append(stages, *op.FeeRamp)
	}
	plan, err := planStages(op, before, at, append(stages, op)...)
	if err == nil && op.FeeRamp != nil && len(plan.After) > 0 {
		plan.Moments = moments(plan.Predicted.Fees.SwapFeeRamp, at)
	}
	return plan, err
}

func (op SetSwaps) done(now *Snapshot) bool          { return now.Pool.SwapEnabled == op.Enabled }
func (op SetSwaps) refusals(now *Snapshot) []Finding { return RefuseOwnerCall(now) }

// Predict mirrors setSwapEnabled.
func (op SetSwaps) Predict(now *Snapshot) (*Snapshot, error) {
	next := now.Clone()
	next.Pool.SwapEnabled = op.Enabled
	return next, nil
}

func (op SetSwaps) call(now *Snapshot) Call {
	return Call{
		From:   now.Pool.Owner,
		To:     now.Pool.Address,
		Data:   managedpool.NewManagedPool().PackSetSwapEnabled(op.Enabled),
		Method: "setSwapEnabled(bool)",
		Args:   []Arg{{"swapEnabled", fmt.Sprint(op.Enabled)}},
		Why:    "only the owner may switch swaps",
	}
}

func (op SetSwaps) advice(now, after *Snapshot) []Finding {
	if op.Enabled {
		return append(adviseGap(now, "swaps enable"), adviseTripped(after)...)
	}
	found := []Finding{{Note, "swaps.exits", "while swaps are disabled, only proportional joins and exits are possible", "", ""}}
	return append(found, adviseUntraded(after)...)
}

// adviseUntraded warns of a state in which the weights move while nobody can trade.
func adviseUntraded(after *Snapshot) []Finding {
	if after.Pool.SwapEnabled || !weightsMoving(after) {
		return nil
	}
	return []Finding{{Warn, "swaps.weights",
		fmt.Sprintf("a weight change runs until %s while nobody can trade: enabling swaps later exposes the whole price gap to arbitrage at once", after.Weights.End), untraded(after), ""}}
}

// untraded is what the rest of a weight change costs as a jump, because nobody trades meanwhile.
func untraded(after *Snapshot) string {
	var rest weightcost.Move
	for _, token := range after.Tokens {
		rest.From, rest.To = append(rest.From, token.Weight), append(rest.To, token.EndWeight)
	}
	cost, err := rest.Cost(1)
	if err != nil {
		return ""
	}
	return "at constant prices, if they are enabled after it, the rest of the change is a jump: arbitrage cost " + units.ShareText(cost)
}

// weightsMoving says whether a weight change runs or waits.
func weightsMoving(s *Snapshot) bool {
	at := s.Block.Time
	return (s.Weights.Running(at) || s.Weights.Pending(at)) && WeightsWillMove(s.Tokens)
}

// adviseTripped warns of circuit breakers that are tripped in a state that opens swaps or joins. A
// pool without liquidity has no BPT price.
func adviseTripped(after *Snapshot) []Finding {
	if after.Supply.Virtual.Raw.IsZero() {
		return nil
	}
	var found []Finding
	for i, token := range after.Tokens {
		if side := after.tripped(i); side != "" {
			found = append(found, Finding{Warn, "breaker.trips", fmt.Sprintf("the BPT price of %s is %s its circuit breaker: swaps, joins and exits that push it further revert (BAL#356)", token.Symbol, side), "",
				"mpool breakers set POOL TOKEN --lower 80% sets new bounds"})
		}
	}
	return found
}

// shieldTime is the shortest time, in seconds, in which a protective fee may fall. With a shorter
// one, arbitrage could wait and take the price gap at once.
const shieldTime = units.Time(600)

// shieldingFee is the lowest starting fee that counts as protective: 5 %, about the size of an
// ordinary price move.
func shieldingFee() units.Fixed { return units.FixedFrom(50_000_000_000_000_000) }

// shielded says whether the swap fee is protective and falls slowly.
func shielded(pool *Snapshot) bool {
	f, least := pool.Fees, shieldingFee()
	return pool.Block.Time+shieldTime <= f.SwapFeeRamp.End && f.EndSwapFee.Int().Lt(f.StartSwapFee.Int()) && !f.SwapFee.Int().Lt(least.Int())
}

// adviseGap warns if swaps are enabled without a protective fee, and names the command that sets one. A
// pool without liquidity has nothing to lose.
func adviseGap(now *Snapshot, command string) []Finding {
	if shielded(now) || now.Supply.Virtual.Raw.IsZero() {
		return nil
	}
	return []Finding{{Warn, "swaps.gap", "prices and weights may have moved while swaps were disabled: enabling swaps exposes the whole price gap to arbitrage at once", "", fmt.Sprintf("mpool %s %s --fee-ramp 50%%:now:7d starts with a high protective fee and lowers it gradually to the current one", command, now.Pool.Address)}}
}
