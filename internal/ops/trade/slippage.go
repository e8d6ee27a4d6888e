package trade

import (
	"fmt"
	"math/big"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
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
	var off uint256.Int
	if off.Sub(&quote, &limit); quote.Lt(&limit) {
		off.Sub(&limit, &quote)
	}
	return ops.Finding{Severity: ops.Warn, Code: "slippage.wide", Summary: "others who trade before this can take 5% or more of it: the limit is that far from the quote",
		Detail: fmt.Sprintf("the limit is %s off the quote", ops.PartOf(roundUp(off), quote)), Hint: "use a smaller --slippage"}
}

// roundUp takes back the rounding of a limit in the trader's favour.
func roundUp(off uint256.Int) uint256.Int { return *new(uint256.Int).AddUint64(&off, 1) }

// adviseWide warns of a limit far from the quote. If there is no limit, another finding says so.
func (op Swap) adviseWide(now *ops.Snapshot) []ops.Finding {
	in, out, err := op.Amounts(now)
	quote := out
	if op.GivenOut {
		quote = in
	}
	if err != nil || op.Limit.Raw.IsZero() || !wide(quote.Raw, op.Limit.Raw, op.GivenOut) {
		return nil
	}
	return []ops.Finding{sayWide(quote.Raw, op.Limit.Raw)}
}

func (op Join) adviseWide(now *ops.Snapshot, limits []uint256.Int) []ops.Finding {
	bpt, amounts, err := op.Outcome(now)
	if op.Kind == JoinExactTokens {
		return wideLimits(err, []uint256.Int{bpt}, []uint256.Int{op.Bpt.Raw}, false)
	}
	return wideLimits(err, amounts, limits, true)
}

func (op Exit) adviseWide(now *ops.Snapshot, limits []uint256.Int) []ops.Finding {
	bpt, amounts, err := op.Outcome(now)
	if op.Kind == ExitExactTokens {
		return wideLimits(err, []uint256.Int{bpt}, []uint256.Int{op.Bpt.Raw}, true)
	}
	return wideLimits(err, amounts, limits, false)
}

// wideLimits warns of the first limit that is far from its quote.
func wideLimits(err error, quotes, limits []uint256.Int, atMost bool) []ops.Finding {
	for i := range quotes {
		if err == nil && wide(quotes[i], limits[i], atMost) {
			return []ops.Finding{sayWide(quotes[i], limits[i])}
		}
	}
	return nil
}
