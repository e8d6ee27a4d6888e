package planfile

import (
	"go/ast"
	"os"
	"regexp"
	"testing"

	"mpool/internal/gosource"
)

// Every operation of internal/ops can be read from plan files.
func TestEveryOperationHasItsKind(t *testing.T) {
	kinds, err := os.ReadFile("kinds.go")
	if err != nil {
		t.Fatal(err)
	}
	nested, err := os.ReadFile("nested.go")
	if err != nil {
		t.Fatal(err)
	}
	read := string(kinds) + string(nested)
	found := 0
	for _, name := range operations(t) {
		found++
		if !regexp.MustCompile(`\bops\.` + name + `\b`).MatchString(read) {
			t.Errorf("ops.%s is an operation, and kinds() of internal/planfile/kinds.go does not have it: add of[ops.%s]()", name, name)
		}
	}
	if found < 20 {
		t.Errorf("only %d operations found in internal/ops", found)
	}
}

// operations are the exported types of internal/ops with the methods Name and Plan.
func operations(t *testing.T) []string {
	t.Helper()
	has, names := map[string]int{}, []string(nil)
	for _, file := range gosource.Files(t, "../ops/*.go") {
		for _, f := range file.Functions() {
			if f.Recv == nil || f.Name.Name != "Name" && f.Name.Name != "Plan" {
				continue
			}
			if of, is := f.Recv.List[0].Type.(*ast.Ident); is && of.IsExported() {
				if has[of.Name]++; has[of.Name] == 2 {
					names = append(names, of.Name)
				}
			}
		}
	}
	return names
}
