package planfile

import (
	"go/ast"
	"os"
	"regexp"
	"testing"

	"mpool/internal/gosource"
)

// Every operation of internal/ops and the packages below it can be read from plan files.
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
		if !regexp.MustCompile(`\b` + regexp.QuoteMeta(name) + `\b`).MatchString(read) {
			t.Errorf("%s is an operation, and kinds() of internal/planfile/kinds.go does not have it: add of[%s]()", name, name)
		}
	}
	if found < 30 {
		t.Errorf("only %d operations found in internal/ops", found)
	}
}

// operations are the exported types of internal/ops and the packages below it with the methods Name
// and Plan, such as "ops.SetSwaps".
func operations(t *testing.T) []string {
	t.Helper()
	has, names := map[string]int{}, []string(nil)
	for _, file := range gosource.Files(t, "../ops/*.go", "../ops/*/*.go") {
		for _, f := range file.Functions() {
			if f.Recv == nil || f.Name.Name != "Name" && f.Name.Name != "Plan" {
				continue
			}
			if of, is := f.Recv.List[0].Type.(*ast.Ident); is && of.IsExported() {
				name := file.Tree.Name.Name + "." + of.Name
				if has[name]++; has[name] == 2 {
					names = append(names, name)
				}
			}
		}
	}
	return names
}
