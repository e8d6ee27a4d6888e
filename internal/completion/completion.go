// Package completion says which words a shell can offer for a flag or an argument.
package completion

import (
	"strings"

	"mpool/internal/config"
	"mpool/internal/network"
	"mpool/internal/policy"
	"mpool/internal/recipe"
)

// Words are what a shell offers. A word may have its meaning behind a tab.
type Words struct {
	List  []string
	Open  bool // the word goes on: the shell adds no space
	Files bool // the shell offers files too
}

// Completer returns the words that complete begun. words are the arguments before it.
type Completer func(words []string, begun string) Words

// Fixed offers the same words always.
func Fixed(list ...string) Completer {
	return func([]string, string) Words { return Words{List: list} }
}

// meant is a word with its meaning.
func meant(word, meaning string) string { return word + "\t" + meaning }

// Book knows the words of this machine: its configuration, records and keys.
type Book struct {
	Settings *config.Settings
	Accounts func() []string // the names of the keys
}

// Flag returns the completer of a flag; nil: mpool knows no words for it. several says that the flag
// takes several values.
func (b Book) Flag(name string, several bool) Completer {
	switch name {
	case "chain":
		return Fixed(network.Names()...)
	case "override":
		return Fixed(policy.PolicyNames()...)
	case "account", "manager-account":
		return func([]string, string) Words { return Words{List: b.Accounts()} }
	case "until":
		return Fixed("weights", "fee", "time=", "breaker", "breaker=")
	case "others":
		return Fixed("keep", "scale")
	case "arb":
		return Fixed("every:1", "poisson:12s", "off")
	case "signer-api":
		return Fixed("clef", "web3signer")
	case "mint", "burn":
		return Fixed("none", "fair")
	case "prices":
		return prices(several)
	case "set":
		return parameters
	case "token", "in", "gas-token":
		return b.symbols("")
	case "to", "weights", "price":
		return b.symbols("=")
	}
	return nil
}

// prices offers files, and also "feeds" for a flag that takes one source of prices. It is nil for a flag
// that takes only files: the shell completes those.
func prices(several bool) Completer {
	if several {
		return nil
	}
	return func([]string, string) Words { return Words{List: []string{"feeds"}, Files: true} }
}

// Argument completes the next argument of a command. labels name its arguments, as in its usage. If the
// optional pool comes first, it also offers what may follow the pool. Only tx show takes finished
// operations.
func (b Book) Argument(command string, labels, words []string, begun string) Words {
	if labels[0] == "ID" && command == "mpool tx show" && len(words) == 0 {
		return Words{List: b.records(true)}
	}
	found := b.argument(labels[min(len(words), len(labels)-1)], words, begun)
	if len(words) == 0 && labels[0] == "[POOL]" && len(labels) > 1 {
		found.List = append(found.List, b.argument(labels[1], words, begun).List...)
	}
	return found
}

func (b Book) argument(label string, words []string, begun string) Words {
	switch label = strings.TrimSuffix(strings.Trim(label, "[]"), "..."); {
	case label == "NAME":
		return Words{List: recipe.Names()}
	case label == "POOL":
		return Words{List: b.pools()}
	case label == "WHAT":
		return Words{List: codes()}
	case label == "ID":
		return Words{List: b.records(false)}
	case strings.HasPrefix(label, "TOKEN="):
		return b.symbols("=")(words, begun)
	case strings.HasPrefix(label, "TOKEN"), label == "IN", label == "OUT":
		return b.symbols("")(words, begun)
	case strings.Contains(label, "PLAN"), strings.Contains(label, "FILE"), strings.Contains(label, "BATCH"), strings.Contains(label, "SIGNATURE"):
		return Words{Files: true}
	}
	return Words{}
}
