package trade

import (
	"fmt"
	"math/big"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// wide says that a limit is so far from the quote that others can take 5% or more of the trade, ten
// times the default. atMost is of a limit above the quote. A limit that is rounded in the trader's
// favour still counts.
func wide(quote, limit uint256.Int, atMost bool) bool {
	q, l := quote.ToBig(), limit.ToBig()
	whole := new(big.Int).Mul(l, big.NewInt(10_000))
	if atMost {
		return q.Sign() > 0 && whole.Cmp(q.Mul(q, big.NewInt(10_499))) >= 0
	}
	return whole.Cmp(q.Mul(q, big.NewInt(9_501))) < 0
}

// sayWide is the warning about a wide limit. The share is a detail, because the quote changes with
// each block.
func sayWide(quote, limit uint256.Int) ops.Finding {
	return ops.Finding{Severity: ops.Warn, Code: "slippage.wide", Summary: "others who trade before this can take 5% or more of it: the limit is that far from the quote",
		Detail: fmt.Sprintf("the limit is %s off the quote", ops.PartOf(roundUp(*offQuote(quote, limit)), quote)), Hint: "use a smaller --slippage"}
}

// roundUp takes back the rounding of a limit in the trader's favour.
func roundUp(off uint256.Int) uint256.Int { return *new(uint256.Int).AddUint64(&off, 1) }

// leastOld is the least share off the quote at which a limit is old: 1%.
func leastOld() units.Fixed { return units.FixedFrom(10_000_000_000_000_000) }

// old says that the price has moved since the limit was set, in the trader's favour: the limit is more than
// twice the trader's slippage off the quote, and more than 1%. Rounding and a zero limit do not count, and
// neither does a trade whose slippage is unknown.
func old(quote, limit uint256.Int, slippage *units.Fixed) bool {
	if slippage == nil || limit.IsZero() {
		return false
	}
	most := leastOld()
	twice := new(uint256.Int).Lsh(slippage.Int(), 1)
	if twice.Lt(most.Int()) {
		twice = most.Int()
	}
	one := units.FixedOne()
	allowed, over := new(uint256.Int).MulDivOverflow(&quote, twice, one.Int())
	return !over && offQuote(quote, limit).Gt(allowed.AddUint64(allowed, 2))
}

func offQuote(quote, limit uint256.Int) *uint256.Int {
	if quote.Lt(&limit) {
		quote, limit = limit, quote
	}
	return quote.Sub(&quote, &limit)
}

func sayOld(quote, limit uint256.Int, slippage units.Fixed) ops.Finding {
	return ops.Finding{Severity: ops.Refuse, Code: "slippage.old", Summary: "the price has moved since the limit was set: others who trade before this can take more than twice the slippage of " + slippage.Percent(),
		Detail: fmt.Sprintf("the limit is %s off the quote", ops.PartOf(*offQuote(quote, limit), quote)), Hint: "plan again: the new limit follows the price"}
}

// holdLimits refuses the first limit that is old, and otherwise warns of the first that is far from its quote.
func holdLimits(slippage *units.Fixed, quotes, limits []uint256.Int, atMost bool) []ops.Finding {
	for i := range quotes {
		if old(quotes[i], limits[i], slippage) {
			return []ops.Finding{sayOld(quotes[i], limits[i], *slippage)}
		}
	}
	for i := range quotes {
		if wide(quotes[i], limits[i], atMost) {
			return []ops.Finding{sayWide(quotes[i], limits[i])}
		}
	}
	return nil
}

// holdLimit is of a swap. If there is no limit, another finding says so.
func (op Swap) holdLimit(now *ops.Snapshot) []ops.Finding {
	in, out, err := op.Amounts(now)
	quote := out
	if op.GivenOut {
		quote = in
	}
	if err != nil || op.Limit.Raw.IsZero() {
		return nil
	}
	return holdLimits(op.Slippage, []uint256.Int{quote.Raw}, []uint256.Int{op.Limit.Raw}, op.GivenOut)
}

func (op Join) holdLimit(now *ops.Snapshot, limits []uint256.Int) []ops.Finding {
	bpt, amounts, err := op.Outcome(now)
	switch {
	case err != nil:
		return nil
	case op.Kind == JoinExactTokens:
		return holdLimits(op.Slippage, []uint256.Int{bpt}, []uint256.Int{op.Bpt.Raw}, false)
	}
	return holdLimits(op.Slippage, amounts, limits, true)
}

func (op Exit) holdLimit(now *ops.Snapshot, limits []uint256.Int) []ops.Finding {
	bpt, amounts, err := op.Outcome(now)
	switch {
	case err != nil:
		return nil
	case op.Kind == ExitExactTokens:
		return holdLimits(op.Slippage, []uint256.Int{bpt}, []uint256.Int{op.Bpt.Raw}, true)
	}
	return holdLimits(op.Slippage, amounts, limits, false)
}
