package answer

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf16"

	"mpool/internal/text"
)

// escaped is a JSON document in which characters that reorder, hide or control what a
// terminal shows are written as \u escapes. They only stand in its texts, so that the
// document says the same.
func escaped(document []byte) []byte {
	var out strings.Builder
	for _, r := range string(document) {
		if r < 0x7f || !hides(r) {
			out.WriteRune(r)
			continue
		}
		for _, unit := range utf16.Encode([]rune{r}) {
			fmt.Fprintf(&out, `\u%04x`, unit)
		}
	}
	return []byte(out.String())
}

func hides(r rune) bool {
	return unicode.IsControl(r) || unicode.In(r, unicode.Cf)
}

// tame is where --jq writes texts on a terminal: line by line, without what could control
// it. In a pipe or a file they are as they are.
type tame struct{ to io.Writer }

func (t tame) Write(words []byte) (int, error) {
	for line := range strings.Lines(string(words)) {
		body, end := strings.CutSuffix(line, "\n")
		body = strings.ReplaceAll(body, "\t", "    ")
		clean := text.Clean(body, len(body))
		if end {
			clean += "\n"
		}
		if _, err := io.WriteString(t.to, clean); err != nil {
			return 0, err
		}
	}
	return len(words), nil
}
