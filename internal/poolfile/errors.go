package poolfile

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"mpool/internal/batch"
)

// Error is a mistake in a pool file, with its place.
type Error struct {
	At      batch.Position
	Problem string
	Remedy  string // what to write instead; may be empty
}

func (e *Error) Error() string { return e.At.String() + ": " + e.Problem }

// Hint returns what to write instead.
func (e *Error) Hint() string { return e.Remedy }

func wrong(node *yaml.Node, remedy, format string, args ...any) *Error {
	return &Error{At: batch.Position{Line: node.Line, Column: node.Column}, Problem: fmt.Sprintf(format, args...), Remedy: remedy}
}

// Errors are all mistakes in a file, in the order of their places.
type Errors []*Error

// Error returns the first mistake.
func (e Errors) Error() string { return e[0].Error() }

// Unwrap returns all mistakes.
func (e Errors) Unwrap() []error {
	var all []error
	for _, one := range e {
		all = append(all, one)
	}
	return all
}

// problems collects mistakes.
type problems struct {
	all  Errors
	ends map[*yaml.Node]int // the last line of each node, noted before nodes are removed
}

// add adds a mistake, and reports whether there was none (e is nil).
func (p *problems) add(e *Error) bool {
	if e != nil {
		p.all = append(p.all, e)
	}
	return e == nil
}

// found returns the mistakes in the order of their places; nil if there are none.
func (p *problems) found() error {
	if len(p.all) == 0 {
		return nil
	}
	slices.SortStableFunc(p.all, func(a, b *Error) int {
		return cmp.Or(a.At.Line-b.At.Line, a.At.Column-b.At.Column)
	})
	return p.all
}

// within reports whether a mistake is in the lines of a node.
func (p *problems) within(node *yaml.Node) bool {
	return slices.ContainsFunc(p.all, func(e *Error) bool { return node.Line <= e.At.Line && e.At.Line <= p.ends[node] })
}

// note stores the last lines of a node and of its children, and returns the node's.
func (p *problems) note(node *yaml.Node) int {
	last := node.Line
	for _, child := range node.Content {
		last = max(last, p.note(child))
	}
	p.ends[node] = last
	return last
}

// mostLines is the largest number of lines of a file in which invalid looks for the wrong line.
const mostLines = 2000

// invalid is the error about text that is not YAML. Its line is the one after the longest valid
// beginning, because the library names the line where an unfinished value begins.
func invalid(text []byte, err error) *Error {
	_, problem, _ := strings.Cut(err.Error(), "yaml: ")
	if at, rest, found := strings.Cut(problem, ": "); found && strings.HasPrefix(at, "line ") {
		problem = rest
	}
	e := &Error{At: batch.Position{Line: 1, Column: 1}, Problem: "this is not valid YAML: " + problem, Remedy: "check the quotes, colons and spaces in this line"}
	lines := bytes.SplitAfter(text, []byte("\n"))
	for k := len(lines) - 1; k > 0 && len(lines) <= mostLines; k-- {
		if yaml.Unmarshal(bytes.Join(lines[:k], nil), new(yaml.Node)) == nil {
			e.At.Line, e.At.Column = k+1, 1+len(lines[k])-len(bytes.TrimLeft(lines[k], " "))
			break
		}
	}
	return e
}
