package inspect

import (
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/text"
)

// Text shows a line for each token, and the configuration that would use the suggestions.
func (v *FeedsView) Text(p *text.Page) {
	p.Line("price feeds of the tokens of %s on %s", v.Pool.Name, v.Chain)
	for _, t := range v.Tokens {
		p.Line("%s: %s", text.SymbolIn(t.Symbol, 40), t.words())
	}
	if v.usable() {
		p.Line("")
		p.Line("Compare each description and price with the token you mean: its symbol proves nothing. To use them, add these lines to the configuration, and write a max_age for each:")
		p.Line("")
		v.yaml(p)
	}
}

func (t TokenFeed) words() string {
	s := t.Suggestion
	switch {
	case t.Configured:
		return "configured"
	case s == nil:
		return "no feed, and no suggestion: find one at docs.chain.link"
	case s.Price == nil:
		return "suggestion " + strings.Join(s.Pairs, " × ") + ", which gives no price: " + text.Clean(s.Problem, text.LineWidth)
	}
	return "suggestion " + strings.Join(s.Pairs, " × ") + `, which describes itself as "` + text.Clean(strings.Join(s.Price.Descriptions, " × "), 60) + `": ` + s.Price.Value.String() + ", " + text.Duration(s.Price.Age) + " old"
}

func (v *FeedsView) usable() bool {
	for _, t := range v.Tokens {
		if t.Suggestion != nil && t.Suggestion.Price != nil {
			return true
		}
	}
	return false
}

// yaml leaves max_age for the user to set, because a feed does not publish how often it is updated.
func (v *FeedsView) yaml(p *text.Page) {
	p.Line("feeds:")
	for _, t := range v.Tokens {
		if t.Suggestion == nil || t.Suggestion.Price == nil {
			continue
		}
		p.Line("  - token: %q # %s", t.Token.Hex(), text.SymbolIn(t.Symbol, 40))
		p.Line("    chain: %s", v.Chain)
		p.Line("    hops: [%s] # %s", quotedHops(t.Suggestion.Hops), strings.Join(t.Suggestion.Pairs, ", "))
		p.Line("    max_age: # the feed's heartbeat and a few minutes, such as 1h10m")
	}
}

func quotedHops(hops []common.Address) string {
	var all []string
	for _, h := range hops {
		all = append(all, `"`+h.Hex()+`"`)
	}
	return strings.Join(all, ", ")
}
