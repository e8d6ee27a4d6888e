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

// Error is what is wrong with a pool file, and where.
type Error struct {
	At      batch.Position
	Problem string
	Remedy  string // empty: there is none
}

func (e *Error) Error() string { return e.At.String() + ": " + e.Problem }

// Hint says what to do about it.
func (e *Error) Hint() string { return e.Remedy }

func wrong(node *yaml.Node, remedy, format string, args ...any) *Error {
	return &Error{At: batch.Position{Line: node.Line, Column: node.Column}, Problem: fmt.Sprintf(format, args...), Remedy: remedy}
}

// Errors are all that is wrong with a file, in the order of their places.
type Errors []*Error

// Error is the first of them.
func (e Errors) Error() string { return e[0].Error() }

// Unwrap are all of them.
func (e Errors) Unwrap() []error {
	var all []error
	for _, one := range e {
		all = append(all, one)
	}
	return all
}

// problems collects what is wrong.
type problems struct {
	all  Errors
	ends map[*yaml.Node]int // the last line of each node, before any is taken out
}

// add says whether nothing is wrong.
func (p *problems) add(e *Error) bool {
	if e != nil {
		p.all = append(p.all, e)
	}
	return e == nil
}

// found is all that was added, in the order of places; nil: nothing was.
func (p *problems) found() error {
	if len(p.all) == 0 {
		return nil
	}
	slices.SortStableFunc(p.all, func(a, b *Error) int {
		return cmp.Or(a.At.Line-b.At.Line, a.At.Column-b.At.Column)
	})
	return p.all
}

// within says whether something is wrong in what a node spans.
func (p *problems) within(node *yaml.Node) bool {
	return slices.ContainsFunc(p.all, func(e *Error) bool { return node.Line <= e.At.Line && e.At.Line <= p.ends[node] })
}

// note keeps where a node and those in it end.
func (p *problems) note(node *yaml.Node) int {
	last := node.Line
	for _, child := range node.Content {
		last = max(last, p.note(child))
	}
	p.ends[node] = last
	return last
}

// mostLines is how long a file may be for its faulty line to be looked for.
const mostLines = 2000

// invalid reports text that is not YAML, at the line after the longest valid beginning: the
// library names the line of something that it could not end.
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
