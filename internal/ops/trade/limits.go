package trade

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// attempt tries a swap, join or exit with another amount. The amount is of one token, of BPT, or a
// share in millionths of all amounts.
type attempt struct {
	amount units.Amount
	unit   string         // a symbol; empty if the amount is a share
	token  common.Address // the amount's token
	try    func(now *ops.Snapshot, amount uint256.Int) error
	bpt    func(now *ops.Snapshot) (uint256.Int, error) // BPT of a join or exit of exact amounts, without the user's limit
	limit  units.Amount                                 // the user's limit
}

// withLimits adds to a refusal what the pool would accept now: the largest amount that works. For a
// circuit breaker it also names the token and its bound.
func (a attempt) withLimits(now *ops.Snapshot, found []ops.Finding) []ops.Finding {
	found = slices.Clone(found)
	for i, f := range found {
		switch f.Code {
		case "BAL#356":
			found[i].Summary += a.tripped(now, a.amount.Raw)
		case "BAL#304", "BAL#305":
			found[i].Summary += a.ofBalance(now)
		case "BAL#001", "BAL#306", "BAL#307":
		case "BAL#207", "BAL#208":
			found[i].Summary += a.missed(now)
			continue
		default:
			continue
		}
		found[i].Hint = a.hint(now, f.Code)
	}
	return found
}

// moreThanAll explains a failed subtraction in an exit.
func moreThanAll(found []ops.Finding) []ops.Finding {
	for i := range found {
		if found[i].Code == "BAL#001" {
			found[i].Summary = "this is more than the pool has"
		}
	}
	return found
}

// ofBalance names 30 % of the token's balance, the most that a swap may move. The largest input is
// a little higher, because the pool checks it without the swap fee.
func (a attempt) ofBalance(now *ops.Snapshot) string {
	t, err := now.Token(a.token)
	if err != nil {
		return ""
	}
	most, _ := new(uint256.Int).MulDivOverflow(ops.RawBalance(*t), uint256.NewInt(3), uint256.NewInt(10))
	return fmt.Sprintf(", %s %s", rounded(units.Amount{Raw: *most, Decimals: t.Decimals}), t.Symbol)
}

// missed says how far the outcome is from the user's limit.
func (a attempt) missed(now *ops.Snapshot) string {
	if a.bpt == nil {
		return ""
	}
	bpt, err := a.bpt(now)
	if err != nil {
		return ""
	}
	return fmt.Sprintf(": %s BPT instead of %s", units.Amount{Raw: bpt, Decimals: ops.BptDecimals}, a.limit)
}

// hint names the largest amount that works, and what refuses more if that is not the finding's code.
func (a attempt) hint(now *ops.Snapshot, code string) string {
	most := a.largest(now)
	switch {
	case most.IsZero() && a.unit == "":
		return "no share of these amounts works now" + otherWay(code)
	case most.IsZero():
		return "no amount works now" + otherWay(code)
	case a.unit == "":
		return fmt.Sprintf("use at most %s of these amounts now", units.FixedFrom(most.Uint64()*1_000_000_000_000).Percent()) + a.above(now, most, code)
	}
	return fmt.Sprintf("use at most %s %s now", rounded(units.Amount{Raw: most, Decimals: a.amount.Decimals}), a.unit) + a.above(now, most, code)
}

// otherWay is what is possible if no amount works.
func otherWay(code string) string {
	switch code {
	case "BAL#356":
		return "; mpool breakers show lists the bounds"
	case "BAL#306":
		return "; exit for all tokens"
	case "BAL#307":
		return "; join with all tokens"
	}
	return ""
}

// above says why the pool refuses more than the largest amount; empty if code says it.
func (a attempt) above(now *ops.Snapshot, most uint256.Int, code string) string {
	more := *new(uint256.Int).AddUint64(&most, 1)
	err := a.try(now, more)
	switch is := ops.RevertCode(err); {
	case err == nil || is == code || is == "":
		return ""
	case is == "BAL#356":
		return "; more would trip a circuit breaker" + a.tripped(now, more)
	default:
		return "; " + is + " refuses more"
	}
}

// largest is the largest amount that works, by bisection. It assumes that smaller amounts work too.
func (a attempt) largest(now *ops.Snapshot) uint256.Int {
	var low uint256.Int
	high, one := a.amount.Raw, *uint256.NewInt(1)
	for {
		var middle uint256.Int
		middle.Sub(&high, &low)
		if !middle.Gt(&one) {
			return low
		}
		middle.Add(middle.Rsh(&middle, 1), &low)
		if a.try(now, middle) == nil {
			low = middle
		} else {
			high = middle
		}
	}
}

// tripped names the token whose circuit breaker trips, and its bound in BPT per token. It tries
// each bound without the others, and is empty if no single one trips.
func (a attempt) tripped(now *ops.Snapshot, amount uint256.Int) string {
	for i, token := range now.Tokens {
		if token.Breaker == nil {
			continue
		}
		for _, lower := range []bool{true, false} {
			alone := now.Clone()
			alone.Tokens = slices.Clone(alone.Tokens)
			for j := range alone.Tokens {
				alone.Tokens[j].Breaker = nil
			}
			only, bound, name := *token.Breaker, token.Breaker.LowerBptPrice, "below its lower bound"
			if lower {
				only.UpperBound = units.Fixed{}
			} else {
				only.LowerBound, bound, name = units.Fixed{}, token.Breaker.UpperBptPrice, "above its upper bound"
			}
			alone.Tokens[i].Breaker = &only
			if err := a.try(alone, amount); err != nil && ops.RevertCode(err) == "BAL#356" {
				return fmt.Sprintf(": %s would be %s of about %s BPT", token.Symbol, name, rounded(units.Amount{Raw: *bound.Int(), Decimals: 36 - token.Decimals}))
			}
		}
	}
	return ""
}

// rounded is an amount rounded down to six digits, with commas between thousands. A limit moves with
// every block, and a lower amount still works.
func rounded(a units.Amount) string { return units.Group(cutTo(a).String()) }

// cutTo rounds an amount down to six digits.
func cutTo(a units.Amount) units.Amount {
	const digits = 6
	unit := uint256.NewInt(1)
	for n := len(a.Raw.Dec()); n > digits; n-- {
		unit.Mul(unit, uint256.NewInt(10))
	}
	a.Raw.Div(&a.Raw, unit)
	a.Raw.Mul(&a.Raw, unit)
	return a
}

// exact returns an attempt for exact amounts: in the token's units for a single token, else in
// millionths of all amounts. with returns the list of amounts for another amount.
func exact(now *ops.Snapshot, list []TokenAmount) (a attempt, with func(uint256.Int) []TokenAmount) {
	some := slices.DeleteFunc(slices.Clone(list), func(t TokenAmount) bool { return t.Amount.Raw.IsZero() })
	if len(some) == 1 {
		only := some[0]
		return attempt{amount: only.Amount, unit: unitOf(now, only.Token), token: only.Token}, func(amount uint256.Int) []TokenAmount {
			return []TokenAmount{{only.Token, units.Amount{Raw: amount, Decimals: only.Amount.Decimals}}}
		}
	}
	return attempt{amount: units.Amount{Raw: *uint256.NewInt(million)}}, func(amount uint256.Int) []TokenAmount { return shares(list, amount) }
}

// shares returns each amount times millionths / 1,000,000, rounded down.
func shares(list []TokenAmount, millionths uint256.Int) []TokenAmount {
	out := slices.Clone(list)
	for i := range out {
		raw, over := new(uint256.Int).MulDivOverflow(&out[i].Amount.Raw, &millionths, uint256.NewInt(million))
		if !over {
			out[i].Amount.Raw = *raw
		}
	}
	return out
}

const million = 1_000_000

// unitOf is the symbol of a token of the pool; any other token is BPT.
func unitOf(pool *ops.Snapshot, token common.Address) string {
	if t, err := pool.Token(token); err == nil {
		return t.Symbol.String()
	}
	return "BPT"
}
