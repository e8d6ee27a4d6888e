package tokenset

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
	"mpool/internal/weightcost"
)

// TokenPrice is the price of one whole token in whole tokens of Of. The zero value means that there
// is no price.
type TokenPrice struct {
	Of    common.Address `json:"of"`
	Value units.Fixed    `json:"value"`
}

// Given says whether the user gave a price.
func (p TokenPrice) Given() bool { return p != (TokenPrice{}) }

// depositGap compares a deposit with the neutral deposit for a price.
type depositGap struct {
	deposit, worth, costs *big.Int // neutral deposit = worth / costs
	weight                units.Fixed
}

// off is |deposit - neutral| / neutral, rounded down. little says that the deposit is too small.
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

// farthest limits the ratio of deposit and neutral deposit to about 2^130. Beyond it, cost returns
// 100 %.
const farthest = 130

// cost is the arbitrage cost of the deposit, as a share of the pool including the deposit, rounded
// up. It assumes that the other prices equal the market's and that there is no swap fee.
//
// With r = deposit / neutral deposit and w the weight, the pool is worth 1-w+wr of its value with
// the neutral deposit. Arbitrage keeps the product of balance^weight, which is r^w of the product
// with the neutral deposit. The pool ends with that share of the value, so that it loses
//
//	1 - r^w / (1-w+wr)
func (g depositGap) cost() (units.Fixed, error) {
	has := new(big.Int).Mul(g.deposit, g.costs)
	if has.BitLen() > g.worth.BitLen()+farthest || g.worth.BitLen() > has.BitLen()+farthest {
		return units.FixedOne(), nil
	}
	w := units.RawOf(g.weight)
	value := new(big.Int).Mul(has, w) // 1-w+wr with 18 decimals, rounded up
	value.Add(value.Div(value, g.worth), big.NewInt(1))
	value.Add(value, new(big.Int).Sub(units.Unit(), w))
	grown, err := weightcost.LnRatio(value, units.Unit())
	if err != nil {
		return units.Fixed{}, err
	}
	kept, err := lnOf(has, g.worth)
	if err != nil {
		return units.Fixed{}, err
	}
	kept.Mul(kept, w)
	exponent := weightcost.Slack(grown.Sub(grown, kept.Div(kept, units.Unit())), 2)
	const all = 40 // e^-40 rounds to zero; exp accepts exponents down to -41
	if exponent.Cmp(new(big.Int).Mul(units.Unit(), big.NewInt(all))) > 0 {
		return units.FixedOne(), nil
	}
	return weightcost.Lost(exponent.Abs(exponent))
}

// lnOf is ln(a/b). It inverts a ratio below one, because the inverse has more digits.
func lnOf(a, b *big.Int) (*big.Int, error) {
	if a.Cmp(b) >= 0 {
		return weightcost.LnRatio(a, b)
	}
	ln, err := weightcost.LnRatio(b, a)
	if err != nil {
		return nil, err
	}
	return ln.Neg(ln), nil
}

// gives is the arbitrage cost of the deposit, as a share of the pool. It is nil without a price.
func (t terms) gives() (*units.Fixed, error) {
	gap, checked := t.gap()
	if !checked {
		return nil, nil
	}
	cost, err := gap.cost()
	if err != nil {
		return nil, fmt.Errorf("the price of the deposit: %w", err)
	}
	return &cost, nil
}

// farOff is the difference from the price above which mpool warns: 1 %, which costs a pool some
// millionths.
func farOff() units.Fixed { return units.FixedFrom(10_000_000_000_000_000) }

// advisePrice compares the deposit with the price, or warns that there is no price. The numbers
// move with every trade, so they are in notes.
func (t terms) advisePrice() []ops.Finding {
	gap, checked := t.gap()
	if !checked {
		return append([]ops.Finding{{Severity: ops.Warn, Code: "price.unchecked", Summary: fmt.Sprintf("the deposit of %s %s is not checked against a price: a wrong amount is lost to arbitrage", t.deposit, t.symbol),
			Hint: "check the price that the deposit implies, or give the token's price: --price \"2000 " + reference(t.pool, t.token).Symbol.Word() + "\""}}, t.adviseImplied(reference(t.pool, t.token))...)
	}
	other, _ := t.pool.Token(t.price.Of)
	found := t.adviseImplied(*other)
	off, little := gap.off()
	cost, err := gap.cost()
	if err != nil {
		return found
	}
	side := "more"
	if little {
		side = "less"
	}
	found = append(found, ops.Finding{Severity: ops.Note, Code: "price.off", Summary: fmt.Sprintf("the deposit is %s %s than the arbitrage-free amount at 1 %s = %s %s: arbitrage cost %s", units.Shortly(off), side, t.symbol, units.Decimal(t.price.Value.Int(), 18), other.Symbol, units.Shortly(cost))})
	if limit := farOff(); off.Int().Gt(limit.Int()) {
		found = append(found, ops.Finding{Severity: ops.Warn, Code: "price.far", Summary: fmt.Sprintf("the deposit differs from the price of %s %s by more than %s", units.Decimal(t.price.Value.Int(), 18), other.Symbol, limit.Percent()), Hint: "omit --amount: mpool computes the deposit from --price"})
	}
	return found
}

// reference is the token in which mpool states prices: the one with the largest weight, the first
// of several.
func reference(now *ops.Snapshot, except common.Address) ops.Token {
	var best ops.Token
	for _, token := range now.Tokens {
		if token.Address != except && !token.Empty() && token.Weight.Int().Gt(best.Weight.Int()) {
			best = token
		}
	}
	return best
}

// adviseImplied reports the price at which the pool will trade the token at first. It inverts the
// price if the inverse has more digits.
func (t terms) adviseImplied(other ops.Token) []ops.Finding {
	numerator, denominator := t.impliedPrice(other)
	if numerator.Sign() == 0 || denominator.Sign() == 0 {
		return nil
	}
	one, of := t.symbol, other.Symbol.String()
	const fewest = 10_000 // raw units: four digits
	price := new(big.Int).Div(new(big.Int).Mul(numerator, units.Pow10(other.Decimals)), denominator)
	decimals := other.Decimals
	if price.Cmp(big.NewInt(fewest)) < 0 {
		price.Div(new(big.Int).Mul(denominator, units.Pow10(t.deposit.Decimals)), numerator)
		one, of, decimals = of, one, t.deposit.Decimals
	}
	word, over := uint256.FromBig(price)
	if over {
		return nil
	}
	return []ops.Finding{{Severity: ops.Note, Code: "price.implied", Summary: fmt.Sprintf("after a deposit of %s, the pool trades 1 %s for %s %s", t.deposit, one, units.Amount{Raw: *word, Decimals: decimals}, of)}}
}
