package config

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strings"

	"go.yaml.in/yaml/v3"

	"mpool/internal/failure"
)

// oneDocument refuses files that the YAML library reads only in part: it would use the first of two
// documents, and one of two keys that differ only in case.
func oneDocument(path string, text []byte) error {
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	var first, second yaml.Node
	if err := decoder.Decode(&first); err != nil {
		return nil //nolint:nilerr // an empty file has none; what is no YAML is said where it is read
	}
	if err := decoder.Decode(&second); !errors.Is(err, io.EOF) {
		return BadConfig("%s contains more than one YAML document", path).
			WithHint("use one document, without --- lines")
	}
	if key := repeated(&first); key != "" {
		return BadConfig("%s contains %s twice (capital letters do not matter)", path, key).WithHint("remove one of them")
	}
	return nil
}

// mostLines is the largest number of lines of a file in which notYAML looks for the wrong line.
const mostLines = 2000

// notYAML says where a file is wrong. It quotes nothing, because the file may hold secrets, as the
// library's error would.
func notYAML(path string, text []byte) *failure.Failure {
	if yaml.Unmarshal(text, new(yaml.Node)) == nil {
		return BadConfig("%s: the configuration must be a list of keys with values", path).WithHint("write each setting as: key: value")
	}
	lines := bytes.SplitAfter(text, []byte("\n"))
	for n := len(lines) - 1; n >= 0 && len(lines) <= mostLines; n-- {
		if yaml.Unmarshal(bytes.Join(lines[:n], nil), new(yaml.Node)) == nil {
			return BadConfig("%s:%d: this is not valid YAML", path, n+1).WithHint("check the quotes, colons and spaces in this line")
		}
	}
	return BadConfig("%s is not valid YAML", path).WithHint("check its quotes, colons and spaces")
}

// repeated returns a key that a mapping has twice; empty if there is none.
func repeated(node *yaml.Node) string {
	seen := map[string]bool{}
	for i, below := range node.Content {
		if node.Kind == yaml.MappingNode && i%2 == 0 {
			key := strings.ToLower(below.Value)
			if seen[key] {
				return key
			}
			seen[key] = true
			continue
		}
		if found := repeated(below); found != "" {
			return found
		}
	}
	return ""
}

// noLink refuses a missing file that is a broken link: without an error, its limits would be ignored.
func (l *loader) noLink(path string) error {
	for at := path; ; {
		if info, err := os.Lstat(at); err == nil {
			if info.Mode()&os.ModeSymlink != 0 {
				return BadConfig("%s is a broken link, so the configuration cannot be read", at).
					WithHint("fix the link, or delete it to run without a configuration")
			}
			return nil
		}
		above := at[:max(strings.LastIndexByte(at, os.PathSeparator), 0)]
		if above == "" {
			return nil
		}
		at = above
	}
}
