package anvil

import (
	"strings"
	"unicode/utf8"
)

// head keeps the first bytes of a program's output for an error message. The cause is usually
// there, and the rest may be endless.
type head struct{ text []byte }

// mostSaid is the number of bytes to keep, enough for several lines.
const mostSaid = 600

func (h *head) Write(more []byte) (int, error) {
	if room := mostSaid + 1 - len(h.text); room > 0 {
		h.text = append(h.text, more[:min(room, len(more))]...)
	}
	return len(more), nil
}

// words returns the kept output in one line.
func (h *head) words() string {
	text, cut := h.text, len(h.text) > mostSaid
	if cut {
		text = text[:mostSaid]
		for len(text) > 0 && !utf8.RuneStart(h.text[len(text)]) {
			text = text[:len(text)-1]
		}
	}
	line := strings.Join(strings.Fields(string(text)), " ")
	if cut {
		line += "…"
	}
	return line
}
