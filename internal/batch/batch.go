// Package batch reads batch files: lists of operations, each with the flags of
// its command as fields. What the values mean, the operation says that takes them.
package batch

import (
	"fmt"
	"strings"
)

// MaxSize is the most bytes that a batch file may have. A batch of 1,000
// operations with 50 tokens each stays below it.
const MaxSize = 4 << 20

// maxItems is how many operations a batch may hold.
const maxItems = 1000

// Item is one operation of a batch file.
type Item struct {
	Operation string  // the command's words: "breakers set"
	Pool      string  // address or name; empty: none is named
	Given     []Given // its other fields, in their order
	Wait      string  // how long after what stands before it, or until when; empty: the next block
	At        Position
	fields    []placed
	takes     []string // the flags that it could have
}

// Given is a field of an operation with its values.
type Given struct {
	Name   string
	Values []string
}

// placed is a field and where it stands in the file.
type placed struct {
	name string
	at   Position
}

// Position is a place in a file. Both count from 1; a column is a character.
type Position struct {
	Line, Column int
}

func (p Position) String() string { return fmt.Sprintf("line %d, column %d", p.Line, p.Column) }

// Blame is where the value stands that a command's message is about: the field
// whose flag the message names first, or else the operation itself.
func (i Item) Blame(message string) Position {
	at, first := i.At, len(message)
	for _, field := range i.fields {
		if found := indexWord(message, "--"+field.name); found >= 0 && found < first {
			at, first = field.at, found
		}
	}
	return at
}

// Fields has what a command says about its flags in the words of the file:
// "--duration 7d" is "duration: 7d" there. Flags that are no fields stay, and so do
// command lines.
func (i Item) Fields(message string) string {
	parts := strings.SplitAfter(message, ", ")
	for n, part := range parts {
		if !strings.Contains(part, "mpool ") {
			parts[n] = i.inFields(part)
		}
	}
	return strings.Join(parts, "")
}

func (i Item) inFields(text string) string {
	for _, name := range i.takes {
		found := indexWord(text, "--"+name)
		for ; found >= 0; found = indexWord(text, "--"+name) {
			before, behind := text[:found], text[found+len("--"+name):]
			if name == "reason" && strings.HasPrefix(behind, " TEXT") {
				before = strings.TrimSuffix(before, " ") + " and " // of the field before it
			}
			if behind != "" && !strings.HasPrefix(behind, " of ") && !strings.ContainsRune(",.;:)", rune(behind[0])) {
				name += ":" // something is given
			}
			text = before + name + behind
			name = strings.TrimSuffix(name, ":")
		}
	}
	return text
}

// indexWord finds a flag that is not the beginning of a longer one.
func indexWord(text, flag string) int {
	for from := 0; ; {
		found := strings.Index(text[from:], flag)
		if found < 0 {
			return -1
		}
		end := from + found + len(flag)
		if end == len(text) || !strings.ContainsRune("abcdefghijklmnopqrstuvwxyz-", rune(text[end])) {
			return from + found
		}
		from = end
	}
}

// Error is what is wrong with a batch file, and where.
type Error struct {
	At      Position
	Problem string
	Remedy  string
}

func (e *Error) Error() string { return e.At.String() + ": " + e.Problem }

// Hint says what to do about it.
func (e *Error) Hint() string { return e.Remedy }

func wrong(at Position, remedy, format string, args ...any) *Error {
	return &Error{At: at, Problem: fmt.Sprintf(format, args...), Remedy: remedy}
}

// clip keeps what stands in a file short enough to be quoted back.
func clip(text string) string {
	const most = 60
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
