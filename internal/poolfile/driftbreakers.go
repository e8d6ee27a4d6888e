package poolfile

import (
	"strings"

	"github.com/holiman/uint256"

	"mpool/internal/batch"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// breakers compares the bounds in the precision of the pool, 16 bits. The file does not contain the
// price of which they are a share, so equal bounds are not set again at another price.
func (c *comparison) breakers() {
	groups := map[WantBreaker]int{}
	var clears, cleared []string
	for _, t := range c.w.Tokens {
		token := t.of(c.now)
		if t.Breaker == nil || token == nil {
			continue
		}
		wanted, err := cut(*t.Breaker, token.Weight)
		if err != nil || wanted == boundsOf(token) {
			continue // the reader has refused bounds that cannot be set
		}
		c.differ("tokens."+t.Symbol.Exact()+".breaker", Drifted, boundsOf(token).short(), t.Breaker.words(), "")
		if *t.Breaker == (WantBreaker{}) {
			clears, cleared = append(clears, token.Address.Hex()), append(cleared, token.Symbol.String())
			continue
		}
		c.bound(groups, *t.Breaker, token)
	}
	if len(clears) > 0 {
		c.settles = append(c.settles, step("breakers", "clear the circuit breaker of "+strings.Join(cleared, ", "), "breakers clear", give("tokens", clears...)))
	}
}

// bound adds a token to the operation that sets the same bounds, or adds that operation.
func (c *comparison) bound(groups map[WantBreaker]int, wanted WantBreaker, token *ops.Token) {
	if at, found := groups[wanted]; found {
		same := &c.settles[at]
		same.Item.Given[0].Values = append(same.Item.Given[0].Values, token.Address.Hex())
		same.Does = setsBound(wanted, same.Does, token)
		return
	}
	given := []batch.Given{give("tokens", token.Address.Hex())}
	if wanted.Lower != (units.Fixed{}) {
		given = append(given, give("lower", wanted.Lower.String()))
	}
	if wanted.Upper != (units.Fixed{}) {
		given = append(given, give("upper", wanted.Upper.String()))
	}
	groups[wanted] = len(c.settles)
	c.settles = append(c.settles, step("breakers", setsBound(wanted, "", token), "breakers set", given...))
}

// setsBound says which tokens get these bounds; before says it without the token.
func setsBound(wanted WantBreaker, before string, token *ops.Token) string {
	end := " (" + wanted.short() + ")"
	if before == "" {
		return "set the circuit breaker of " + token.Symbol.String() + end
	}
	return strings.TrimSuffix(before, end) + ", " + token.Symbol.String() + end
}

func boundsOf(token *ops.Token) WantBreaker {
	if token.Breaker == nil {
		return WantBreaker{}
	}
	return WantBreaker{Lower: token.Breaker.LowerBound, Upper: token.Breaker.UpperBound}
}

// short formats bounds with few digits that mean the same to the pool.
func (b WantBreaker) short() string {
	return b.in(func(bound units.Fixed) string { return shortBound(bound).Percent() })
}

// lostBits is the number of low bits of a bound that the pool does not store.
const lostBits = 48

// shortBound returns the shortest number that the pool stores as this bound.
func shortBound(bound units.Fixed) units.Fixed {
	unit := uint256.NewInt(1e17)
	for range 5 {
		var up, lost uint256.Int
		up.Add(bound.Int(), new(uint256.Int).SubUint64(unit, 1))
		up.Mul(up.Div(&up, unit), unit)
		if lost.Sub(&up, bound.Int()).BitLen() <= lostBits {
			return units.Fixed(up)
		}
		unit.Div(unit, uint256.NewInt(10))
	}
	return bound
}

func (b WantBreaker) words() string { return b.in(units.Fixed.Percent) }

func (b WantBreaker) in(form func(units.Fixed) string) string {
	if b == (WantBreaker{}) {
		return "none"
	}
	lower, upper := "none", "none"
	if b.Lower != (units.Fixed{}) {
		lower = form(b.Lower)
	}
	if b.Upper != (units.Fixed{}) {
		upper = form(b.Upper)
	}
	return lower + " to " + upper
}
