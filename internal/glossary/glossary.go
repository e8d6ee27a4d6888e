// Package glossary explains the terms of Managed Pools. docs/glossary.md, mpool explain and mpool help
// glossary show the same table.
package glossary

import (
	"fmt"
	"strings"
)

// Term is a word that mpool uses without explaining it each time.
type Term struct {
	Name      string   `json:"name"`
	Also      []string `json:"-"`         // other names for it, in lower case
	Contracts string   `json:"contracts"` // its names in the contracts, separated by commas; may be empty
	Meaning   string   `json:"meaning"`
}

// Find returns the term with a name, in any letter case.
func Find(word string) (Term, bool) {
	word = strings.ToLower(strings.Join(strings.Fields(word), " "))
	for _, t := range All() {
		for _, name := range append([]string{strings.ToLower(t.Name)}, t.Also...) {
			if word == name {
				return t, true
			}
		}
	}
	return Term{}, false
}

const head = `# Glossary

The words that mpool uses, in alphabetical order, and what the contracts call them.
` + "`mpool explain WORD`" + ` shows one of them, and ` + "`mpool help glossary`" + ` all.

This file is generated from ` + "`internal/glossary`" + ` by ` + "`go test ./internal/glossary -update`" + `.

| word | meaning | in the contracts |
|---|---|---|
`

// Markdown returns docs/glossary.md.
func Markdown() string {
	var b strings.Builder
	b.WriteString(head)
	for _, t := range All() {
		fmt.Fprintf(&b, "| **%s** | %s | %s |\n", t.Name, t.Meaning, quoted(t.Contracts))
	}
	return b.String()
}

func quoted(names string) string {
	if names == "" {
		return ""
	}
	return "`" + strings.ReplaceAll(names, ", ", "`, `") + "`"
}
