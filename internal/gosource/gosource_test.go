package gosource

import (
	"go/parser"
	"testing"
)

// TestFiles: tests are no source, and functions are found by name.
func TestFiles(t *testing.T) {
	files := Files(t, "*.go", "../golden/golden.go")
	if len(files) != 2 || files[0].Path != "gosource.go" || files[1].Path != "../golden/golden.go" {
		t.Fatal(files)
	}
	var names []string
	for _, f := range files[0].Functions() {
		names = append(names, f.Name.Name)
	}
	if len(names) != 3 || names[0] != "Files" || names[1] != "Functions" {
		t.Error(names)
	}
}

func TestSelected(t *testing.T) {
	for words, want := range map[string]string{"failure.New": "failure.New", "a.b.c": "", "New": "", "f().New": ""} {
		e, err := parser.ParseExpr(words)
		if err != nil {
			t.Fatal(err)
		}
		if got := Selected(e); got != want {
			t.Errorf("%s: %q", words, got)
		}
	}
}
