package ops

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// feeBounds say which fees are high: those above most, and those raised by the factor, unless they
// stay at or below modest.
type feeBounds struct {
	most, modest units.Fixed
	factor       uint64
}

// highSwapFee: a swap fee above 10 %, or raised at least fivefold to above 1 %.
func highSwapFee() feeBounds {
	return feeBounds{units.FixedFrom(100_000_000_000_000_000), units.FixedFrom(10_000_000_000_000_000), 5}
}

// highAumFee: an AUM fee above 5 % a year, or raised at least twofold to above 1 %.
func highAumFee() feeBounds {
	return feeBounds{units.FixedFrom(50_000_000_000_000_000), units.FixedFrom(10_000_000_000_000_000), 2}
}

// raisedTo says whether a fee that rises from was to is becomes a high one. A fee that does not rise
// never does.
func (b feeBounds) raisedTo(was, is units.Fixed) bool {
	if !units.IsAbove(is, was) {
		return false
	}
	var raised uint256.Int
	_, overflow := raised.MulOverflow(was.Int(), uint256.NewInt(b.factor))
	return units.IsAbove(is, b.most) || units.IsAbove(is, b.modest) && !overflow && !is.Int().Lt(&raised)
}

// shieldLasts is the longest time, in seconds, for which a high fee that falls counts as a
// protection after a pause: 14 days.
const shieldLasts = 14 * OneDay

// adviseHighFee warns of a high swap fee. A lasting fee is compared with the fee that the pool would
// keep otherwise, so that a protection that still falls does not hide it. A fee that starts high and
// falls within 14 days to one that is not high protects a pool whose swaps are disabled: it is a note.
func (op RampSwapFee) adviseHighFee(now *Snapshot) []Finding {
	keeps, at, bounds := now.Fees.EndSwapFee, now.Block.Time, highSwapFee()
	if bounds.raisedTo(keeps, op.To) {
		return []Finding{{Warn, "fee.high", fmt.Sprintf("the swap fee rises from %s to %s: traders pay %s of each 1,000 that they swap",
			units.PercentText(keeps), units.PercentText(op.To), portion(op.To, 1_000)), "", "check the percentage: use a lower swap fee unless you mean it"}}
	}
	if !bounds.raisedTo(keeps, op.From) || !units.IsAbove(op.From, op.To) {
		return nil
	}
	said := fmt.Sprintf("the swap fee starts at %s and is %s only at %s: traders pay up to %s of each 1,000 that they swap until then",
		units.PercentText(op.From), units.PercentText(op.To), op.End, portion(op.From, 1_000))
	if op.End > at+shieldLasts {
		return []Finding{{Warn, "fee.high", said, "", "use a ramp of at most 14 days, or a lower --start-fee"}}
	}
	if now.Pool.SwapEnabled {
		return []Finding{{Warn, "fee.high", said, "", "use a lower --start-fee unless you mean it"}}
	}
	return []Finding{{Note, "fee.high", said, "", ""}}
}

// adviseHighAum warns of a high AUM fee. In recovery mode the pool does not report its fee.
func (op SetAumFee) adviseHighAum(now *Snapshot) []Finding {
	bounds, was := highAumFee(), now.Fees.AumFee
	if now.Pool.RecoveryMode {
		bounds.modest = bounds.most
	}
	if !bounds.raisedTo(was, op.Fee) {
		return nil
	}
	from := " from " + units.PercentText(was)
	if now.Pool.RecoveryMode {
		from = ""
	}
	return []Finding{{Warn, "aum.high", fmt.Sprintf("the AUM fee rises%s to %s a year: %s", from, units.PercentText(op.Fee), yearly(op.Fee)), "", aumHint}}
}

const aumHint = "check the percentage, which is per year: use a lower AUM fee unless you mean it"

// yearly is what an AUM fee costs in a year. More frequent collection costs more, because what was
// collected is part of the TVL of which the fee is taken.
func yearly(fee units.Fixed) string {
	return "LPs pay at least " + portion(fee, 1_000_000) + " a year for each 1,000,000 of TVL"
}

// AdviseNewFees warns of the fees of a new pool: a swap fee above 10 %, and an AUM fee above 5 % a year.
func AdviseNewFees(swapFee, aumFee units.Fixed) []Finding {
	var found []Finding
	if units.IsAbove(swapFee, highSwapFee().most) {
		found = append(found, Finding{Warn, "fee.high", fmt.Sprintf("the swap fee is %s: traders pay %s of each 1,000 that they swap",
			units.PercentText(swapFee), portion(swapFee, 1_000)), "", "check the percentage: use a lower swap fee unless you mean it"})
	}
	if units.IsAbove(aumFee, highAumFee().most) {
		found = append(found, Finding{Warn, "aum.high", fmt.Sprintf("the AUM fee is %s a year: %s", units.PercentText(aumFee), yearly(aumFee)), "", aumHint})
	}
	return found
}

// portion is a share of an amount, with two places unless it is whole: "950", "90,000", "12.35".
func portion(share units.Fixed, of int64) string {
	part := new(big.Rat).Mul(share.Rat(), new(big.Rat).SetInt64(of))
	if part.IsInt() {
		return units.Group(part.Num().String())
	}
	whole := new(big.Int).Quo(part.Num(), part.Denom())
	rest := part.Sub(part, new(big.Rat).SetInt(whole))
	return units.Group(whole.String()) + strings.TrimPrefix(rest.FloatString(2), "0")
}
