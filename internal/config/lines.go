package config

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"
)

// lines maps a key such as "refuse.max_arbitrage_cost" to its line in the file.
type lines map[string]int

// linesOf finds the lines of the keys of a YAML file.
func linesOf(text []byte) lines {
	found := lines{}
	var document yaml.Node
	if yaml.Unmarshal(text, &document) == nil && len(document.Content) > 0 {
		found.add("", document.Content[0])
	}
	return found
}

func (l lines) add(above string, node *yaml.Node) {
	if node.Kind != yaml.MappingNode {
		return
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		path := above + strings.ToLower(node.Content[i].Value)
		l[path] = node.Content[i].Line
		l.add(path+".", node.Content[i+1])
	}
}

// place returns the file and line of a key: "config.yaml:4".
func (l lines) place(path, key string) string {
	if line, found := l[key]; found {
		return fmt.Sprintf("%s:%d", path, line)
	}
	return path
}

// source returns a key with its place: "config.yaml:4: rpc_url".
func (l lines) source(path, key string) string {
	return l.place(path, key) + ": " + key
}
