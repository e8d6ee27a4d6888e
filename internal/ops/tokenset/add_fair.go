package tokenset

import (
	"fmt"
	"math/big"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// FairMint is the BPT that a new token of this weight is worth if its deposit leaves no arbitrage:
// actual supply * w / (1-w), rounded down.
func FairMint(pool *ops.Snapshot, weight units.Fixed) (units.Amount, error) {
	raw, err := poolmath.BptOutAddToken(pool.Supply.Actual.Raw, uint256.Int(weight))
	if err != nil {
		return units.Amount{}, fmt.Errorf("the fair mint: %w", err)
	}
	return units.Amount{Raw: raw, Decimals: ops.BptDecimals}, nil
}

// fair is the mint that neither dilutes the LPs nor gives them anything: actual supply * deposit /
// value of the other tokens, rounded down. It scales FairMint by deposit / neutral deposit. Without
// a price it assumes that the deposit is neutral.
func (t terms) fair() (units.Amount, error) {
	fair, err := FairMint(t.pool, t.weight)
	worth, costs, known := t.neutral()
	if err != nil || !known {
		return fair, err
	}
	deposit := t.deposit.Raw.ToBig()
	if t.rounded {
		deposit = new(big.Int).Div(worth, costs)
	}
	raw := deposit.Mul(deposit, costs).Mul(deposit, fair.Raw.ToBig())
	word, over := uint256.FromBig(raw.Div(raw, worth))
	if over {
		return fair, fmt.Errorf("the fair mint: the deposit is worth far more than the pool")
	}
	return units.Amount{Raw: *word, Decimals: fair.Decimals}, nil
}

// keeps is the value that the LPs keep after deposit and mint, as a fraction num / den of what they
// had. With r = deposit / neutral deposit, w the weight, S the supply, m the mint and c the
// arbitrage cost of the deposit, it is S / (S+m) * (1 + r * w / (1-w)) * (1-c). Without a price r
// is 1 and c is 0.
func (t terms) keeps() (num, den *big.Int, known bool) {
	has, worth := big.NewInt(1), big.NewInt(1)
	cost := units.Fixed{}
	if gap, checked := t.gap(); checked {
		has, worth = new(big.Int).Mul(gap.deposit, gap.costs), gap.worth
		var err error
		if cost, err = gap.cost(); err != nil {
			return nil, nil, false
		}
	}
	one, supply, mint := units.FixedOne(), t.pool.Supply.Actual.Raw, t.mint.Raw
	if supply.IsZero() || t.weight.Int().Cmp(one.Int()) >= 0 {
		return nil, nil, false
	}
	w := units.RawOf(t.weight)
	rest := new(big.Int).Sub(units.Unit(), w)
	num = new(big.Int).Add(new(big.Int).Mul(has, w), new(big.Int).Mul(worth, rest))
	num.Mul(num, supply.ToBig()).Mul(num, new(big.Int).Sub(units.Unit(), units.RawOf(cost)))
	den = new(big.Int).Add(supply.ToBig(), mint.ToBig())
	den.Mul(den, worth).Mul(den, rest).Mul(den, units.Unit())
	return num, den, true
}

// holders is the share of their value that the LPs lose (loss is true) or gain. A loss is rounded
// up, a gain down.
func (t terms) holders() (share units.Fixed, loss, known bool) {
	num, den, known := t.keeps()
	if !known {
		return share, false, false
	}
	apart := new(big.Int).Sub(den, num)
	loss = apart.Sign() > 0
	scaled := new(big.Int).Mul(apart.Abs(apart), units.Unit())
	if loss {
		scaled = units.CeilDiv(scaled, den)
	} else {
		scaled.Div(scaled, den)
	}
	word, over := uint256.FromBig(scaled)
	if over {
		word.SetAllOne()
	}
	return units.Fixed(*word), loss, true
}

// dilutes is the share of their value that LPs lose by the mint. It is nil without a mint or a
// loss.
func (t terms) dilutes() *units.Fixed {
	share, loss, known := t.holders()
	if t.mint.Raw.IsZero() || !known || !loss {
		return nil
	}
	return &share
}

// adviseHolders reports what the LPs gain or lose by deposit and mint, if it is more than rounding.
func (t terms) adviseHolders() []ops.Finding {
	share, loss, known := t.holders()
	if !known || !units.IsAbove(share, units.FixedFrom(1_000_000_000_000)) { // a millionth
		return nil
	}
	verb, what := "gain", units.Shortly(share)
	if loss {
		verb, what = "lose", units.ShareText(share)
	}
	at := "at the given price"
	if !t.price.Given() {
		at = "if the deposit matches its weight (no --price given)"
	}
	return []ops.Finding{{Severity: ops.Note, Code: "mint.holders", Summary: fmt.Sprintf("LPs %s %s of their value by this deposit and mint, %s", verb, what, at)}}
}
