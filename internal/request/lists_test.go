package request

import (
	"go/ast"
	"slices"
	"strings"
	"testing"

	"mpool/internal/gosource"
)

// Every operation and group of this package is listed in all.go, and every operation has a command.
func TestEveryOperationIsListed(t *testing.T) {
	const creation = "aboutCreate" // built for a chain instead of a pool
	described, listed := map[string]string{}, map[string]bool{creation: true}
	for _, file := range gosource.Files(t, "*.go") {
		for _, f := range file.Functions() {
			if f.Recv == nil && f.Type.Params.NumFields() == 0 {
				described[f.Name.Name] = returns(f)
			}
		}
		if file.Path == "all.go" {
			ast.Inspect(file.Tree, func(n ast.Node) bool {
				if call, is := n.(*ast.CallExpr); is {
					if name, is := call.Fun.(*ast.Ident); is {
						listed[name.Name] = true
					}
				}
				return true
			})
		}
	}
	for name, of := range described {
		if list := map[string]string{"entry": "table()", "Help": "Groups()"}[of]; list != "" && !listed[name] {
			t.Errorf("%s() is not in %s of internal/request/all.go", name, list)
		}
	}
}

// returns is the only result of a function; "" if it has others.
func returns(f *ast.FuncDecl) string {
	if f.Type.Results.NumFields() != 1 {
		return ""
	}
	name, _ := f.Type.Results.List[0].Type.(*ast.Ident)
	if name == nil {
		return ""
	}
	return name.Name
}

// An operation with a name of one word has a chapter, one of two words a group.
func TestEveryOperationHasItsPlace(t *testing.T) {
	var groups []string
	for _, h := range Groups() {
		groups = append(groups, h.Name)
	}
	for i, h := range Names() {
		if i > 0 && Names()[i-1].Name > h.Name {
			t.Errorf("%s stands behind %s in table() of internal/request/all.go: sort by name", h.Name, Names()[i-1].Name)
		}
		group, _, below := strings.Cut(h.Name, " ")
		switch {
		case below && !slices.Contains(groups, group):
			t.Errorf("%s: Groups() of internal/request/all.go has no group %s, so there is no command", h.Name, group)
		case below == (h.Chapter != ""):
			t.Errorf("%s: the chapter is %q: an operation needs one if its name has one word, and none in a group", h.Name, h.Chapter)
		}
	}
}
