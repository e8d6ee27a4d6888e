package ops

import (
	"fmt"

	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// FreezeWeights stops a weight change that runs or is scheduled, at the weights
// of the moment of mining.
//
// The contract takes the weights at the end as arguments, so that they are fixed
// when the call is signed, and nobody knows by then in which block it will be
// mined. It also begins every change at the weights of the block that mines it,
// and holds those until the change's start. A change that starts and ends in the
// same second By does both: from the moment of mining to By nothing moves, and at
// By the weights settle at Weights, which sum to one exactly. Weights are those
// of the moment At, the expected time of mining: mined then, they settle by no
// more than the remainder of the sum, some wei. Mined earlier or later, they
// settle by what the stopped change moves in between, and by the most if mined in
// the very second By. Mined after it, the call reverts with BAL#326.
//
// Two other ways were left. To let the change run on to the weights that it
// reaches at By, and end there, never jumps; but it moves the more the sooner it
// is mined, and nothing stops when it is. Weights of the middle of the window
// halve the most that can happen and make that half the rule.
type FreezeWeights struct {
	Change  WeightChange  `json:"change"` // the one that is stopped
	Since   units.Time    `json:"since"`  // it cannot be mined before
	At      units.Time    `json:"at"`
	By      units.Time    `json:"by"`
	Weights []TokenWeight `json:"weights"` // every token, in the Vault's order; exactly one together
}

// Freeze makes the operation for the pool's weight change, if there is one: the
// plan refuses otherwise. The window ends before the change does, for then there
// is nothing left to stop.
func Freeze(before *Snapshot, at, by units.Time) (FreezeWeights, error) {
	op := FreezeWeights{Change: before.weightChange(), Since: before.Block.Time, By: by}
	if end := op.Change.End; end > before.Block.Time {
		op.By = min(by, end-1)
	}
	op.At = min(at, op.By)
	then, err := before.At(op.At)
	if err != nil {
		return FreezeWeights{}, err
	}
	op.Weights = exactly(tokenWeights(then.Tokens))
	return op, nil
}

// exactly has the largest weight, the first of several, take what the sum lacks
// or has too much: there it matters least.
func exactly(weights []TokenWeight) []TokenWeight {
	if len(weights) == 0 {
		return nil
	}
	var sum uint256.Int
	largest := 0
	for i, target := range weights {
		sum.Add(&sum, target.Weight.Int())
		if target.Weight.Int().Gt(weights[largest].Weight.Int()) {
			largest = i
		}
	}
	taker := weights[largest].Weight.Int()
	taker.Sub(taker.Add(taker, units.FixedOne().Int()), &sum)
	weights[largest].Weight = units.Fixed(*taker)
	return weights
}

// Name is the command's name, with the flag.
func (FreezeWeights) Name() string { return "weights-update --freeze" }

// Plan predicts the freeze.
func (op FreezeWeights) Plan(before *Snapshot, at units.Time) (*Plan, error) {
	return planWeights(op, before, at)
}

func (op FreezeWeights) update() UpdateWeights {
	return UpdateWeights{Start: op.By, End: op.By, Weights: op.Weights}
}

func (op FreezeWeights) done(now *Snapshot) bool {
	return now.Weights.End == op.By && op.update().done(now)
}

func (op FreezeWeights) objections(now *Snapshot) []Finding { return op.Change.objections(now) }

// move is the worst case: mined in the last second of the window, or in the
// first, the weights jump to the frozen ones from what the stopped change has made
// of them by then.
func (op FreezeWeights) move(now, _ *Snapshot) (WeightMove, error) {
	first, err := op.jump(now, op.Since)
	if err != nil {
		return first, err
	}
	last, err := op.jump(now, op.By)
	if a, b := first.Largest(), last.Largest(); a.Int().Gt(b.Int()) {
		return first, err
	}
	return last, err
}

// jump is what a freeze that is mined at a time leads to when the window ends.
func (op FreezeWeights) jump(now *Snapshot, mined units.Time) (WeightMove, error) {
	move := WeightMove{Stops: true}
	then, err := now.At(mined)
	if err != nil {
		return move, err
	}
	for i, target := range op.Weights {
		move.From = append(move.From, then.Tokens[i].Weight)
		move.To = append(move.To, target.Weight)
	}
	return move, nil
}

// farSettling is how much the weights may settle by before it is warned of, in
// points: a tenth of a percent costs a pool some millionths.
func farSettling() units.Fixed { return units.FixedFrom(1_000_000_000_000_000) }

// signersMargin is the least time for a Safe's signers before they are said to have little.
const signersMargin = 60 * 60

func (op FreezeWeights) advice(now *Snapshot, move WeightMove) []Finding {
	found := op.update().adviseTight(now.Block.Time, "sign soon, or use a longer --within")
	if len(found) == 0 && now.Pool.OwnerKind == OwnerSafe && op.By < now.Block.Time+signersMargin {
		found = []Finding{{Warn, "weights.tight", fmt.Sprintf("the Safe must execute it by %s; after that it reverts (BAL#326)", op.By), "", "use a longer --within, such as 6h, so that the signers have time"}}
	}
	if largest := move.Largest(); largest.Int().Gt(farSettling().Int()) {
		found = append(found, Finding{Warn, "freeze.far",
			fmt.Sprintf("the later it is mined, the more the weights jump at %s: by up to %s points", op.By, units.RoundedUp(&largest)), "",
			"freeze again as soon as this is mined, and the weights stay where they stopped; or use a shorter --within"})
	}
	found = append(found, Finding{Note, "freeze.window", fmt.Sprintf("until %s the pool treats it as a scheduled change: adding or removing a token before that reverts (BAL#349)", op.By), "", ""})
	return append(found, adviseOwner(now)...)
}

// Remainder says which token makes the sum of the weights exact, and what they
// sum to without: the pool's weights of the moment At, before the freeze. It is
// false where no token has to.
func (op FreezeWeights) Remainder(before *Snapshot) (token int, sum units.Fixed, found bool) {
	then, err := before.At(op.At)
	if err != nil || len(then.Tokens) != len(op.Weights) {
		return 0, units.Fixed{}, false
	}
	var total uint256.Int
	for i, target := range tokenWeights(then.Tokens) {
		total.Add(&total, target.Weight.Int())
		if target != op.Weights[i] {
			token, found = i, true
		}
	}
	return token, units.Fixed(total), found
}

// tokenWeights are the weights now.
func tokenWeights(tokens []Token) []TokenWeight {
	var weights []TokenWeight
	for _, token := range tokens {
		weights = append(weights, TokenWeight{token.Address, token.Weight})
	}
	return weights
}
