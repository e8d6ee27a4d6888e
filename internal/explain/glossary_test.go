package explain

import (
	"strings"
	"testing"

	"mpool/internal/glossary"
)

// Each word begins a paragraph within 80 columns.
func TestGlossary(t *testing.T) {
	lines := strings.Split(Glossary(), "\n")
	begun := 0
	for _, line := range lines {
		if !strings.HasPrefix(line, "  ") {
			begun++
		}
		if len([]rune(line)) > 80 {
			t.Errorf("%q is too long", line)
		}
	}
	if words := len(glossary.All()); begun != words || words == 0 {
		t.Errorf("%d paragraphs for %d words", begun, words)
	}
}
