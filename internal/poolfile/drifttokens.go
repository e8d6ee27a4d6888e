package poolfile

import (
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/batch"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// of returns the pool's token of an entry; nil if the pool does not have it.
func (t WantToken) of(now *ops.Snapshot) *ops.Token {
	for i := range now.Tokens {
		token := &now.Tokens[i]
		if t.Address != nil && token.Address == *t.Address || t.Address == nil && token.Symbol.Bare() == t.Symbol.Bare() {
			return token
		}
	}
	return nil
}

// asserts checks what the file says and no operation can change.
func (c *comparison) asserts() {
	w, p := c.w, c.now.Pool
	if w.Generation != 0 && w.Generation != p.Generation {
		c.refuse("generation", fmt.Sprintf("the pool is v%d, but the file says v%d", p.Generation, w.Generation))
	}
	if w.Owner != nil && *w.Owner != p.Owner {
		c.refuse("owner", fmt.Sprintf("the pool's owner is %s, but the file says %s", p.Owner, w.Owner))
	}
	if w.JoinsExits != nil && p.Generation == ops.V1 && !*w.JoinsExits {
		c.refuse("joins_exits", "v1 pools have no switch for joins and exits")
	}
	for _, t := range w.Tokens {
		token := t.of(c.now)
		if token == nil {
			continue
		}
		if t.Manager != nil && *t.Manager != token.AssetManager {
			c.refuse("asset_manager", fmt.Sprintf("the asset manager of %s is %s, but the file says %s; it can never change", t.Symbol, token.AssetManager, t.Manager))
		}
		if t.Decimals != nil && *t.Decimals != token.Decimals {
			c.refuse("decimals", fmt.Sprintf("%s has %d decimals, but the file says %d", t.Symbol, token.Decimals, *t.Decimals))
		}
	}
	c.sameNames()
}

// sameNames refuses a file with symbols that are ambiguous in the pool.
func (c *comparison) sameNames() {
	for _, t := range c.w.Tokens {
		found := 0
		for i := range c.now.Tokens {
			if t.Address == nil && c.now.Tokens[i].Symbol.Bare() == t.Symbol.Bare() {
				found++
			}
		}
		if found > 1 {
			c.refuse("tokens", fmt.Sprintf("%d tokens of the pool have the symbol %s: give the token's address", found, t.Symbol))
		}
	}
}

func (c *comparison) refuse(field, summary string) {
	c.d.Refusals = append(c.d.Refusals, ops.Finding{Severity: ops.Refuse, Code: "poolfile." + field, Summary: summary, Hint: "correct the file; mpool pool import writes a file of the current pool"})
}

// tokens finds the tokens to add and to remove.
func (c *comparison) tokens() {
	if c.w.Tokens == nil {
		return
	}
	listed := map[common.Address]bool{}
	for _, t := range c.w.Tokens {
		if token := t.of(c.now); token != nil {
			listed[token.Address] = true
		} else {
			c.missing(t)
		}
	}
	for i := range c.now.Tokens {
		if token := &c.now.Tokens[i]; !listed[token.Address] {
			c.unlisted(token)
		}
	}
}

// missing handles a token of the file that the pool does not have.
func (c *comparison) missing(t WantToken) {
	field := "tokens." + t.Symbol.Exact()
	if t.Add == nil {
		c.refuse("tokens", fmt.Sprintf("the pool has no token %s, and the file does not say how to add it: write add: {price: \"2000 USDC\"}", t.Symbol))
		return
	}
	c.differ(field, c.standing(), "not in the pool", "in the pool", c.half)
	given := []struct{ name, words string }{{"token", t.Address.Hex()}, {"weight", c.comesAt(t)}, {"price", t.Add.Price}, {"amount", t.Add.Amount}, {"mint", t.Add.Mint}, {"mint-to", t.Add.MintTo}}
	if t.Manager != nil {
		given = append(given, struct{ name, words string }{"asset-manager", t.Manager.Hex()})
	}
	s := step(field, "add "+t.Symbol.String(), "add-token")
	for _, g := range given {
		if g.words != "" {
			s.Item.Given = append(s.Item.Given, give(g.name, g.words))
		}
	}
	if t.Weight == nil {
		c.refuse("tokens", fmt.Sprintf("%s has no weight: mpool cannot add it without one", t.Symbol))
	}
	s.Item.Given = append(s.Item.Given, c.w.Shutting.given()...)
	c.adds = append(c.adds, s)
}

// comesAt returns the weight at which a token is added: the wanted one, or if that would push another
// token below 1%, the largest that does not, rounded down to 0.01%. A weight change follows.
func (c *comparison) comesAt(t WantToken) string {
	if t.Weight == nil {
		return ""
	}
	const least, place = 10_000_000_000_000_000, 100_000_000_000_000
	comes := t.Weight.Int()
	for i := range c.now.Tokens {
		weight := c.now.Tokens[i].Weight.Int()
		var share, fits uint256.Int
		if _, over := share.MulDivOverflow(uint256.NewInt(least), units.FixedOne().Int(), weight); over || share.Gt(units.FixedOne().Int()) {
			continue // it is below 1% already, which the plan refuses
		}
		fits.Sub(units.FixedOne().Int(), &share)
		fits.Mul(fits.Div(&fits, uint256.NewInt(place)), uint256.NewInt(place))
		if fits.Lt(comes) {
			comes = &fits
		}
	}
	if comes.LtUint64(least) {
		comes = uint256.NewInt(least) // no weight fits, which the plan reports
	}
	return units.Fixed(*comes).Percent()
}

// unlisted handles a token of the pool that the file does not list.
func (c *comparison) unlisted(token *ops.Token) {
	if c.w.Removal == "" {
		c.refuse("tokens", fmt.Sprintf("the pool has the token %s, but the file does not list it: list it, or write removal: {burn: fair} to remove it", token.Symbol))
		return
	}
	field := "tokens." + token.Symbol.Exact()
	c.differ(field, c.standing(), "in the pool", "not in the pool", c.half)
	given := append([]batch.Given{give("token", token.Address.Hex()), give("burn", c.w.Removal)}, c.w.Shutting.given()...)
	c.removes = append(c.removes, step(field, "remove "+token.Symbol.String(), "remove-token", given...))
}

// given returns the batch fields about shutting the pool during an operation.
func (s Shutting) given() (given []batch.Given) {
	for _, one := range []struct {
		name string
		on   bool
	}{{"suspend-members", s.Suspend}, {"trust-members", s.Trust}, {"keep-exits", s.KeepExits}} {
		if one.on {
			given = append(given, give(one.name, "true"))
		}
	}
	return given
}

// standing returns the standing of a difference that an operation can close. A half done operation that
// nothing goes on with holds it.
func (c *comparison) standing() Standing {
	switch {
	case c.half == "":
		return Drifted
	case c.begun:
		return Underway
	}
	return Held
}

// sameTokens reports whether the pool has exactly the tokens of the file.
func (c *comparison) sameTokens() bool { return len(c.adds) == 0 && len(c.removes) == 0 }

// symbols joins names in one line.
func symbols(all []string) string { return strings.Join(all, ", ") }
