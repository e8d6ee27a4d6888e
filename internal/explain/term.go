package explain

import (
	"mpool/internal/glossary"
	"mpool/internal/text"
)

func termText(p *text.Page, t *glossary.Term) {
	p.Line("%s", p.Bold(t.Name))
	p.Fact("meaning", "%s", t.Meaning)
	if t.Contracts != "" {
		p.Fact("contracts", "%s", t.Contracts)
	}
}
