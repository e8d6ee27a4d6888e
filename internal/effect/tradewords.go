package effect

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/liquidity"
	"mpool/internal/text"
	"mpool/internal/units"
)

// TradeWords describe what a trade pays and gets. A side with a single token includes its limit, a
// side with several the largest distance of a limit.
func TradeWords(pays, gets []liquidity.Sum) string {
	return "pay " + shortSums(pays, "at most") + ", get " + shortSums(gets, atLeast)
}

// FirstJoinWords describe a first join. Each token has its address, because the pool proves nothing yet.
func FirstJoinWords(pays, gets []liquidity.Sum) string {
	var parts []string
	for _, s := range pays {
		name := symbol(s)
		if s.Token != (common.Address{}) {
			name = withAddress(s.Symbol, s.Token)
		}
		parts = append(parts, text.Amount(s.Amount)+" "+name)
	}
	if len(parts) == 0 {
		parts = append(parts, "nothing")
	}
	return "first join: pay " + Few(parts, ", ") + ", get " + shortSums(gets, atLeast)
}

func shortSums(list []liquidity.Sum, limit string) string {
	var parts []string
	for _, s := range list {
		part := text.Amount(s.Amount) + " " + symbol(s)
		if s.Limit != nil && len(list) == 1 {
			part += fmt.Sprintf(" (%s %s)", limit, limitText(limit, *s.Limit))
		}
		parts = append(parts, part)
	}
	switch len(parts) {
	case 0:
		return "nothing"
	case 1:
		return parts[0]
	}
	return Few(parts, ", ") + boundsWords(list, limit)
}

// boundsWords say by how much the amounts of several tokens may differ at most; empty if all are
// exact.
func boundsWords(list []liquidity.Sum, limit string) string {
	var most units.Fixed
	limited := false
	for _, s := range list {
		if s.Limit == nil {
			continue
		}
		limited = true
		share, over := offBy(s.Amount.Raw, s.Limit.Raw, limit == atLeast)
		if over {
			return " (no bounds)"
		}
		if share.Int().Gt(most.Int()) {
			most = share
		}
	}
	if !limited {
		return ""
	}
	return fmt.Sprintf(" (each at most %s %s)", text.Cost(most), map[bool]string{true: "less", false: "more"}[limit == atLeast])
}

// offBy is how far a limit is from an amount, as a share of the amount. It is over for ten times the
// amount or more, and zero for a limit that the amount breaks.
func offBy(amount, limit uint256.Int, below bool) (share units.Fixed, over bool) {
	if below {
		amount, limit = limit, amount
	}
	if limit.Lt(&amount) {
		return units.Fixed{}, false
	}
	var off, part uint256.Int
	off.Sub(&limit, &amount)
	whole, one, ten := amount, units.FixedOne(), uint256.NewInt(1e19)
	if below {
		whole = limit
	}
	_, over = part.MulDivOverflow(&off, one.Int(), &whole)
	return units.Fixed(part), over || whole.IsZero() || !part.Lt(ten)
}
