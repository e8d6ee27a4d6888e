package answer

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf16"

	"mpool/internal/text"
)

// escaped writes characters that reorder, hide or control text on a terminal as \u escapes. They occur
// only in the document's strings, so its meaning does not change.
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

// tame removes from the texts of --jq what could control a terminal. It is used only for terminals;
// pipes and files get them unchanged.
type tame struct{ to io.Writer }

func (t tame) Write(words []byte) (int, error) {
	_, err := io.WriteString(t.to, text.Harmless(string(words)))
	return len(words), err
}
