package explain

import (
	"strings"

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

// Glossary returns all words with their meanings, one paragraph each.
func Glossary() string {
	var lines []string
	for _, t := range glossary.All() {
		lines = append(lines, text.Wrap(t.Name+": "+t.Meaning, 80, 2)...)
	}
	return strings.Join(lines, "\n")
}
