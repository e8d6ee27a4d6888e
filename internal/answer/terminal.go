package answer

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf16"

	"mpool/internal/text"
)

// escaped is a JSON document in which characters that reorder, hide or control what a
// terminal shows are written as \u escapes. They only stand in its texts, so that the
// document says the same.
func escaped(document []byte) []byte {
	var out strings.Builder
	for _, r := range string(document) {
		if r < 0x7f || !text.Hides(r) {
			out.WriteRune(r)
			continue
		}
		for _, unit := range utf16.Encode([]rune{r}) {
			fmt.Fprintf(&out, `\u%04x`, unit)
		}
	}
	return []byte(out.String())
}

// tame removes from the texts of --jq what could control a terminal. In a pipe or a file
// they stay unchanged.
type tame struct{ to io.Writer }

func (t tame) Write(words []byte) (int, error) {
	_, err := io.WriteString(t.to, text.Harmless(string(words)))
	return len(words), err
}
