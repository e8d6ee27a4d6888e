package recipe

import (
	"strings"

	"mpool/internal/text"
)

// List is the list of all recipes as a result.
type List []Recipe

// Text shows a line for each recipe.
func (l List) Text(p *text.Page) {
	var rows [][]string
	for _, r := range l {
		rows = append(rows, []string{r.Name, r.Short})
	}
	p.Table([]string{"recipe", "what it does"}, rows)
	p.Line("")
	p.Line("mpool recipe show NAME explains one")
}

// Text shows the guide and the parameters.
func (r *Recipe) Text(p *text.Page) {
	p.Line("%s: %s", r.Name, r.Short)
	p.Line("")
	for _, line := range strings.Split(r.Guide, "\n") {
		p.Line("%s", line)
	}
	for i, one := range r.Params {
		if i == 0 {
			p.Line("")
			p.Line("parameters:")
		}
		words := one.Usage
		if one.Standard != "" {
			words += " (default " + one.Standard + ")"
		}
		p.Line("  --set %s=…  %s", one.Name, words)
	}
	p.Line("")
	p.Line("to write its batch for a pool:")
	p.Command("mpool recipe apply " + r.Name + " POOL" + r.needs())
}

// needs lists the parameters without a default.
func (r *Recipe) needs() (words string) {
	for _, one := range r.Params {
		if one.Standard == "" {
			words += " --set " + one.Name + "=…"
		}
	}
	return words
}
