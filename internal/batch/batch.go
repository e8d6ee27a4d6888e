// Package batch reads batch files: lists of operations, each with the flags of its command as fields.
// The operations interpret the values.
package batch

import (
	"fmt"
	"strings"
)

// MaxSize is the largest size of a batch file in bytes. A batch of 1,000 operations with 50 tokens each
// is smaller.
const MaxSize = 4 << 20

// maxItems is the largest number of operations in a batch.
const maxItems = 1000

// Item is one operation of a batch file.
type Item struct {
	Operation string  // the command's name: "breakers set"
	Pool      string  // address or name; empty: none
	Given     []Given // its other fields, in order
	Wait      string  // duration after the previous operation, or a time; empty: the next block
	At        Position
	fields    []placed
	takes     []string // the flags of its command
}

// Given is a field of an operation with its values.
type Given struct {
	Name   string
	Values []string
}

// placed is a field and its place in the file.
type placed struct {
	name string
	at   Position
}

// Position is a place in a file. Lines and columns count from 1; a column is a character.
type Position struct {
	Line, Column int
}

func (p Position) String() string { return fmt.Sprintf("line %d, column %d", p.Line, p.Column) }

// Blame returns the place of the value that a command's message is about: the field whose flag the
// message names first, otherwise the operation.
func (i Item) Blame(message string) Position {
	at, first := i.At, len(message)
	for _, field := range i.fields {
		if found := indexWord(message, "--"+field.name); found >= 0 && found < first {
			at, first = field.at, found
		}
	}
	return at
}

// Fields replaces flags in a command's message by the file's fields: "--duration 7d" becomes "duration:
// 7d". It does not change other flags and command lines.
func (i Item) Fields(message string) string {
	var done strings.Builder
	for message != "" {
		part := message[:partEnd(message)]
		message = message[len(part):]
		words, command, is := strings.Cut(part, "mpool ")
		done.WriteString(i.inFields(words))
		if is {
			done.WriteString("mpool " + command)
		}
	}
	return done.String()
}

// partEnd returns where the first part of a message ends: a command line in it ends there too.
func partEnd(message string) int {
	end := len(message)
	for _, mark := range []string{", ", "; "} {
		if at := strings.Index(message, mark); at >= 0 {
			end = min(end, at+len(mark))
		}
	}
	return end
}

func (i Item) inFields(text string) string {
	for _, name := range i.takes {
		found := indexWord(text, "--"+name)
		for ; found >= 0; found = indexWord(text, "--"+name) {
			before, behind := text[:found], text[found+len("--"+name):]
			if behind != "" && !strings.HasPrefix(behind, " of ") && !strings.ContainsRune(",.;:)", rune(behind[0])) {
				name += ":" // a value follows
			}
			text = before + name + behind
			name = strings.TrimSuffix(name, ":")
		}
	}
	return text
}

// indexWord finds a flag that is not the beginning of a longer flag.
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

// Error is a mistake in a batch file, with its place.
type Error struct {
	At      Position
	Problem string
	Remedy  string
}

func (e *Error) Error() string { return e.At.String() + ": " + e.Problem }

// Hint returns what to write instead.
func (e *Error) Hint() string { return e.Remedy }

func wrong(at Position, remedy, format string, args ...any) *Error {
	return &Error{At: at, Problem: fmt.Sprintf(format, args...), Remedy: remedy}
}

// clip shortens text of a file for a quotation.
func clip(text string) string {
	const most = 60
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
