// Package glossary explains the terms of Managed Pools. docs/glossary.md, mpool explain and mpool help
// glossary show the same table.
package glossary

import (
	"fmt"
	"slices"
	"strings"
)

// Term is a word that mpool uses without explaining it each time.
type Term struct {
	Name      string   `json:"name"`
	Also      []string `json:"-"`         // other names for it, in lower case
	Contracts string   `json:"contracts"` // its names in the contracts, separated by commas; may be empty
	Meaning   string   `json:"meaning"`
}

// Find returns the term with a name, in any letter case, singular or plural.
func Find(word string) (Term, bool) {
	word = strings.ToLower(strings.Join(strings.Fields(word), " "))
	for _, form := range []string{word, strings.TrimSuffix(word, "s"), strings.ReplaceAll(word, "-", " ")} {
		for _, t := range All() {
			if slices.Contains(t.names(), form) {
				return t, true
			}
		}
	}
	return Term{}, false
}

// names are all names of the term, in lower case.
func (t Term) names() []string { return append([]string{strings.ToLower(t.Name)}, t.Also...) }

// Names lists the names as they are shown.
func Names() (shown []string) {
	for _, t := range All() {
		shown = append(shown, t.Name)
	}
	return shown
}

// Begun lists the terms of which a word is the beginning, or one of several words.
func Begun(word string) (list []string) {
	word = strings.TrimSuffix(strings.ToLower(word), "s")
	for _, t := range All() {
		if slices.ContainsFunc(t.names(), func(name string) bool {
			return len(word) > 2 && (strings.HasPrefix(name, word) || slices.Contains(strings.Fields(name), word))
		}) {
			list = append(list, t.Name)
		}
	}
	return list
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
