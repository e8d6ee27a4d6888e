package poolfile

import (
	"os"
	"strings"
	"testing"
)

// The guide's files are valid, and the guide names every key.
func TestGuide(t *testing.T) {
	text, err := os.ReadFile("../../docs/poolfile.md")
	if err != nil {
		t.Fatal(err)
	}
	examples := strings.Split(string(text), "```yaml\n")[1:]
	if len(examples) != 3 {
		t.Fatalf("%d examples", len(examples))
	}
	for _, example := range examples[:2] { // the third example is a configuration
		example, _, _ = strings.Cut(example, "```")
		if _, err := ReadWant([]byte(example)); err != nil {
			t.Errorf("%v in\n%s", err, example)
		}
	}
	var named func(all []key)
	named = func(all []key) {
		for _, k := range all {
			if !strings.Contains(string(text), k.name) {
				t.Errorf("the guide does not name %s: %s", k.name, k.doc)
			}
			named(k.of)
		}
	}
	named(keys())
}
