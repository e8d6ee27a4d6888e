package safetest

import (
	"go/ast"
	"strconv"
	"strings"
	"testing"

	"mpool/internal/gosource"
)

// SourceFailures lists, by function, the exits and codes that the package under test passes to
// failure.New.
func SourceFailures(t *testing.T) map[string][]string {
	t.Helper()
	made := map[string][]string{}
	for _, file := range gosource.Files(t, "*.go") {
		for _, function := range file.Functions() {
			ast.Inspect(function, func(n ast.Node) bool {
				if call, is := n.(*ast.CallExpr); is && gosource.Selected(call.Fun) == "failure.New" {
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
	return []string{strings.TrimPrefix(gosource.Selected(call.Args[0]), "failure.") + " " + code}
}
