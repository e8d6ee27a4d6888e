package poolfile

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"
)

// Tidy returns a pool file in its usual form: keys in the order of the table, indented by two. Comments
// stay with their keys.
func Tidy(text []byte) ([]byte, error) {
	all, err := wholeFile(text)
	if err != nil {
		return nil, err
	}
	root := all.Content[0]
	if err := plain(root); err != nil {
		return nil, err
	}
	wrong := new(problems)
	walk(root, keys(), "a pool file", wrong)
	if err := wrong.found(); err != nil {
		return nil, err
	}
	sortKeys(root, keys())
	quoteHidden(root)
	var b bytes.Buffer
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := e.Encode(all); err != nil {
		return nil, err
	}
	err = e.Close()
	return shown(b.Bytes()), err
}

// hidden reports whether a character is invisible or changes how others look.
func hidden(r rune) bool { return r != '\n' && !unicode.IsPrint(r) }

// quoteHidden quotes text with such characters, so that YAML can escape them.
func quoteHidden(node *yaml.Node) {
	if node.Kind == yaml.ScalarNode && strings.ContainsFunc(node.Value, hidden) {
		node.Style = yaml.DoubleQuotedStyle
	}
	for _, child := range node.Content {
		quoteHidden(child)
	}
}

// shown escapes such characters.
func shown(text []byte) []byte {
	var b bytes.Buffer
	for _, r := range string(text) {
		if hidden(r) {
			fmt.Fprintf(&b, "\\U%08X", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.Bytes()
}

// sortKeys sorts the keys of a mapping, and of its children, in the order of the table.
func sortKeys(node *yaml.Node, known []key) {
	switch node.Kind {
	case yaml.SequenceNode:
		for _, item := range node.Content {
			sortKeys(item, known)
		}
	case yaml.MappingNode:
		var pairs [][2]*yaml.Node
		for i := 0; i+1 < len(node.Content); i += 2 {
			pairs = append(pairs, [2]*yaml.Node{node.Content[i], node.Content[i+1]})
		}
		place := func(p [2]*yaml.Node) int {
			return slices.IndexFunc(known, func(k key) bool { return k.name == p[0].Value })
		}
		slices.SortStableFunc(pairs, func(a, b [2]*yaml.Node) int { return place(a) - place(b) })
		node.Content = node.Content[:0]
		for _, p := range pairs {
			node.Content = append(node.Content, p[0], p[1])
			if at := place(p); at >= 0 {
				sortKeys(p[1], known[at].of)
			}
		}
	}
}
