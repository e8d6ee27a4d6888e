package ops

import (
	"errors"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// Others says what to do with tokens without a given weight.
type Others string

// The values of Others.
const (
	OthersNone  Others = ""      // there must be no such tokens
	OthersKeep  Others = "keep"  // they keep their weights
	OthersScale Others = "scale" // they share the remaining weight in their current proportions
)

// ResolveTargets returns one weight for each token of the pool, in the Vault's order. Every token
// must be named; or one is "rest" and all others are named; or others decides about the tokens
// without a weight. Shifts and the weights of others start from the weights at the end of the
// running or scheduled change, or else from the current ones. The weights at the end are constant
// while a plan waits. The plan checks whether the contract accepts the weights.
func (s *Snapshot) ResolveTargets(targets []Target, others Others) ([]TokenWeight, error) {
	named, err := nameTargets(s, targets)
	if err != nil {
		return nil, err
	}
	weights, open, err := namedWeights(s.Tokens, named)
	if err != nil {
		return nil, err
	}
	var missing []string
	for _, i := range open {
		if !named[s.Tokens[i].Address].Rest {
			missing = append(missing, s.Tokens[i].Symbol.String())
		}
	}
	switch {
	case len(missing) == 0:
	case others == OthersKeep:
		open = keepOthers(s.Tokens, weights, open, named)
	case others == OthersScale:
		return weights, s.scale(weights, open)
	default:
		return nil, errors.Join(MissingWeights{missing, len(open) > len(missing)}, restError(weights, len(open) > len(missing)))
	}
	return weights, giveRest(weights, open)
}

// MissingWeights reports the tokens without a weight, if others does not decide about them.
type MissingWeights struct {
	Symbols []string
	Rest    bool // a token has the rest
}

func (e MissingWeights) Error() string {
	if e.Rest {
		return fmt.Sprintf("missing weight for %s: name their weights too, or add --others keep", strings.Join(e.Symbols, ", "))
	}
	return fmt.Sprintf("missing weight for %s: list every token, give one token \"rest\", or add --others keep or --others scale", strings.Join(e.Symbols, ", "))
}

// nameTargets finds the targets' tokens. Its error lists all unknown ones.
func nameTargets(pool *Snapshot, targets []Target) (map[common.Address]Target, error) {
	named := make(map[common.Address]Target, len(targets))
	var wrong []error
	for _, target := range targets {
		token, err := pool.FindToken(target.Token)
		if err != nil {
			wrong = append(wrong, err)
			continue
		}
		if _, twice := named[token.Address]; twice {
			wrong = append(wrong, fmt.Errorf("%s is named twice", units.Clip(target.Token)))
		}
		named[token.Address] = target
	}
	return named, errors.Join(wrong...)
}

// namedWeights returns the given weights, and the indexes of the tokens without one.
func namedWeights(tokens []Token, named map[common.Address]Target) (weights []TokenWeight, open []int, err error) {
	for i, token := range tokens {
		target, given := named[token.Address]
		weight := TokenWeight{Token: token.Address}
		if given && !target.Rest {
			if weight.Weight, err = target.weightOf(token); err != nil {
				return nil, nil, err
			}
		} else {
			open = append(open, i)
		}
		weights = append(weights, weight)
	}
	return weights, open, nil
}

// weightOf is the weight that a target gives to its token.
func (t Target) weightOf(token Token) (units.Fixed, error) {
	from, by := token.EndWeight.Int(), t.Weight.Int()
	var sum uint256.Int
	switch {
	case t.Shift == Unshifted:
		return t.Weight, nil
	case t.Shift == ShiftDown && from.Lt(by):
		return units.Fixed{}, fmt.Errorf("the weight of %s would be below zero: %s minus %s", units.Clip(t.Token), units.PercentText(token.EndWeight), units.ShareText(t.Weight))
	case t.Shift == ShiftDown:
		return units.Fixed(*sum.Sub(from, by)), nil
	}
	if _, over := sum.AddOverflow(from, by); over {
		return units.Fixed{}, hugeError{}
	}
	return units.Fixed(sum), nil
}

// keepOthers keeps the weights of the tokens that are not named, and returns the token that takes
// the rest.
func keepOthers(tokens []Token, weights []TokenWeight, open []int, named map[common.Address]Target) (rest []int) {
	for _, i := range open {
		if named[tokens[i].Address].Rest {
			rest = append(rest, i)
			continue
		}
		weights[i].Weight = tokens[i].EndWeight
	}
	return rest
}

// scale distributes the remaining weight to the open tokens in their current proportions, rounded
// down. The largest of them, the first of several, takes the remainder, so that the sum is exactly
// one.
func (s *Snapshot) scale(weights []TokenWeight, open []int) error {
	left, err := leftOf(weights)
	if err != nil {
		return err
	}
	var whole uint256.Int
	largest := open[0]
	for _, i := range open {
		whole.Add(&whole, s.Tokens[i].EndWeight.Int())
		if s.Tokens[i].EndWeight.Int().Gt(s.Tokens[largest].EndWeight.Int()) {
			largest = i
		}
	}
	if whole.IsZero() {
		return fmt.Errorf("the other tokens have no weight that could be scaled")
	}
	remainder := *left.Int()
	for _, i := range open {
		share, _ := new(uint256.Int).MulDivOverflow(s.Tokens[i].EndWeight.Int(), left.Int(), &whole) // at most left, so it fits
		weights[i].Weight = units.Fixed(*share)
		remainder.Sub(&remainder, share)
	}
	taker := weights[largest].Weight.Int()
	weights[largest].Weight = units.Fixed(*new(uint256.Int).Add(taker, &remainder))
	return nil
}

// giveRest gives the remaining weight to the one token that takes it.
func giveRest(weights []TokenWeight, open []int) error {
	left, err := leftOf(weights)
	if err == nil && len(open) == 1 {
		weights[open[0]].Weight = left
	}
	var huge hugeError
	if len(open) == 0 && !errors.As(err, &huge) {
		return nil // the plan checks that the sum is one
	}
	return err
}

// hugeError reports weights whose sum overflows.
type hugeError struct{}

func (hugeError) Error() string { return "the weights are too large" }

// restError is the error of leftOf if a token takes the rest.
func restError(weights []TokenWeight, given bool) error {
	if !given {
		return nil
	}
	_, err := leftOf(weights)
	return err
}

// leftOf is one minus the sum of the given weights. It fails if nothing remains.
func leftOf(weights []TokenWeight) (units.Fixed, error) {
	var sum uint256.Int
	for _, w := range weights {
		if _, over := sum.AddOverflow(&sum, w.Weight.Int()); over {
			return units.Fixed{}, hugeError{}
		}
	}
	one := units.FixedOne()
	if sum.Cmp(one.Int()) >= 0 {
		return units.Fixed{}, fmt.Errorf("the weights sum to %s: nothing remains for \"rest\"", units.Against(units.Fixed(sum), one))
	}
	return units.Fixed(*new(uint256.Int).Sub(one.Int(), &sum)), nil
}
