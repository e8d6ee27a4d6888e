package batch

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// document reads the only document of a file as a tree with line numbers. A file that begins with [ or
// { must be JSON; everything else is YAML.
func document(text []byte) (*yaml.Node, error) {
	if len(text) > MaxSize {
		return nil, wrong(Position{1, 1}, "split it: each file is one batch", "the file has %d bytes; a batch file can have at most %d", len(text), MaxSize)
	}
	if err := checkCharacters(text); err != nil {
		return nil, err
	}
	if begin := bytes.TrimSpace(text); len(begin) > 0 && (begin[0] == '[' || begin[0] == '{') {
		if err := checkJSON(text); err != nil {
			return nil, err
		}
	}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	var root, more yaml.Node
	if err := decoder.Decode(&root); errors.Is(err, io.EOF) {
		return nil, wrong(Position{1, 1}, "start with: - operation: weights-update", "the file contains no operation")
	} else if err != nil {
		return nil, syntaxError(text, err)
	}
	if err := decoder.Decode(&more); err == nil {
		return nil, wrong(positionOf(&more), "use one list, without ---", "the file contains a second document")
	} else if !errors.Is(err, io.EOF) {
		return nil, syntaxError(text, err)
	}
	return root.Content[0], nil
}

// checkCharacters finds invalid characters before the parser, which would not return their place.
func checkCharacters(text []byte) error {
	at := Position{1, 1}
	for rest := text; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		switch {
		case r == utf8.RuneError && size == 1:
			return wrong(at, "save it as UTF-8", "the file is not UTF-8 text")
		case r < ' ' && r != '\n' && r != '\r' && r != '\t', r >= 0x7f && r < 0xa0, r == '\u2028', r == '\u2029', r == '\uFEFF' && len(rest) < len(text):
			return wrong(at, "delete it", "the control character %U is not allowed in a batch file", r)
		}
		at.Column++
		if r == '\n' {
			at = Position{at.Line + 1, 1}
		}
		rest = rest[size:]
	}
	return nil
}

func checkJSON(text []byte) error {
	var any json.RawMessage
	err := json.Unmarshal(text, &any)
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return wrong(positionAt(text, int(syntax.Offset)-1), "a file that starts with [ or { is read as JSON", "invalid JSON at this place")
	}
	return nil
}

// positionAt returns the place of the byte at an offset.
func positionAt(text []byte, offset int) Position {
	before := text[:max(0, min(offset, len(text)))]
	line := bytes.LastIndexByte(before, '\n') + 1
	return Position{bytes.Count(before, []byte{'\n'}) + 1, utf8.RuneCount(before[line:]) + 1}
}

// syntaxError converts the parser's message. The parser names a line but no column: the column is that
// of the line's first character.
func syntaxError(text []byte, err error) error {
	problem := strings.TrimPrefix(err.Error(), "yaml: ")
	line, named := 1, false
	if found := regexp.MustCompile(`^line ([0-9]+): `).FindStringSubmatch(problem); found != nil {
		line, _ = strconv.Atoi(found[1]) // always digits
		named = true
		problem = strings.TrimPrefix(problem, found[0])
	}
	lines := bytes.Split(text, []byte{'\n'})
	if named && countsFromZero(problem) {
		line++
	}
	line = max(1, min(line, len(lines)))
	column := len(lines[line-1]) - len(bytes.TrimLeft(lines[line-1], " \t")) + 1
	return wrong(Position{line, column}, "check the indentation (spaces, not tabs), quotes and colons there", "invalid YAML: %s", clip(problem))
}

// countsFromZero reports whether the parser's message names the line before the mistake. Without a
// line, such a message is about the first line.
func countsFromZero(problem string) bool {
	return regexp.MustCompile(`^did not find expected (<document start>|node content|'-' indicator|key|',' or)`).MatchString(problem)
}

func positionOf(node *yaml.Node) Position { return Position{max(node.Line, 1), max(node.Column, 1)} }
