package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestHouseMethods checks the number of methods of every type, with those that it has from what it embeds:
// all of them can read and change it. With -v it prints the largest types.
func TestHouseMethods(t *testing.T) {
	count := methodsOfTypes(t)
	for typed, methods := range count {
		if methods > mostMethods {
			t.Errorf("%s has %d methods, and at most %d: give what it embeds a name, or make a function of what uses one of its fields", typed, methods, mostMethods)
		}
	}
	largest := slices.SortedFunc(maps.Keys(count), func(a, b string) int { return cmp.Or(count[b]-count[a], strings.Compare(a, b)) })
	for _, typed := range largest[:min(len(largest), 20)] {
		t.Logf("%3d methods  %s", count[typed], typed)
	}
	if len(count) < 500 {
		t.Errorf("only %d types are found", len(count))
	}
}

// goPackage is what go list says of a package.
type goPackage struct {
	ImportPath, Dir, Export string
	GoFiles                 []string
}

// methodsOfTypes counts the methods of each type of this module by its package and name. go/types
// counts them, from the sources and from what the compiler says of the packages that they import.
func methodsOfTypes(t *testing.T) map[string]int {
	t.Helper()
	list := goPackages(t)
	exports := map[string]string{}
	for _, p := range list {
		exports[p.ImportPath] = p.Export
	}
	set := token.NewFileSet()
	known := importer.ForCompiler(set, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	count := map[string]int{}
	for _, p := range list {
		dir, ours := strings.CutPrefix(p.ImportPath, "mpool/")
		if !ours || strings.HasPrefix(dir, "bindings/") {
			continue
		}
		for name, methods := range methodsIn(t, set, known, p) {
			count[dir+"."+name] = methods
		}
	}
	return count
}

func goPackages(t *testing.T) []goPackage {
	t.Helper()
	out, err := exec.Command("go", "list", "-export", "-deps", "-json=ImportPath,Dir,Export,GoFiles", "mpool/cmd/...", "mpool/internal/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	var list []goPackage
	for read := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		if err := read.Decode(&p); errors.Is(err, io.EOF) {
			return list
		} else if err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
}

func methodsIn(t *testing.T, set *token.FileSet, known types.Importer, p goPackage) map[string]int {
	t.Helper()
	var files []*ast.File
	for _, name := range p.GoFiles {
		file, err := parser.ParseFile(set, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	checked, err := (&types.Config{Importer: known}).Check(p.ImportPath, set, files, nil)
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for _, name := range checked.Scope().Names() {
		typed, is := checked.Scope().Lookup(name).(*types.TypeName)
		if is && !typed.IsAlias() {
			count[name] = types.NewMethodSet(types.NewPointer(typed.Type())).Len()
		}
	}
	return count
}
