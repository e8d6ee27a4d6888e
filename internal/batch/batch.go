// Package batch reads batch files: lists of operations, each with the flags of
// its command as fields. What it makes of an operation is a command line, so that
// the command itself says what the values mean.
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
	Operation string   // the command's words: "breakers set"
	Args      []string // the command line: the words, flags, and what stands behind --
	At        Position
	fields    []placed
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
