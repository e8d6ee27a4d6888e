package ops

import (
	"fmt"

	"github.com/holiman/uint256"

	"mpool/internal/named"
	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// refusals mirror the checks of setCircuitBreakers, token by token. mpool's own refusals come after
// them. The arrays always have the same length, so BAL#103 cannot happen.
func (op SetBreakers) refusals(now *Snapshot) []Finding {
	found := RefuseOwnerCall(now)
	for _, bounds := range op.Breakers {
		found = append(found, bounds.refusals(now)...)
	}
	if len(found) > 0 {
		return found
	}
	after, err := op.Predict(now)
	if err != nil {
		return []Finding{{Refuse, "breaker", err.Error(), "", ""}} // not reached: the loop above tried each
	}
	for _, bounds := range op.Breakers {
		found = append(found, bounds.refuseTrip(after)...)
	}
	return found
}

// refusals mirror _setCircuitBreaker and CircuitBreakerStorageLib.setCircuitBreaker.
func (b BreakerBounds) refusals(now *Snapshot) []Finding {
	token, err := now.Token(b.Token)
	if err != nil {
		return []Finding{{Refuse, "BAL#309", err.Error(), "", ""}}
	}
	_, err = b.Breaker(token.Weight, token.Decimals)
	switch code := RevertCode(err); {
	case err == nil:
		return nil
	case code == "BAL#355":
		return []Finding{b.RefuseBounds(token.Symbol)}
	case code == "":
		return []Finding{{Refuse, "breaker", fmt.Sprintf("the circuit breaker of %s: %s", token.Symbol, err), "", ""}}
	default:
		return []Finding{{Refuse, code, fmt.Sprintf("the BPT price of %s is %s, which is too large for a circuit breaker", token.Symbol, token.perToken(b.BptPrice)), "", ""}}
	}
}

// RefuseBounds is the refusal of bounds that no pool takes: which bound is wrong, and its range.
func (b BreakerBounds) RefuseBounds(symbol named.Symbol) Finding {
	least := units.FixedFrom(100_000_000_000_000_000)
	lower, upper := b.Lower.Int(), b.Upper.Int()
	said := fmt.Sprintf("the upper bound of %s is %s, which is below its lower bound of %s", symbol, units.CutPercent(b.Upper), units.Against(b.Lower, units.Fixed{}))
	switch {
	case lower.Gt(units.FixedOne().Int()), !lower.IsZero() && lower.Lt(least.Int()):
		said = fmt.Sprintf("the lower bound of %s is %s; it must be 10%% to 100%%, or none", symbol, units.Against(b.Lower, units.FixedOne()))
	case upper.Gt(new(uint256.Int).Mul(units.FixedOne().Int(), uint256.NewInt(10))):
		said = fmt.Sprintf("the upper bound of %s is %s; it must be at most 1000%%", symbol, units.Against(b.Upper, units.FixedOne()))
	}
	return Finding{Refuse, "BAL#355", said, "", "bounds are shares of the price: --lower 80% --upper 150%, or 0.8 and 1.5"}
}

// refuseTrip checks the state after the call as swaps, joins and exits will check it.
func (b BreakerBounds) refuseTrip(after *Snapshot) []Finding {
	token, err := after.Token(b.Token)
	if err != nil || b.Lower.Int().IsZero() && b.Upper.Int().IsZero() {
		return nil
	}
	if b.BptPrice.Int().IsZero() {
		return []Finding{{Refuse, "breaker.price", fmt.Sprintf("%s has no BPT price because the pool holds none of it or is not initialised: a circuit breaker cannot be set", token.Symbol), "", ""}}
	}
	var found []Finding
	if after.Trips(*token, poolmath.Lower) {
		found = append(found, Finding{Refuse, "breaker.trips", fmt.Sprintf("with a lower bound of %s the circuit breaker of %s would trip at once", units.ShareText(b.Lower), token.Symbol),
			"trades that push its price down, joins, and all exits but proportional ones would revert (BAL#356)", "use a lower --lower, or plan again if the price has moved"})
	}
	if after.Trips(*token, poolmath.Upper) {
		found = append(found, Finding{Refuse, "breaker.trips", fmt.Sprintf("with an upper bound of %s the circuit breaker of %s would trip at once", units.CutPercent(b.Upper), token.Symbol),
			"trades that push its price up, joins, and all exits but proportional ones would revert (BAL#356)", "use a higher --upper, or plan again if the price has moved"})
	}
	return found
}

// Trips says whether the breaker refuses the current state, for trades in this direction. It
// mirrors ManagedPoolAmmLib.checkCircuitBreaker.
func (s *Snapshot) Trips(token Token, direction poolmath.Direction) bool {
	stored, err := token.Breaker.stored(token.Decimals)
	if err != nil {
		return false
	}
	factor, err := poolmath.ScalingFactor(token.Decimals)
	if err != nil {
		return false
	}
	balance, err := poolmath.Upscale(token.Balance().Raw, factor)
	if err != nil {
		return false
	}
	return RevertCode(stored.Check(direction, s.Supply.Actual.Raw, balance, uint256.Int(token.Weight))) == "BAL#356"
}

func (op SetBreakers) advice(now, after *Snapshot) []Finding {
	var found []Finding
	for _, bounds := range op.Breakers {
		if b, err := after.Token(bounds.Token); err == nil {
			found = append(found, describeBounds(after, *b)...)
			found = append(found, adviseNear(after, *b)...)
		}
	}
	for _, bounds := range op.Breakers {
		had, err := now.Token(bounds.Token)
		if err == nil && had.Breaker != nil {
			found = append(found, bounds.adviseLost(*had)...)
		}
	}
	return found
}

// describeBounds reports the bounds that will be in force. It is a note because prices change with
// each block.
func describeBounds(pool *Snapshot, token Token) []Finding {
	price, err := pool.bptPrice(token)
	if err != nil || price.Int().IsZero() {
		return nil
	}
	b := token.Breaker
	lower, upper := share(b.LowerBptPrice, price), share(b.UpperBptPrice, price)
	var said string
	switch none := b.LowerBound.Int().IsZero(); {
	case none && b.UpperBound.Int().IsZero():
		return nil
	case b.UpperBound.Int().IsZero():
		said = fmt.Sprintf("trips below %s of the BPT price when mined, that is at a market price of %s of the current price; no upper bound", lower, cut(b.LowerBound))
	case none:
		said = fmt.Sprintf("trips above %s of the BPT price when mined, that is at a market price of %s of the current price; no lower bound", upper, cut(b.UpperBound))
	default:
		said = fmt.Sprintf("trips below %s and above %s of the BPT price when mined, that is at market prices of %s and %s of the current price", lower, upper, cut(b.LowerBound), cut(b.UpperBound))
	}
	return []Finding{{Note, "breaker.bounds", token.Symbol.String() + " " + said, "", ""}}
}

// share is a / b as a percentage, rounded down to two places.
func share(a, b units.Fixed) string {
	ratio, overflow := new(uint256.Int).MulDivOverflow(a.Int(), units.FixedOne().Int(), b.Int())
	if overflow {
		return "more than 2^256"
	}
	return cut(units.Fixed(*ratio))
}

// cut is a percentage, rounded down to two places: "79.99%".
func cut(f units.Fixed) string {
	place := uint256.NewInt(100_000_000_000_000)
	short := new(uint256.Int).Div(f.Int(), place)
	return units.Fixed(*short.Mul(short, place)).Percent()
}

// adviseLost warns that an existing bound will be removed: each call sets both bounds.
func (b BreakerBounds) adviseLost(had Token) []Finding {
	var found []Finding
	if b.Lower.Int().IsZero() && !had.Breaker.LowerBound.Int().IsZero() {
		found = append(found, lostBound(had.Symbol, "lower", had.Breaker.LowerBound))
	}
	if b.Upper.Int().IsZero() && !had.Breaker.UpperBound.Int().IsZero() {
		found = append(found, lostBound(had.Symbol, "upper", had.Breaker.UpperBound))
	}
	return found
}

func lostBound(symbol named.Symbol, side string, bound units.Fixed) Finding {
	return Finding{Warn, "breaker.lost", fmt.Sprintf("%s loses its %s bound of %s: each call sets both bounds, and an omitted one becomes none", symbol, side, cut(bound)), "",
		fmt.Sprintf("use --%s too to keep one", side)}
}
