package safetest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// SourceFailures lists, by function, the exits and codes that the package under test passes to
// failure.New.
func SourceFailures(t *testing.T) map[string][]string {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	made := map[string][]string{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, declared := range file.Decls {
			function, is := declared.(*ast.FuncDecl)
			if !is {
				continue
			}
			ast.Inspect(function, func(n ast.Node) bool {
				if call, is := n.(*ast.CallExpr); is && selected(call.Fun) == "failure.New" {
					made[function.Name.Name] = append(made[function.Name.Name], madeWith(call)...)
				}
				return true
			})
		}
	}
	return made
}

// madeWith is the exit and the code; nil if the code is not a literal.
func madeWith(call *ast.CallExpr) []string {
	literal, is := call.Args[1].(*ast.BasicLit)
	if !is {
		return nil
	}
	code, err := strconv.Unquote(literal.Value)
	if err != nil {
		return nil
	}
	return []string{strings.TrimPrefix(selected(call.Args[0]), "failure.") + " " + code}
}

func selected(e ast.Expr) string {
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
