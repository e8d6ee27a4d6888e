package ops

import (
	"fmt"

	"github.com/holiman/uint256"

	"mpool/internal/units"
	"mpool/internal/weightcost"
)

// FreezeWeights stops a weight change that runs or is scheduled, at the weights of the moment of
// mining.
//
// The contract takes the end weights as arguments, so they are fixed at signing, when the block
// that will mine the call is unknown. The contract starts every change from the weights of its
// block, and holds those until the change's start. A change that starts and ends in the same second
// By uses both facts: from mining until By the weights are constant, and at By they jump to
// Weights, which sum to exactly one. Weights are the weights at At, the expected time of mining. If
// the call is mined then, the jump is only the rounding of the sum, some wei. If it is mined
// earlier or later, the jump is what the stopped change moves in between. After By the call reverts
// with BAL#326.
//
// Two other ways are worse. A change to the weights at By that ends at By never jumps. But it moves
// more the sooner it is mined, and nothing stops when it is mined. Weights of the middle of the
// window halve the largest jump, but make that half the usual case.
type FreezeWeights struct {
	Change  WeightChange  `json:"change"` // the change to stop
	Since   units.Time    `json:"since"`  // the block time of planning: it cannot be mined before
	At      units.Time    `json:"at"`
	By      units.Time    `json:"by"`
	Weights []TokenWeight `json:"weights"` // every token, in the Vault's order; they sum to exactly one
}

// Freeze is the operation that stops the pool's weight change. Without a change, its plan refuses.
// The window ends at least a second before the change, because later there is nothing to stop.
func Freeze(before *Snapshot, at, by units.Time) (FreezeWeights, error) {
	op := FreezeWeights{Change: WeightChangeOf(before), Since: before.Block.Time, By: by}
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

// CheapFreeze is the freeze with the longest window, at most until by, whose jump costs at most half of a
// percent by arbitrage, wherever in the window it is mined. It halves the window until that holds, but not
// below ten minutes.
func CheapFreeze(before *Snapshot, at, by units.Time) (FreezeWeights, error) {
	most := units.FixedFrom(5e15)
	for {
		op, err := Freeze(before, at, by)
		if err != nil {
			return op, err
		}
		move, err := op.move(before, nil)
		if err != nil {
			return op, err
		}
		cost, err := move.Cost(1)
		shorter := before.Block.Time + (op.By-before.Block.Time)/2
		if err != nil || !cost.Int().Gt(most.Int()) || shorter < before.Block.Time+shortestFreeze {
			return op, err
		}
		by = shorter
	}
}

// shortestFreeze is the shortest window, in seconds, that CheapFreeze chooses: ten minutes.
const shortestFreeze = units.Time(600)

// exactly adjusts the largest weight, the first of several, so that the sum is exactly one. There
// the correction matters least.
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

// move is the larger jump of the two extremes: mined at the first or at the last second of the
// window.
func (op FreezeWeights) move(now, _ *Snapshot) (weightcost.Move, error) {
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

// jump is the jump at the end of the window if the freeze is mined at this time.
func (op FreezeWeights) jump(now *Snapshot, mined units.Time) (weightcost.Move, error) {
	move := weightcost.Move{Stops: true}
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

// farSettling is the jump above which mpool warns: 0.1 points, which costs a pool some millionths.
func farSettling() units.Fixed { return units.FixedFrom(1_000_000_000_000_000) }

// signersMargin is the time, in seconds, below which mpool warns that a Safe's signers have little
// time.
const signersMargin = 60 * 60

func (op FreezeWeights) advice(now *Snapshot, move weightcost.Move) []Finding {
	found := op.update().adviseTight(now.Block.Time, "sign soon, or use a longer --within")
	if len(found) == 0 && now.Pool.OwnerKind == OwnerSafe && op.By < now.Block.Time+signersMargin {
		found = []Finding{{Warn, "weights.tight", fmt.Sprintf("the Safe must execute it by %s; after that it reverts (BAL#326)", op.By), "", "use a longer --within, such as 6h, so that the signers have time"}}
	}
	if largest := move.Largest(); largest.Int().Gt(farSettling().Int()) {
		found = append(found, Finding{Warn, "freeze.far",
			fmt.Sprintf("the later the freeze is mined, the more the weights jump at %s: by up to %s points", op.By, units.RoundedUp(&largest)), "",
			"freeze again as soon as this is mined: the weights then stay where they stopped; or use a shorter --within"})
	}
	found = append(found, Finding{Note, "freeze.window", fmt.Sprintf("until %s the pool treats it as a scheduled change: adding or removing a token before that reverts (BAL#349)", op.By), "", ""})
	return append(found, adviseOwner(now)...)
}

// Remainder is the token whose weight makes the sum exact, and the sum without that correction: the
// sum of the pool's weights at At. found is false if no correction is needed.
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

// tokenWeights are the tokens' current weights.
func tokenWeights(tokens []Token) []TokenWeight {
	var weights []TokenWeight
	for _, token := range tokens {
		weights = append(weights, TokenWeight{token.Address, token.Weight})
	}
	return weights
}
