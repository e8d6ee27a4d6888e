package named

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestSymbolsHaveTheirType: outside the development chain every field for a symbol has the
// type of this package, and no sentence takes the type off again: with the type, fmt writes a
// symbol so that it cannot be read wrongly, and the compiler refuses to add it to a string.
func TestSymbolsHaveTheirType(t *testing.T) {
	fields, calls := 0, 0
	for _, path := range sources(t) {
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(node ast.Node) bool {
			switch node := node.(type) {
			case *ast.Field:
				is, bare := symbolField(node)
				if fields += is; bare {
					t.Errorf("%s: a symbol is a named.Symbol", set.Position(node.Pos()))
				}
			case *ast.CallExpr:
				if is, bare := formatted(node); is {
					if calls++; bare {
						t.Errorf("%s: a sentence has a symbol or a pool's name without its type", set.Position(node.Pos()))
					}
				}
			}
			return true
		})
	}
	if fields < 25 || calls < 500 {
		t.Errorf("only %d fields and %d sentences: is this still what is looked for?", fields, calls)
	}
}

func sources(t *testing.T) (paths []string) {
	for _, root := range []string{"../../internal", "../../cmd"} {
		err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
			if strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") && !strings.Contains(path, "internal/devnet/") {
				paths = append(paths, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return paths
}

// symbolField says whether a field of a struct is for a symbol, and has no type of its own.
func symbolField(field *ast.Field) (is int, bare bool) {
	kind, plain := field.Type.(*ast.Ident)
	for _, name := range field.Names {
		if slices.Contains([]string{"Symbol", "InSymbol", "OutSymbol"}, name.Name) {
			is, bare = is+1, bare || plain && kind.Name == "string"
		}
	}
	return is, bare
}

// formatted says whether a call writes a sentence, and whether string(….Symbol) or
// string(….Pool.Name) is one of its words.
func formatted(call *ast.CallExpr) (is, bare bool) {
	for _, arg := range call.Args {
		if text, literal := arg.(*ast.BasicLit); literal && strings.Contains(text.Value, "%") {
			is = true
		}
		conversion, calls := arg.(*ast.CallExpr)
		if !calls || len(conversion.Args) != 1 {
			continue
		}
		to, _ := conversion.Fun.(*ast.Ident)
		of, selects := conversion.Args[0].(*ast.SelectorExpr)
		if to == nil || to.Name != "string" || !selects {
			continue
		}
		pool, _ := of.X.(*ast.SelectorExpr)
		bare = bare || of.Sel.Name == "Symbol" || of.Sel.Name == "Name" && pool != nil && pool.Sel.Name == "Pool"
	}
	return is, is && bare
}
