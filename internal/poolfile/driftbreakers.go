package poolfile

import (
	"mpool/internal/batch"
	"mpool/internal/ops"
)

// breakers compares the bounds as the pool keeps them, in 16 bits. The price that they are
// a share of is not in the file: the same bounds are not set again at another price.
func (c *comparison) breakers() {
	groups := map[WantBreaker]int{}
	var clears []string
	for _, t := range c.w.Tokens {
		token := t.of(c.now)
		if t.Breaker == nil || token == nil {
			continue
		}
		wanted, err := cut(*t.Breaker, token.Weight)
		if err != nil || wanted == boundsOf(token) {
			continue // the reader has refused what cannot be set
		}
		c.differ("tokens."+t.Symbol+".breaker", Drifted, boundsOf(token).words(), t.Breaker.words(), "")
		if *t.Breaker == (WantBreaker{}) {
			clears = append(clears, token.Address.Hex())
			continue
		}
		c.bound(groups, *t.Breaker, token)
	}
	if len(clears) > 0 {
		c.settles = append(c.settles, step("breakers", "clear circuit breakers", "breakers clear", give("tokens", clears...)))
	}
}

// bound adds a token to the operation that sets the same bounds.
func (c *comparison) bound(groups map[WantBreaker]int, wanted WantBreaker, token *ops.Token) {
	if at, found := groups[wanted]; found {
		given := c.settles[at].Item.Given
		given[0].Values = append(given[0].Values, token.Address.Hex())
		return
	}
	given := []batch.Given{give("tokens", token.Address.Hex())}
	if wanted.Lower != (ops.Fixed{}) {
		given = append(given, give("lower", wanted.Lower.String()))
	}
	if wanted.Upper != (ops.Fixed{}) {
		given = append(given, give("upper", wanted.Upper.String()))
	}
	groups[wanted] = len(c.settles)
	c.settles = append(c.settles, step("breakers", "set circuit breakers "+wanted.words(), "breakers set", given...))
}

func boundsOf(token *ops.Token) WantBreaker {
	if token.Breaker == nil {
		return WantBreaker{}
	}
	return WantBreaker{Lower: token.Breaker.LowerBound, Upper: token.Breaker.UpperBound}
}

func (b WantBreaker) words() string {
	lower, upper := "none", "none"
	if b.Lower != (ops.Fixed{}) {
		lower = b.Lower.String()
	}
	if b.Upper != (ops.Fixed{}) {
		upper = b.Upper.String()
	}
	return lower + " to " + upper
}
