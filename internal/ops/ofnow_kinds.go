package ops

import (
	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// OfNow lists the BPT prices to which the bounds refer.
func (op SetBreakers) OfNow(now *Snapshot) []Figure {
	var list []Figure
	for _, b := range op.Breakers {
		token, err := now.Token(b.Token)
		if err != nil {
			continue
		}
		price, err := now.bptPrice(*token)
		if err != nil {
			continue // without a balance there is no price, and the plan refuses that
		}
		list = append(list, Figure{"the BPT price of " + token.Symbol.String(), token.wholePrice(b.BptPrice), token.wholePrice(price), "BPT"})
	}
	return list
}

// wholePrice converts an unscaled price to BPT per whole token. Unscaled prices count smallest
// units as if every token had 18 decimals.
func (t Token) wholePrice(unscaled units.Fixed) units.Amount {
	return units.Amount{Raw: uint256.Int(unscaled), Decimals: 36 - t.Decimals}
}

// OfNow lists the fees of the ramp that were taken from the pool.
func (op RampSwapFee) OfNow(now *Snapshot) []Figure {
	var list []Figure
	if op.FromNow {
		list = append(list, Figure{"the swap fee that the ramp begins with", percentAmount(op.From), percentAmount(now.Fees.SwapFee), "%"})
	}
	if op.ToNow {
		list = append(list, Figure{"the swap fee that the ramp ends with", percentAmount(op.To), percentAmount(now.Fees.SwapFee), "%"})
	}
	return list
}

// percentAmount is a share in percent.
func percentAmount(f units.Fixed) units.Amount {
	return units.Amount{Raw: uint256.Int(f), Decimals: 16}
}

// OfNow lists the figures of the fee ramp.
func (op SetSwaps) OfNow(now *Snapshot) []Figure {
	if op.FeeRamp == nil {
		return nil
	}
	return op.FeeRamp.OfNow(now)
}
