package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// cmd/mpool holds flags and glue. These limits keep rules about pools, Safes, gas and files out of it.
const (
	mostCommandLines  = 5000 // lines of cmd/mpool, without tests
	mostCommandFields = 8    // fields of one of its types
	mostMethods       = 45   // methods of any type, its own and those of what it embeds
)

// packageSize is the size of a package without its tests.
type packageSize struct {
	dir    string
	lines  int
	typed  string // name of the largest type
	fields int    // its number of fields
}

// TestHouse checks the size of cmd/mpool. With -v it prints the size of every package.
func TestHouse(t *testing.T) {
	var table strings.Builder
	for _, p := range packageSizes(t) {
		fmt.Fprintf(&table, "%6d lines  %3d fields  %-24s %s\n", p.lines, p.fields, p.dir, p.typed)
		if p.dir != "cmd/mpool" {
			continue
		}
		if p.lines > mostCommandLines {
			t.Errorf("cmd/mpool has %d lines, and at most %d: carry what is no command to a package", p.lines, mostCommandLines)
		}
		if p.fields > mostCommandFields {
			t.Errorf("%s has %d fields, and at most %d", p.typed, p.fields, mostCommandFields)
		}
	}
	t.Logf("\n%s", table.String())
}

func packageSizes(t *testing.T) []packageSize {
	t.Helper()
	sizes := map[string]*packageSize{}
	for file := range importsOfModule(t) {
		if strings.HasPrefix(file, "bindings/") {
			continue
		}
		dir := filepath.ToSlash(filepath.Dir(file))
		if sizes[dir] == nil {
			sizes[dir] = &packageSize{dir: dir}
		}
		sizes[dir].add(t, filepath.Join("../..", file))
	}
	var list []packageSize
	for _, p := range sizes {
		list = append(list, *p)
	}
	slices.SortFunc(list, func(a, b packageSize) int { return strings.Compare(a.dir, b.dir) })
	if len(list) < 30 {
		t.Fatalf("only %d packages are found", len(list))
	}
	return list
}

func (p *packageSize) add(t *testing.T, file string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	p.lines += strings.Count(string(text), "\n")
	parsed, err := parser.ParseFile(token.NewFileSet(), file, text, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		spec, is := n.(*ast.TypeSpec)
		if !is {
			return true
		}
		if s, is := spec.Type.(*ast.StructType); is && s.Fields.NumFields() > p.fields {
			p.typed, p.fields = spec.Name.Name, s.Fields.NumFields()
		}
		return true
	})
}
