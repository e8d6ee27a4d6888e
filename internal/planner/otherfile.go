package planner

import (
	"bytes"
	"encoding/json"

	"go.yaml.in/yaml/v3"

	"mpool/internal/failure"
	"mpool/internal/safe"
	"mpool/internal/text"
)

// longestYAML is more, in bytes, than a pool file or a batch of operations needs.
const longestYAML = 4 << 20

// otherFile is the error for a file that is no plan but another file of mpool's or of a Safe: it names
// what the file is and the commands that read it. It is nil for all other files.
func otherFile(path string, words []byte) *failure.Failure {
	what, commands := contentsOf(words)
	if what == "" {
		return nil
	}
	return failure.Usage("%s is %s, not a plan file of mpool", text.Quote(path), what).WithHint("%s", commands(text.ShellWord(path)))
}

// contentsOf says what a file is, and which commands read it; empty: mpool does not know it.
func contentsOf(words []byte) (what string, commands func(file string) string) {
	if json.Valid(words) {
		return contentsOfJSON(words)
	}
	return contentsOfYAML(words)
}

func contentsOfJSON(words []byte) (what string, commands func(file string) string) {
	if _, err := safe.ReadBatch(bytes.NewReader(words)); err == nil {
		return "a Safe batch", func(file string) string { return "mpool safe check " + file }
	}
	var head struct{ Kind string }
	if json.Unmarshal(words, &head) == nil && head.Kind == safe.SignatureKind {
		return "the signature of a Safe's owner", func(file string) string {
			return "mpool safe exec PLAN " + file + ", with the plan or the batch that was signed; or mpool safe propose PLAN " + file
		}
	}
	return contentsOfYAML(words)
}

func contentsOfYAML(words []byte) (what string, commands func(file string) string) {
	var root yaml.Node
	if len(words) > longestYAML || yaml.Unmarshal(words, &root) != nil || len(root.Content) == 0 {
		return "", nil
	}
	switch top := root.Content[0]; {
	case top.Kind == yaml.MappingNode && has(top, "pool") && !has(top, "kind"):
		return "a pool file", func(file string) string { return "mpool pool plan " + file + ", then mpool pool apply " + file }
	case top.Kind == yaml.SequenceNode && len(top.Content) > 0 && has(top.Content[0], "operation"):
		return "a batch of operations", func(file string) string {
			return "mpool dry-run " + file + "; send each operation with its own command"
		}
	}
	return "", nil
}

// has reports whether a mapping has a key.
func has(node *yaml.Node, key string) bool {
	for i := 0; node.Kind == yaml.MappingNode && i < len(node.Content); i += 2 {
		if node.Content[i].Value == key {
			return true
		}
	}
	return false
}
