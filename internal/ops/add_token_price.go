package ops

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// TokenPrice is what one whole token costs in whole tokens of another. The zero
// value is no price.
type TokenPrice struct {
	Of    common.Address `json:"of"`
	Value units.Fixed    `json:"value"`
}

// Given says whether there is a price.
func (p TokenPrice) Given() bool { return p != (TokenPrice{}) }

// depositGap is how far a deposit is from the one that a price makes neutral.
type depositGap struct {
	deposit, worth, costs *big.Int // the neutral one is worth / costs
	weight                units.Fixed
}

// gap holds the deposit against the price. It is false where there is no price,
// or where the pool does not have its token.
func (op AddToken) gap(now *Snapshot) (depositGap, bool) {
	other, err := now.Token(op.Price.Of)
	if !op.Price.Given() || err != nil || op.Price.Of == op.Token {
		return depositGap{}, false
	}
	worth, costs, err := neutral(now, op, other, op.Price.Value, op.Deposit.Decimals)
	if err != nil || worth.Sign() == 0 || op.Deposit.Raw.IsZero() {
		return depositGap{}, false
	}
	return depositGap{op.Deposit.Raw.ToBig(), worth, costs, op.Weight}, true
}

// off is |deposit - neutral| / neutral, cut, and whether there is too little.
func (g depositGap) off() (share units.Fixed, little bool) {
	has := new(big.Int).Mul(g.deposit, g.costs)
	apart := has.Sub(has, g.worth)
	little = apart.Sign() < 0
	apart.Abs(apart).Mul(apart, units.Unit())
	word, over := uint256.FromBig(apart.Div(apart, g.worth))
	if over {
		word.SetAllOne()
	}
	return units.Fixed(*word), little
}

// farthest is how many times too much or too little a deposit may be, as a power
// of two, for the cost to be worked out: beyond, all of the pool is said.
const farthest = 130

// cost is the share of the pool, the deposit included, that goes to arbitrage
// where the rest of the pool is at market. With r the deposit by the neutral one
// and w the weight, the pool is worth 1-w+wr of what it would be with the neutral
// deposit. Arbitrage without a swap fee leaves the product of balance^weight as it
// is, which is r^w of the neutral one's, and with it the pool's worth:
//
//	1 - r^w / (1-w+wr)
//
// It is rounded up.
func (g depositGap) cost() (units.Fixed, error) {
	has := new(big.Int).Mul(g.deposit, g.costs)
	if has.BitLen() > g.worth.BitLen()+farthest || g.worth.BitLen() > has.BitLen()+farthest {
		return units.FixedOne(), nil
	}
	w := units.RawOf(g.weight)
	value := new(big.Int).Mul(has, w) // 1-w+wr with 18 decimals, rounded up
	value.Add(value.Div(value, g.worth), big.NewInt(1))
	value.Add(value, new(big.Int).Sub(units.Unit(), w))
	grown, err := lnRatio(value, units.Unit())
	if err != nil {
		return units.Fixed{}, err
	}
	kept, err := lnOf(has, g.worth)
	if err != nil {
		return units.Fixed{}, err
	}
	kept.Mul(kept, w)
	exponent := slack(grown.Sub(grown, kept.Div(kept, units.Unit())), 2)
	const all = 40 // e^-40 is nothing, and exp ends at -41
	if exponent.Cmp(new(big.Int).Mul(units.Unit(), big.NewInt(all))) > 0 {
		return units.FixedOne(), nil
	}
	return Lost(exponent.Abs(exponent))
}

// lnOf is ln(a/b) by the ratio that is above one, which has the more digits.
func lnOf(a, b *big.Int) (*big.Int, error) {
	if a.Cmp(b) >= 0 {
		return lnRatio(a, b)
	}
	ln, err := lnRatio(b, a)
	if err != nil {
		return nil, err
	}
	return ln.Neg(ln), nil
}

// gives is what the plan gives to arbitrage by its deposit; nil where no price
// tells.
func (op AddToken) gives(now *Snapshot) (*units.Fixed, error) {
	gap, checked := op.gap(now)
	if op.funded(now) || !checked {
		return nil, nil
	}
	cost, err := gap.cost()
	if err != nil {
		return nil, fmt.Errorf("the price of the deposit: %w", err)
	}
	return &cost, nil
}

// farOff is how far a deposit may be off its price before it is warned of: one
// percent costs a pool some millionths.
func farOff() units.Fixed { return units.FixedFrom(10_000_000_000_000_000) }

// advisePrice compares the deposit with the price, or warns that nothing does. The numbers
// move with every trade, so they are in notes.
func (op AddToken) advisePrice(now *Snapshot) []Finding {
	gap, checked := op.gap(now)
	if !checked {
		return append([]Finding{{Warn, "price.unchecked", fmt.Sprintf("the deposit of %s %s is not checked against a price: a wrong amount is lost to arbitrage", op.Deposit, op.symbol(now)), "",
			"check the price that the deposit implies, or give the token's price: --price \"2000 " + reference(now, op.Token).Symbol.Word() + "\""}}, op.adviseImplied(now, reference(now, op.Token))...)
	}
	other, _ := now.Token(op.Price.Of)
	found := op.adviseImplied(now, *other)
	off, little := gap.off()
	cost, err := gap.cost()
	if err != nil {
		return found
	}
	side := "more"
	if little {
		side = "less"
	}
	found = append(found, Finding{Note, "price.off", fmt.Sprintf("the deposit is %s %s than the arbitrage-free amount at 1 %s = %s %s: arbitrage cost %s", units.Shortly(off), side, op.symbol(now), units.Decimal(op.Price.Value.Int(), 18), other.Symbol, units.Shortly(cost)), "", ""})
	if limit := farOff(); off.Int().Gt(limit.Int()) {
		found = append(found, Finding{Warn, "price.far", fmt.Sprintf("the deposit differs from the price of %s %s by more than %s", units.Decimal(op.Price.Value.Int(), 18), other.Symbol, limit.Percent()), "", "omit --amount: mpool computes the deposit from --price"})
	}
	return found
}

// reference is the token of the largest weight, the first of several: the price
// is said in it.
func reference(now *Snapshot, except common.Address) Token {
	var best Token
	for _, token := range now.Tokens {
		if token.Address != except && !token.Empty() && token.Weight.Int().Gt(best.Weight.Int()) {
			best = token
		}
	}
	return best
}

// adviseImplied says at what price the pool will trade the token at first, the
// other way round where that has more digits.
func (op AddToken) adviseImplied(now *Snapshot, other Token) []Finding {
	numerator, denominator := op.impliedPrice(now, other)
	if numerator.Sign() == 0 || denominator.Sign() == 0 {
		return nil
	}
	one, of := op.symbol(now), other.Symbol.String()
	const fewest = 10_000 // raw units: four digits
	price := new(big.Int).Div(new(big.Int).Mul(numerator, units.Pow10(other.Decimals)), denominator)
	decimals := other.Decimals
	if price.Cmp(big.NewInt(fewest)) < 0 {
		price.Div(new(big.Int).Mul(denominator, units.Pow10(op.Deposit.Decimals)), numerator)
		one, of, decimals = of, one, op.Deposit.Decimals
	}
	word, over := uint256.FromBig(price)
	if over {
		return nil
	}
	return []Finding{{Note, "price.implied", fmt.Sprintf("after a deposit of %s, the pool trades 1 %s for %s %s", op.Deposit, one, units.Amount{Raw: *word, Decimals: decimals}, of), "", ""}}
}

// impliedPrice is what one whole token costs in whole tokens of the other, by the
// pool's spot price after the deposit:
// (other's balance / its weight) / (deposit / weight).
func (op AddToken) impliedPrice(now *Snapshot, other Token) (numerator, denominator *big.Int) {
	balance := other.Balance().Raw
	numerator = new(big.Int).Mul(balance.ToBig(), units.RawOf(op.Weight))
	numerator.Mul(numerator, units.Pow10(op.Deposit.Decimals))
	denominator = new(big.Int).Mul(op.Deposit.Raw.ToBig(), units.RawOf(op.weightBeside(now, other)))
	return numerator, denominator.Mul(denominator, units.Pow10(other.Decimals))
}

// weightBeside is another token's weight once this one is in the pool.
func (op AddToken) weightBeside(now *Snapshot, other Token) units.Fixed {
	if _, err := now.Token(op.Token); err == nil {
		return other.Weight
	}
	return shrunk(other.Weight, op.Weight)
}
