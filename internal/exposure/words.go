package exposure

import (
	"fmt"
	"math/big"
	"slices"

	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
	"mpool/internal/units"
)

// The findings' codes are stable. Numbers that change with each block are in the detail, so that no
// plan becomes stale by them.
const (
	exposureWindow  = ops.ExposurePrefix + "window"
	exposureEnd     = ops.ExposurePrefix + "end"
	exposureGift    = ops.ExposurePrefix + "gift"
	exposurePush    = ops.ExposurePrefix + "push"
	exposureValue   = ops.ExposurePrefix + "value"
	exposureUnknown = ops.ExposurePrefix + "unknown"
)

// sayNow warns that anyone can empty the pool even before the plan.
func (x *Exposed) sayNow() []ops.Finding {
	if f, open := ops.OpenNow(x.States[0].State); open {
		return []ops.Finding{f}
	}
	return nil
}

// sayWindow refuses exposure between the plan's transactions.
func (x *Exposed) sayWindow(plan *ops.Plan) []ops.Finding {
	var found []ops.Finding
	hint := "plan again with swaps and joins shut meanwhile, or use one Safe as pool owner and asset manager: it makes all calls in one transaction"
	if w := x.Window; units.IsAbove(w.Within, ops.Noise()) && w.Worst >= 0 {
		found = append(found, ops.Finding{Severity: ops.Refuse, Code: exposureWindow, Summary: fmt.Sprintf("%s anyone can take a part of this pool: swaps are enabled", x.between2(w.Worst, plan)), Detail: ops.Joined("up to "+ops.ShortShare(w.Within)+" of it", ops.TheWays, x.off(w.Worst)), Hint: hint})
	}
	if w := x.Window; units.IsAbove(w.Held, ops.Noise()) && w.Join >= 0 {
		found = append(found, ops.Finding{Severity: ops.Refuse, Code: exposureWindow, Summary: fmt.Sprintf("someone who joins %s and exits %s takes a part of the other LPs' value", x.when(w.Join, plan), x.when(w.Leave, plan)), Detail: ops.Joined("up to "+ops.ShortShare(w.Held)+" of the pool", "with a proportional join (ALL_TOKENS_IN_FOR_EXACT_BPT) and a proportional exit, from any account"), Hint: hint})
	}
	return found
}

// sayEnd warns of exposure after the plan. The policy max_arbitrage_cost refuses it.
func (x *Exposed) sayEnd(plan *ops.Plan) []ops.Finding {
	last := len(x.States) - 1
	if x.opensDust() {
		token, _ := ops.OpenBy(x.States[last].State)
		return []ops.Finding{{Severity: ops.Warn, Code: exposureEnd, Summary: "the pool stays open afterwards: " + ops.OpenWords(x.States[last].State, token), Detail: ops.Joined("possible "+ops.TheWays, x.off(last))}}
	}
	if !units.IsAbove(x.End.Within, worthAWord()) || !units.IsAbove(x.End.Within, x.Now.Within) {
		return nil
	}
	against := "at the pool's current prices"
	if len(additions(plan.Operation)) > 0 {
		against = "at the given price"
	}
	return []ops.Finding{{Severity: ops.Warn, Code: exposureEnd, Summary: "afterwards anyone who trades with the pool can take a part of it, " + against, Detail: ops.Joined("up to "+ops.ShortShare(x.End.Within)+" of it", ops.TheWays, x.off(last), x.rounding(last))}}
}

// sayGift reports what the plan gives to all LPs, and that others can become LPs in time.
func (x *Exposed) sayGift(plan *ops.Plan) []ops.Finding {
	if !units.IsAbove(x.Gift, worthAWord()) {
		return nil
	}
	return []ops.Finding{{Severity: ops.Warn, Code: exposureGift, Summary: fmt.Sprintf("this raises the value of a BPT, and someone who joins %s and exits %s gets a share of that gift", x.when(0, plan), x.when(len(x.States)-1, plan)),
		Detail: ops.Joined("the gift is "+ops.ShortShare(x.Gift)+" of the pool", "someone who joins with 4 times the supply takes four fifths of it", "with a proportional join and exit, from any account", x.rounding(len(x.States)-1)), Hint: x.giftHint(plan)}}
}

func (x *Exposed) giftHint(plan *ops.Plan) string {
	if len(additions(plan.Operation)) > 0 {
		return "use --mint fair to give the depositor BPT for it"
	}
	return ""
}

// sayUnknown reports that no price shows whether the pool that the plan opens is at the market.
func (x *Exposed) sayUnknown() []ops.Finding {
	now, last := x.States[0].State, x.States[len(x.States)-1].State
	if now.Pool.SwapsOpen() || !last.Pool.SwapsOpen() || ops.HoldsNothing(last.Tokens) {
		return nil
	}
	return []ops.Finding{{Severity: ops.Note, Code: exposureUnknown, Summary: "not checked against the market: swaps are disabled, so the pool's prices do not show the market's", Detail: ifMoved(last)}}
}

// sayUnchecked warns of added tokens without a given price, for which mpool used the price that
// their balance implies. Operations that are recognised as additions have a finding of their own.
func (x *Exposed) sayUnchecked(plan *ops.Plan) []ops.Finding {
	var found []ops.Finding
	known := additions(plan.Operation)
	for _, token := range x.Market.Unchecked {
		if !slices.ContainsFunc(known, func(add tokenset.AddToken) bool { return add.Token == token }) {
			symbol := x.States[len(x.States)-1].State.SymbolOf(token)
			found = append(found, ops.Finding{Severity: ops.Warn, Code: exposureUnknown, Summary: fmt.Sprintf("not checked against the market: no price given for %s, so mpool used the price that its balance implies", symbol), Hint: "compare that price with the market before you send this"})
		}
	}
	return found
}

// between2 says between which calls a state is.
func (x *Exposed) between2(state int, plan *ops.Plan) string {
	return fmt.Sprintf("between call %d and call %d of %d", x.States[state].Call, x.States[state].Call+1, len(plan.Calls))
}

// when says after or before which calls a state is.
func (x *Exposed) when(state int, plan *ops.Plan) string {
	switch call := x.States[state].Call; call {
	case 0:
		return "before call 1"
	case len(plan.Calls):
		return fmt.Sprintf("after call %d", call)
	default:
		return x.between2(state, plan)
	}
}

// off names the token whose value differs most from its weight, with its share of the pool.
func (x *Exposed) off(state int) string {
	row := standingOf(x.States[state].State, x.Market)
	worst, apart := -1, new(big.Int)
	for i := range row.weights {
		gap := new(big.Int).Sub(row.fair(i), row.values[i])
		if gap.Abs(gap).Cmp(apart) > 0 {
			worst, apart = i, gap
		}
	}
	if worst < 0 || row.sum.Sign() == 0 {
		return ""
	}
	token := x.States[state].State.Tokens[worst]
	return fmt.Sprintf("%s is %s of the pool's value at a weight of %s", token.Symbol, ops.ShortShare(shareUp(row.values[worst], row.sum)), units.CutPercent(token.Weight))
}

// fair is the value of a token that matches its weight.
func (s standing) fair(i int) *big.Int {
	v := new(big.Int).Mul(s.sum, s.weights[i])
	if s.total.Sign() == 0 {
		return v
	}
	return v.Div(v, s.total)
}

// rounding names a token whose smallest unit is worth more than its value is off.
func (x *Exposed) rounding(state int) string {
	s := x.States[state].State
	row := standingOf(s, x.Market)
	for i, token := range s.Tokens {
		q, known := x.Market.quotes[token.Address]
		if !known {
			continue
		}
		one := new(big.Int).Div(new(big.Int).Lsh(q.worth, valueBits), q.of)
		off := new(big.Int).Sub(row.fair(i), row.values[i])
		part := shareUp(one, row.sum)
		if off.Abs(off).Cmp(one) <= 0 && units.IsAbove(part, worthAWord()) {
			return fmt.Sprintf("the cause is rounding: %s has %d decimals, and its smallest unit is %s of the pool", token.Symbol, token.Decimals, ops.ShortShare(part))
		}
	}
	return ""
}
