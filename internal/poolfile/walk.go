package poolfile

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// document returns the only mapping of a file.
func document(text []byte) (*yaml.Node, error) {
	node, err := wholeFile(text)
	if err != nil {
		return nil, err
	}
	return node.Content[0], plain(node.Content[0])
}

// wholeFile returns the only document of a file, with its comments.
func wholeFile(text []byte) (*yaml.Node, error) {
	var node, more yaml.Node
	d := yaml.NewDecoder(bytes.NewReader(text))
	switch err := d.Decode(&node); {
	case errors.Is(err, io.EOF):
		return nil, errors.New("the file is empty")
	case err != nil:
		return nil, invalid(text, err)
	}
	switch err := d.Decode(&more); {
	case errors.Is(err, io.EOF):
		return &node, nil
	case err != nil:
		return nil, invalid(text, err)
	}
	return nil, wrong(&more, "keep one pool in each file", "the file contains a second document")
}

// plain refuses YAML that needs resolving, such as anchors, with which a small file can expand to a
// large one.
func plain(node *yaml.Node) error {
	switch {
	case node.Kind == yaml.AliasNode:
		return wrong(node, "write the value itself", "aliases such as *%s are not supported", node.Value)
	case node.Anchor != "":
		return wrong(node, "write the value itself", "anchors such as &%s are not supported", node.Anchor)
	case node.Style&yaml.TaggedStyle != 0:
		return wrong(node, "write text in quotes instead", "tags such as %s are not supported", node.Tag)
	}
	for _, child := range node.Content {
		if err := plain(child); err != nil {
			return err
		}
	}
	return nil
}

// walk checks a mapping against its keys. It reports mistakes and removes them from the mapping, so
// that the rest can be read. It returns whether anything is left.
func walk(node *yaml.Node, known []key, of string, p *problems) bool {
	if node.Kind != yaml.MappingNode {
		return p.add(wrong(node, "write keys with values: "+names(known), "%s must contain keys with values", of))
	}
	seen := map[string]int{}
	var kept []*yaml.Node
	for i := 0; i < len(node.Content); i += 2 {
		name, value := node.Content[i], node.Content[i+1]
		at := slices.IndexFunc(known, func(k key) bool { return k.name == name.Value })
		line, twice := seen[name.Value]
		switch {
		case at < 0:
			p.add(wrong(name, "use one of "+names(known), "%q is not a key of %s", clip(name.Value), of))
		case twice:
			p.add(wrong(name, "keep one of them", "duplicate key %s: it is also in line %d", name.Value, line))
		case known[at].takes(value, p):
			kept = append(kept, name, value)
		}
		seen[name.Value] = name.Line
	}
	node.Content = kept
	whole := true
	for _, k := range known {
		if _, found := seen[k.name]; k.needed && !found {
			whole = p.add(wrong(node, k.doc, "%s has no %s", of, k.name))
		}
	}
	return whole
}

// takes checks a value against the form of its key.
func (k key) takes(node *yaml.Node, p *problems) bool {
	if node.ShortTag() == "!!null" {
		return k.null || p.add(wrong(node, "remove the key if mpool should not manage it", "%s has no value", k.name))
	}
	switch {
	case k.form == word:
		return p.add(k.isWord(node))
	case k.form == yesno || k.form == gate && node.Kind == yaml.ScalarNode:
		_, err := k.on(node)
		return p.add(err)
	case k.form == gate || k.form == group:
		return walk(node, k.of, k.name, p)
	}
	return k.isList(node, p)
}

func (k key) isList(node *yaml.Node, p *problems) bool {
	if node.Kind != yaml.SequenceNode {
		return p.add(wrong(node, "start each item with -", "%s must be a list", k.name))
	}
	node.Content = slices.DeleteFunc(node.Content, func(item *yaml.Node) bool {
		if k.form == words {
			return !p.add(k.isWord(item))
		}
		return !walk(item, k.of, "an item of "+k.name, p)
	})
	return true
}

func (k key) isWord(node *yaml.Node) *Error {
	if node.Kind != yaml.ScalarNode || node.Value == "" || strings.ContainsAny(node.Value, "\n\r\t\x00") {
		return wrong(node, k.doc, "%s must be one word or number", k.name)
	}
	return nil
}

// on parses a boolean in any spelling of YAML.
func (k key) on(node *yaml.Node) (bool, *Error) {
	if node.Kind == yaml.ScalarNode {
		switch strings.ToLower(node.Value) {
		case "true", "on", "yes":
			return true, nil
		case "false", "off", "no":
			return false, nil
		}
	}
	return false, wrong(node, "write true or false", "%s must be true or false", k.name)
}

func names(known []key) string {
	var all []string
	for _, k := range known {
		all = append(all, k.name)
	}
	return strings.Join(all, ", ")
}

// clip shortens text of a file for a quotation.
func clip(text string) string {
	const most = 60
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

// value returns the value of a key in a mapping; nil if the key is missing.
func value(node *yaml.Node, name string) *yaml.Node {
	for i := 0; node != nil && i+1 < len(node.Content); i += 2 {
		if node.Content[i].Value == name {
			return node.Content[i+1]
		}
	}
	return nil
}
