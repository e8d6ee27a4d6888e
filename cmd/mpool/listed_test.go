package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// TestEveryCommandIsListed: a function that makes a command is called; otherwise nobody can type it.
func TestEveryCommandIsListed(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	made, used := map[string]string{}, map[string]bool{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range tree.Decls {
			if f, is := d.(*ast.FuncDecl); is && makesCommand(f) {
				made[f.Name.Name] = file
				f.Name = ast.NewIdent("_") // its own name is no use of it
			}
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			if name, is := n.(*ast.Ident); is {
				used[name.Name] = true
			}
			return true
		})
	}
	if len(made) < 40 {
		t.Fatalf("only %d commands are found", len(made))
	}
	for name, file := range made {
		if !used[name] {
			t.Errorf("%s (%s) is in no list: chapters() or looksBelow() of commands.go, or its parent's file", name, file)
		}
	}
}

// makesCommand says that a function returns one *cobra.Command.
func makesCommand(f *ast.FuncDecl) bool {
	if f.Type.Results.NumFields() != 1 {
		return false
	}
	pointer, is := f.Type.Results.List[0].Type.(*ast.StarExpr)
	if !is {
		return false
	}
	of, is := pointer.X.(*ast.SelectorExpr)
	return is && of.Sel.Name == "Command"
}
