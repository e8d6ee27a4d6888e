package ops

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/bindings/managedpool"
	"mpool/internal/units"
	"mpool/internal/weightcost"
)

// TokenWeight is the target weight of a token.
type TokenWeight struct {
	Token  common.Address `json:"token"`
	Weight units.Fixed    `json:"weight"`
}

// UpdateWeights changes the pool's weights gradually, by
// ManagedPoolSettings.updateWeightsGradually. The contract moves a start in the past to the time of
// mining. The change starts from the weights at that time.
type UpdateWeights struct {
	Start   units.Time    `json:"start"`
	End     units.Time    `json:"end"`
	Weights []TokenWeight `json:"weights"` // every token, in the Vault's order
}

// Name is the command's name.
func (UpdateWeights) Name() string { return "weights-update" }

// Plan predicts the change. If the contract would revert, the plan has a refusal; that is not an
// error.
func (op UpdateWeights) Plan(before *Snapshot, at units.Time) (*Plan, error) {
	return planWeights(op, before, at)
}

func (op UpdateWeights) update() UpdateWeights { return op }

// done says whether the pool already has these weights, or this same change is already set. Sending
// it again would only restart it.
func (op UpdateWeights) done(now *Snapshot) bool {
	if op.refuseTokens(now) != nil {
		return false
	}
	running := now.Weights.End == op.End && now.Weights.Start >= op.Start && now.Block.Time < op.End
	for i, target := range op.Weights {
		token := now.Tokens[i]
		if token.EndWeight != target.Weight || !running && token.Weight != target.Weight {
			return false
		}
	}
	return true
}

func (UpdateWeights) objections(*Snapshot) []Finding { return nil }

func (UpdateWeights) move(_, after *Snapshot) (weightcost.Move, error) { return moveOf(after), nil }

// Predict mirrors updateWeightsGradually and _startGradualWeightChange.
func (op UpdateWeights) Predict(now *Snapshot) (*Snapshot, error) {
	next := now.Clone()
	next.Weights = Ramp{Start: max(op.Start, now.Block.Time), End: op.End}
	for i, target := range op.Weights {
		next.Tokens[i].StartWeight = now.Tokens[i].Weight
		next.Tokens[i].EndWeight = target.Weight
	}
	return next.At(now.Block.Time)
}

func (op UpdateWeights) call(before *Snapshot) Call {
	tokens := make([]common.Address, len(op.Weights))
	weights := make([]*big.Int, len(op.Weights))
	for i, target := range op.Weights {
		tokens[i], weights[i] = target.Token, target.Weight.Int().ToBig()
	}
	start, end := new(big.Int).SetUint64(uint64(op.Start)), new(big.Int).SetUint64(uint64(op.End))
	return Call{
		From:   before.Pool.Owner,
		To:     before.Pool.Address,
		Data:   managedpool.NewManagedPool().PackUpdateWeightsGradually(start, end, tokens, weights),
		Method: "updateWeightsGradually(uint256,uint256,address[],uint256[])",
		Args:   op.args(before),
		Why:    "only the owner may change the weights",
	}
}

func (op UpdateWeights) args(before *Snapshot) []Arg {
	args := []Arg{
		{"startTime", fmt.Sprintf("%d (%s)", op.Start, op.Start)},
		{"endTime", fmt.Sprintf("%d (%s)", op.End, op.End)},
	}
	for i, target := range op.Weights {
		name := fmt.Sprintf("%s %s", tokenName(before, i), target.Token.Hex())
		args = append(args, Arg{name, fmt.Sprintf("%s (%s)", target.Weight.Raw(), target.Weight.Percent())})
	}
	return args
}

// refusals lists the reverts of the contract, in its own order.
func (op UpdateWeights) refusals(now *Snapshot) []Finding {
	var found []Finding
	found = append(found, refuseDelegate(now)...)
	found = append(found, refusePaused(now)...)
	found = append(found, op.refuseTokens(now)...)
	found = append(found, refuseSchedule(op.Start, op.End, now.Block.Time)...)
	found = append(found, op.refuseWeights(now)...)
	return append(found, refuseLate(op.End)...)
}

func (op UpdateWeights) refuseTokens(now *Snapshot) []Finding {
	if len(op.Weights) != len(now.Tokens) {
		return []Finding{{Refuse, "BAL#103", fmt.Sprintf("%d weights are given for a pool of %d tokens", len(op.Weights), len(now.Tokens)), "", "plan again: the pool's tokens have changed"}}
	}
	for i, target := range op.Weights {
		if target.Token != now.Tokens[i].Address {
			return []Finding{{Refuse, "BAL#520", fmt.Sprintf("the pool's token %d is %s, not %s", i+1, now.Tokens[i].Address, target.Token), "", "plan again: the pool's tokens have changed"}}
		}
	}
	return nil
}

// refuseWeights mirrors the checks of _startGradualWeightChange. The contract checks, adds and
// stores each weight before it checks the sum.
func (op UpdateWeights) refuseWeights(now *Snapshot) []Finding {
	var found []Finding
	var sum uint256.Int
	over := false
	least := MinWeight()
	for i, target := range op.Weights {
		if target.Weight.Int().Lt(least.Int()) {
			found = append(found, Finding{Refuse, "BAL#302",
				fmt.Sprintf("the weight of %s would be %s; the minimum is %s", tokenName(now, i), units.Against(target.Weight, least), least.Percent()),
				"", "raise it, or remove the token from the pool"})
		}
		if _, wraps := sum.AddOverflow(&sum, target.Weight.Int()); wraps && !over {
			over = true // the contract reverts here, and the sum means nothing from here on
			found = append(found, refuseHuge("BAL#000", now, i, target.Weight))
		}
		if target.Weight.Int().BitLen() > weightBits {
			found = append(found, refuseHuge("BAL#436", now, i, target.Weight))
		}
	}
	if !over && sum != *units.FixedOne().Int() {
		found = append(found, Finding{Refuse, "BAL#308",
			fmt.Sprintf("the weights sum to %s instead of 100%%: %s", units.Against(units.Fixed(sum), units.FixedOne()), offBy(sum)),
			"", "give one token \"rest\": it takes exactly what the others leave"})
	}
	return found
}

// weightBits is the width of a weight in ManagedPoolTokenStorageLib.
const weightBits = 64

// refuseHuge refuses a weight that overflows the sum (BAL#000) or its storage (BAL#436). No
// sensible percentage comes near.
func refuseHuge(code string, now *Snapshot, index int, weight units.Fixed) Finding {
	return Finding{Refuse, code, fmt.Sprintf("the weight of %s would be %s: the weights of a pool sum to 100%%", tokenName(now, index), units.Against(weight, units.FixedOne())), "", "lower it"}
}

// MinWeight is WeightedMath._MIN_WEIGHT.
func MinWeight() units.Fixed { return units.FixedFrom(10_000_000_000_000_000) }

func offBy(sum uint256.Int) string {
	one := units.FixedOne()
	if sum.Lt(one.Int()) {
		return units.ShareText(units.Fixed(*new(uint256.Int).Sub(one.Int(), &sum))) + " short"
	}
	return units.Against(units.Fixed(*new(uint256.Int).Sub(&sum, one.Int())), units.Fixed{}) + " too much"
}

func tokenName(s *Snapshot, index int) string {
	if index < len(s.Tokens) {
		return s.Tokens[index].Symbol.String()
	}
	return fmt.Sprintf("token %d", index+1)
}

// moveOf is the weight change of a state.
func moveOf(after *Snapshot) weightcost.Move {
	move := weightcost.Move{Length: after.Weights.End - after.Weights.Start}
	for _, token := range after.Tokens {
		move.From = append(move.From, token.StartWeight)
		move.To = append(move.To, token.EndWeight)
	}
	return move
}
