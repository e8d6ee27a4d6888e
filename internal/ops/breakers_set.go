package ops

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/bindings/managedpool"
	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// BoundsAre says what the two bounds of a circuit breaker are, on screens and in files. BPT prices move
// less: by the power 1 - weight of the market price.
const BoundsAre = "shares of the market price when they were set"

// BreakerBounds is the circuit breaker to set for a token.
type BreakerBounds struct {
	Token common.Address `json:"token"`
	// BptPrice is the reference price of the bounds, unscaled: actual supply * weight / balance,
	// with the balance in the token's own decimals.
	BptPrice units.Fixed `json:"bpt_price"`
	Lower    units.Fixed `json:"lower"` // 0 means none
	Upper    units.Fixed `json:"upper"` // 0 means none
}

// SetBreakers sets circuit breakers by ManagedPoolSettings.setCircuitBreakers. It replaces the
// tokens' existing ones.
type SetBreakers struct {
	Breakers []BreakerBounds `json:"breakers"`
}

// Name is the command's name.
func (SetBreakers) Name() string { return "breakers set" }

// PriceBounds sets the same two bounds for all tokens, at their current prices. The supply in the
// price includes the due AUM fee. A token without a price gets the price zero, which the plan
// refuses.
func (s *Snapshot) PriceBounds(tokens []*Token, lower, upper units.Fixed) SetBreakers {
	var op SetBreakers
	for _, token := range tokens {
		price, _ := s.bptPrice(*token)
		op.Breakers = append(op.Breakers, BreakerBounds{token.Address, price, lower, upper})
	}
	return op
}

// bptPrice is a token's current unscaled BPT price, rounded down. It fails for a token without a
// balance.
func (s *Snapshot) bptPrice(token Token) (units.Fixed, error) {
	price, err := poolmath.BptPrice(s.Supply.Actual.Raw, uint256.Int(token.Weight), token.Balance().Raw)
	return units.Fixed(price), err
}

// Plan predicts the breakers. The bounds move with the weights, so during a weight change it also
// shows and checks the state at the end of the change.
func (op SetBreakers) Plan(before *Snapshot, at units.Time) (*Plan, error) {
	return op.planStage(before, at, op)
}

func (op SetBreakers) planStage(before *Snapshot, at units.Time, this stage) (*Plan, error) {
	plan, err := planStages(op, before, at, this)
	if err != nil || len(plan.After) == 0 || at >= before.Weights.End || !WeightsWillMove(before.Tokens) {
		return plan, err
	}
	plan.Moments = []units.Time{before.Weights.End}
	end, err := plan.Predicted.At(before.Weights.End)
	if err != nil {
		return nil, err
	}
	plan.Findings = append(plan.Findings, adviseBreakers(plan.Predicted, end)...)
	return plan, nil
}

// done says whether every token already has this breaker price and these bounds.
func (op SetBreakers) done(now *Snapshot) bool {
	next, err := op.Predict(now)
	if err != nil {
		return false
	}
	for i, token := range next.Tokens {
		had, has := now.Tokens[i].Breaker, token.Breaker
		same := has == nil || had != nil && had.BptPrice == has.BptPrice && had.LowerBound == has.LowerBound && had.UpperBound == has.UpperBound
		if !same {
			return false
		}
	}
	return true
}

// Predict mirrors setCircuitBreakers, token by token.
func (op SetBreakers) Predict(now *Snapshot) (*Snapshot, error) {
	next := now.Clone()
	for _, bounds := range op.Breakers {
		token, err := next.Token(bounds.Token)
		if err != nil {
			return nil, err
		}
		if token.Breaker, err = bounds.Breaker(token.Weight, token.Decimals); err != nil {
			return nil, fmt.Errorf("the circuit breaker of %s: %w", token.Address, err)
		}
	}
	return next.At(now.Block.Time)
}

// Breaker mirrors _setCircuitBreaker: the price is scaled and rounded down, and the bounds are
// rounded down to 16 bits.
func (b BreakerBounds) Breaker(weight units.Fixed, decimals uint8) (*Breaker, error) {
	scaled, err := poolmath.ScaleBptPrice(uint256.Int(b.BptPrice), decimals)
	if err != nil {
		return nil, err
	}
	stored, err := poolmath.SetBreaker(scaled, uint256.Int(weight), uint256.Int(b.Lower), uint256.Int(b.Upper))
	if err != nil {
		return nil, err
	}
	price, err := poolmath.UnscaleBptPrice(scaled, decimals)
	if err != nil {
		return nil, err
	}
	return &Breaker{
		BptPrice: units.Fixed(price), ReferenceWeight: weight,
		LowerBound: units.Fixed(stored.LowerBound), UpperBound: units.Fixed(stored.UpperBound),
		LowerRatio: stored.LowerRatio, UpperRatio: stored.UpperRatio,
	}, nil
}

func (op SetBreakers) call(now *Snapshot) Call {
	var tokens []common.Address
	var prices, lower, upper []*big.Int
	var args []Arg
	for _, b := range op.Breakers {
		tokens = append(tokens, b.Token)
		prices = append(prices, b.BptPrice.Int().ToBig())
		lower, upper = append(lower, b.Lower.Int().ToBig()), append(upper, b.Upper.Int().ToBig())
		args = append(args, b.args(now)...)
	}
	return Call{
		From:   now.Pool.Owner,
		To:     now.Pool.Address,
		Data:   managedpool.NewManagedPool().PackSetCircuitBreakers(tokens, prices, lower, upper),
		Method: "setCircuitBreakers(address[],uint256[],uint256[],uint256[])",
		Args:   args,
		Why:    "only the owner may set circuit breakers",
	}
}

func (b BreakerBounds) args(now *Snapshot) []Arg {
	symbol, price := "token", b.BptPrice.Raw()
	if token, err := now.Token(b.Token); err == nil {
		symbol, price = token.Symbol.String(), fmt.Sprintf("%s (%s BPT a token)", price, token.perToken(b.BptPrice))
	}
	if b.BptPrice.Int().IsZero() {
		price = "0 (none)"
	}
	return []Arg{
		{symbol, b.Token.Hex()},
		{symbol + " bptPrice", price},
		{symbol + " lowerBoundPercentage", boundArg(b.Lower)},
		{symbol + " upperBoundPercentage", boundArg(b.Upper)},
	}
}

// boundArg writes a bound of zero as "0 (none)".
func boundArg(bound units.Fixed) string {
	if bound.Int().IsZero() {
		return "0 (none)"
	}
	return fixedArg(bound)
}
