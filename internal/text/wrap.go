package text

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Wrap breaks a line at blanks, so that each part fits the width in columns. The parts after the first
// begin with hang blanks. No word is cut: one that is longer than a line, such as a hash, gets a line
// of its own, so that it can be copied as a whole. Colours continue in the next part. A width of 0
// breaks nothing. ansi.Wordwrap is not used because it also breaks at hyphens, which cuts flags and
// names of commands.
func Wrap(line string, width, hang int) []string {
	if width <= 0 || ansi.StringWidth(line) <= width {
		return []string{line}
	}
	var parts []string
	part, used := "", 0
	for _, w := range words(line) {
		wide := ansi.StringWidth(w.text)
		if strings.TrimSpace(part) != "" && used+w.blanks+wide > width {
			parts = append(parts, part)
			part, used, w.blanks = "", 0, min(hang, max(0, width-wide))
		}
		part += strings.Repeat(" ", w.blanks) + w.text
		used += w.blanks + wide
	}
	return painted(append(parts, part))
}

// word is a word with the blanks before it.
type word struct {
	blanks int
	text   string
}

func words(line string) []word {
	var list []word
	blanks := 0
	for i, text := range strings.Split(line, " ") {
		if i > 0 {
			blanks++
		}
		if text != "" {
			list, blanks = append(list, word{blanks, text}), 0
		}
	}
	return list
}

const endOfColour = "\x1b[0m"

// painted ends a colour at the end of a part and begins it again in the next part, so that text beside
// a part does not get its colour.
func painted(parts []string) []string {
	colour := ""
	for i, part := range parts {
		blanks := len(part) - len(strings.TrimLeft(part, " "))
		begun := colour
		colour = colourAfter(part, colour)
		parts[i] = part[:blanks] + begun + part[blanks:]
		if colour != "" {
			parts[i] += endOfColour
		}
	}
	return parts
}

// colourAfter returns the escape sequence that is active at the end of a part.
func colourAfter(part, colour string) string {
	for {
		_, rest, found := strings.Cut(part, "\x1b[")
		if !found {
			return colour
		}
		code, after, _ := strings.Cut(rest, "m")
		colour, part = "\x1b["+code+"m", after
		if colour == endOfColour {
			colour = ""
		}
	}
}

// Rows is the number of rows that a line takes in a terminal of this width; 0: unknown, where a line is one row.
func Rows(line string, width int) int {
	if width <= 0 {
		return 1
	}
	return max(1, (ansi.StringWidth(line)+width-1)/width)
}
