package ops

import (
	"errors"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// Others says what happens to the tokens for which no weight is given.
type Others string

// What may become of them.
const (
	OthersNone  Others = ""      // there have to be none
	OthersKeep  Others = "keep"  // they keep their weights
	OthersScale Others = "scale" // they share what is left, in the proportions that they have
)

// ResolveTargets turns what the user wrote into one weight for each token of the pool, in
// the Vault's order. Every token must be named, or one "rest" must stand for the only one
// that is not, or others decides about those that are not. A shift, and the weights of
// others, count from the weights at the end of the running or scheduled change, or else
// from the current ones: the former stand still while a plan waits. The plan finds out
// whether the contract accepts the weights.
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
		return nil, errors.Join(MissingWeights{missing}, restError(weights, len(open) > len(missing)))
	}
	return weights, giveRest(weights, open)
}

// MissingWeights are the tokens without a weight, if others does not decide about them.
type MissingWeights struct{ Symbols []string }

func (e MissingWeights) Error() string {
	return fmt.Sprintf("missing weight for %s: list every token, give one token \"rest\", or add --others keep or --others scale", strings.Join(e.Symbols, ", "))
}

// nameTargets finds the tokens, and names all that are not there.
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

// namedWeights are the weights that are given, and the tokens whose weights are open.
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
		return units.Fixed{}, fmt.Errorf("%s would have less than nothing: %s less %s", units.Clip(t.Token), token.EndWeight.Percent(), t.Weight.Percent())
	case t.Shift == ShiftDown:
		return units.Fixed(*sum.Sub(from, by)), nil
	}
	if _, over := sum.AddOverflow(from, by); over {
		return units.Fixed{}, hugeError{}
	}
	return units.Fixed(sum), nil
}

// keepOthers leaves those that are not named at their weights, and returns the token that takes
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

// scale gives tokens what the others leave, in the proportions that they have, cut. The
// largest of them, the first of several, takes the remainder, so that the sum is one.
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
		share, _ := new(uint256.Int).MulDivOverflow(s.Tokens[i].EndWeight.Int(), left.Int(), &whole) // below left
		weights[i].Weight = units.Fixed(*share)
		remainder.Sub(&remainder, share)
	}
	taker := weights[largest].Weight.Int()
	weights[largest].Weight = units.Fixed(*new(uint256.Int).Add(taker, &remainder))
	return nil
}

// giveRest gives the one token that takes it what the others leave.
func giveRest(weights []TokenWeight, open []int) error {
	left, err := leftOf(weights)
	if err == nil && len(open) == 1 {
		weights[open[0]].Weight = left
	}
	var huge hugeError
	if len(open) == 0 && !errors.As(err, &huge) {
		return nil // whether they sum to one is for the plan to say
	}
	return err
}

// hugeError is of weights whose sum is too large to count.
type hugeError struct{}

func (hugeError) Error() string { return "the weights are too large" }

// restError is what is wrong where a token is given the rest.
func restError(weights []TokenWeight, given bool) error {
	if !given {
		return nil
	}
	_, err := leftOf(weights)
	return err
}

// leftOf is one less the weights that are given.
func leftOf(weights []TokenWeight) (units.Fixed, error) {
	var sum uint256.Int
	for _, w := range weights {
		if _, over := sum.AddOverflow(&sum, w.Weight.Int()); over {
			return units.Fixed{}, hugeError{}
		}
	}
	one := units.FixedOne()
	if sum.Cmp(one.Int()) >= 0 {
		return units.Fixed{}, fmt.Errorf("the weights sum to %s: nothing remains for \"rest\"", units.Fixed(sum).Percent())
	}
	return units.Fixed(*new(uint256.Int).Sub(one.Int(), &sum)), nil
}
