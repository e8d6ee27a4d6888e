package main

import (
	"fmt"
	"strings"
)

// wrongNext lists the "next" lines of a screen that mpool would not accept, because of an unknown
// command or flag, or a missing argument. Every script's output is checked.
func wrongNext(screen string) (wrong []string) {
	last := ""
	for _, line := range strings.Split(screen, "\n") {
		typed, is := strings.CutPrefix(line, "  mpool ")
		if is && strings.HasSuffix(last, ":") && last != "Usage:" { // a label such as "to send it:", not a sentence
			if err := taken(typedWords(typed)); err != nil {
				wrong = append(wrong, fmt.Sprintf("%s: %s", strings.TrimSpace(line), err))
			}
		}
		if !is || last == "Examples:" { // several commands may follow one sentence
			last = line
		}
	}
	return wrong
}

// taken parses a command line as the program does and does not run it.
func taken(words []string) error {
	cmd, rest, err := newRoot(newApp(world{})).Find(words)
	if err != nil {
		return err
	}
	if err := cmd.ParseFlags(rest); err != nil {
		return err
	}
	return cmd.ValidateArgs(cmd.Flags().Args())
}

// typedWords splits a line as a shell does. It knows the quotes that text.ShellWord writes.
func typedWords(line string) (words []string) {
	var word strings.Builder
	quoted, some := false, false
	for _, r := range line + " " {
		switch {
		case r == '\'':
			quoted, some = !quoted, true
		case r == ' ' && !quoted:
			if some || word.Len() > 0 {
				words = append(words, word.String())
			}
			word.Reset()
			some = false
		default:
			word.WriteRune(r)
		}
	}
	return words
}
