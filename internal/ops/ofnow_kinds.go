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

// OfNow lists the fair burn.
func (op RemoveToken) OfNow(now *Snapshot) []Figure {
	token, err := now.Token(op.Token)
	if !op.FairBurn || err != nil {
		return nil
	}
	fair, err := FairBurn(now, token.Weight)
	if err != nil {
		return nil
	}
	return []Figure{{"the fair burn", op.Burn, fair, "BPT"}}
}

// OfNow lists the fair mint and the arbitrage-free deposit until the token is in the pool. After
// that they are fixed.
func (op AddToken) OfNow(now *Snapshot) []Figure {
	if op.added(now) {
		return nil
	}
	var list []Figure
	if deposit, err := op.terms(now).neutralDeposit(); op.Neutral && err == nil {
		list = append(list, Figure{"the deposit that leaves no arbitrage", op.Deposit, deposit, op.symbol(now)})
	}
	if fair, err := op.Fair(now); op.FairMint && err == nil {
		list = append(list, Figure{"the fair mint", op.Mint, fair, "BPT"})
	}
	return list
}
