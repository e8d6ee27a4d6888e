package main

import (
	"go/ast"
	"testing"

	"mpool/internal/gosource"
)

// TestEveryCommandIsListed: a function that makes a command is called; otherwise nobody can type it.
func TestEveryCommandIsListed(t *testing.T) {
	made, used := map[string]string{}, map[string]bool{}
	for _, file := range gosource.Files(t, "*.go") {
		for _, f := range file.Functions() {
			if makesCommand(f) {
				made[f.Name.Name] = file.Path
				f.Name = ast.NewIdent("_") // its own name is no use of it
			}
		}
		ast.Inspect(file.Tree, func(n ast.Node) bool {
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
	return is && gosource.Selected(pointer.X) == "cobra.Command"
}
