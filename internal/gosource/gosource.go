// Package gosource parses Go files for tests that check the program's own source. For tests only.
package gosource

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// File is a parsed file.
type File struct {
	Path string
	Tree *ast.File
}

// Files parses the Go files that match a pattern such as "../ops/*.go", without tests, sorted by path.
// A pattern that matches none fails the test.
func Files(t testing.TB, patterns ...string) []File {
	t.Helper()
	var list []File
	for _, pattern := range patterns {
		before := len(list)
		paths, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			if strings.HasSuffix(path, "_test.go") {
				continue
			}
			tree, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, File{path, tree})
		}
		if len(list) == before {
			t.Fatalf("no file matches %s", pattern)
		}
	}
	return list
}

// Functions lists the functions and methods of a file.
func (f File) Functions() []*ast.FuncDecl {
	var list []*ast.FuncDecl
	for _, d := range f.Tree.Decls {
		if function, is := d.(*ast.FuncDecl); is {
			list = append(list, function)
		}
	}
	return list
}

// Selected is "failure.New" of that expression; empty for any other kind of expression.
func Selected(e ast.Expr) string {
	s, is := e.(*ast.SelectorExpr)
	if !is {
		return ""
	}
	of, is := s.X.(*ast.Ident)
	if !is {
		return ""
	}
	return of.Name + "." + s.Sel.Name
}
