package ops

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

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

// gap compares the deposit with the price. It returns false without a price, or if the pool lacks
// the token in which the price is given.
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

// gives is the arbitrage cost of the deposit, as a share of the pool. It is nil without a price, or
// after the deposit.
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

// farOff is the difference from the price above which mpool warns: 1 %, which costs a pool some
// millionths.
func farOff() units.Fixed { return units.FixedFrom(10_000_000_000_000_000) }

// advisePrice compares the deposit with the price, or warns that there is no price. The numbers
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

// reference is the token in which mpool states prices: the one with the largest weight, the first
// of several.
func reference(now *Snapshot, except common.Address) Token {
	var best Token
	for _, token := range now.Tokens {
		if token.Address != except && !token.Empty() && token.Weight.Int().Gt(best.Weight.Int()) {
			best = token
		}
	}
	return best
}

// adviseImplied reports the price at which the pool will trade the token at first. It inverts the
// price if the inverse has more digits.
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

// impliedPrice is the price of one whole token in whole tokens of other, by the pool's spot price
// after the deposit: (other's balance / other's weight) / (deposit / weight).
func (op AddToken) impliedPrice(now *Snapshot, other Token) (numerator, denominator *big.Int) {
	balance := other.Balance().Raw
	numerator = new(big.Int).Mul(balance.ToBig(), units.RawOf(op.Weight))
	numerator.Mul(numerator, units.Pow10(op.Deposit.Decimals))
	denominator = new(big.Int).Mul(op.Deposit.Raw.ToBig(), units.RawOf(op.weightBeside(now, other)))
	return numerator, denominator.Mul(denominator, units.Pow10(other.Decimals))
}

// weightBeside is the weight of another token after the addition.
func (op AddToken) weightBeside(now *Snapshot, other Token) units.Fixed {
	if _, err := now.Token(op.Token); err == nil {
		return other.Weight
	}
	return shrunk(other.Weight, op.Weight)
}
