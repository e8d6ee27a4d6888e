package inspect

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/text"
)

// column is a column of the table of tokens.
type column struct {
	name string // begins with > for numbers
	cell func(t tokenView) string
}

// table returns a row for each token, with the columns that matter for this pool.
func (v *StatusView) table(p *text.Page) ([]string, [][]string) {
	columns := v.columns(p)
	var header []string
	for _, c := range columns {
		header = append(header, c.name)
	}
	var rows [][]string
	for _, t := range v.Tokens {
		var row []string
		for _, c := range columns {
			row = append(row, c.cell(t))
		}
		rows = append(rows, row)
	}
	return header, rows
}

func (v *StatusView) columns(p *text.Page) []column {
	list := []column{
		{"symbol", func(t tokenView) string { return text.Symbol(t.Symbol) }},
		{">weight", func(t tokenView) string { return text.Percent(t.Weight.Now) }},
	}
	if v.Weights.moving() {
		list = append(list, column{">end", func(t tokenView) string { return text.Percent(t.Weight.End) }})
	}
	list = append(list, column{">balance", func(t tokenView) string { return text.Amount(t.Balance) }})
	if slices.ContainsFunc(v.Tokens, func(t tokenView) bool { return !t.Managed.Raw.IsZero() }) {
		list = append(list, column{">managed", func(t tokenView) string { return text.Amount(t.Managed) }})
	}
	list = append(list, column{">price in BPT", tokenView.bptPrice})
	if slices.ContainsFunc(v.Tokens, func(t tokenView) bool { return t.Breaker != nil }) {
		list = append(list,
			column{">lower breaker", func(t tokenView) string { return t.toBound(p, false) }},
			column{">upper breaker", func(t tokenView) string { return t.toBound(p, true) }})
	}
	if v.ambiguous() {
		list = append(list, column{"address", func(t tokenView) string { return t.Address.Hex() }})
	}
	return list
}

// ambiguous reports whether two tokens have the same shown symbol.
func (v *StatusView) ambiguous() bool {
	seen := map[string]bool{}
	for _, t := range v.Tokens {
		shown := text.Symbol(t.Symbol)
		key := strings.ToLower(shown)
		if shown != t.Symbol.Bare() || seen[key] {
			return true
		}
		seen[key] = true
	}
	return false
}

// moving reports whether the change is running or scheduled.
func (r rampView) moving() bool { return r.State == "running" || r.State == "pending" }

func (t tokenView) bptPrice() string {
	if t.BptPrice == nil {
		return "none"
	}
	return t.price(*t.BptPrice)
}

// toBound returns the price's distance from a bound of the circuit breaker.
func (t tokenView) toBound(p *text.Page, upper bool) string {
	bound := t.bound(upper)
	if bound == nil {
		return "none"
	}
	return bound.away(p)
}

func (t tokenView) bound(upper bool) *boundView {
	switch {
	case t.Breaker == nil:
		return nil
	case upper:
		return t.Breaker.Upper
	}
	return t.Breaker.Lower
}

// mostManagers is the largest number of asset managers with a line each.
const mostManagers = 5

// managers shows who manages which tokens.
func (v *StatusView) managers(p *text.Page) {
	var order []common.Address
	of := map[common.Address][]string{}
	for _, t := range v.Tokens {
		if t.AssetManager == (common.Address{}) {
			continue
		}
		if !slices.Contains(order, t.AssetManager) {
			order = append(order, t.AssetManager)
		}
		of[t.AssetManager] = append(of[t.AssetManager], text.Symbol(t.Symbol))
	}
	for i, manager := range order {
		if i == mostManagers {
			p.Fact("", "%d more asset managers: mpool status --details", len(order)-i)
			return
		}
		p.Fact("manager", "%s of %s", manager, tokensText(of[manager], len(v.Tokens)))
	}
}

// allTokens says how many tokens a pool has, where all are meant.
func allTokens(n int) string {
	if n == 2 {
		return "both tokens"
	}
	return fmt.Sprintf("all %d tokens", n)
}

// tokensText names some of a pool's tokens.
func tokensText(symbols []string, all int) string {
	const most = 6
	switch n := len(symbols); {
	case n == all:
		return allTokens(n)
	case n > most:
		return fmt.Sprintf("%s and %d more", strings.Join(symbols[:most-1], ", "), n-most+1)
	}
	return strings.Join(symbols, ", ")
}
