package main

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// layers are the groups of docs/architecture.md: the number of each package's group, counted from the
// top, by the package's path. A path that ends with /... covers all packages below it.
type layers struct {
	of   map[string]int
	last int // the group of what stands beside
}

// Every import leads to a package of the same group, or of one further down in docs/architecture.md.
// No package imports what stands beside, which may import everything.
func TestImportsGoDown(t *testing.T) {
	list := readLayers(t)
	for file, imports := range importsOfModule(t) {
		from, known := list.group(path.Dir(file))
		if !known || from == list.last {
			continue
		}
		for _, imported := range imports {
			own, isOwn := strings.CutPrefix(imported, "mpool/")
			if to, known := list.group(own); isOwn && known && (to < from || to == list.last) {
				t.Errorf("%s imports %s, which stands above it or beside in docs/architecture.md", file, own)
			}
		}
	}
}

// Every package has a line in docs/architecture.md, and every line there has a package.
func TestPackagesHaveLines(t *testing.T) {
	list, unseen := readLayers(t), map[string]bool{}
	for name := range list.of {
		unseen[name] = true
	}
	for _, dir := range packageFolders(t) {
		if _, known := list.group(dir); !known {
			t.Errorf("docs/architecture.md has no line for %s", dir)
		}
		delete(unseen, dir)
	}
	for name := range unseen {
		if whole, _ := strings.CutSuffix(name, "/..."); !isFolder("../../" + whole) {
			t.Errorf("docs/architecture.md has a line for %s, which is no folder", name)
		}
	}
}

func (l layers) group(dir string) (int, bool) {
	for name, group := range l.of {
		if matches(name, dir) {
			return group, true
		}
	}
	return 0, false
}

// readLayers reads the list: a heading begins a group, a line that begins with a path is a package.
func readLayers(t *testing.T) layers {
	t.Helper()
	text, err := os.ReadFile("../../docs/architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "\n```\n")
	list, _, _ := strings.Cut(rest, "\n```\n")
	found := layers{of: map[string]int{}}
	for line := range strings.Lines(list) {
		name, _, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch {
		case strings.HasPrefix(line, " "): // more about the package above
		case strings.Contains(name, "/"):
			found.of[strings.TrimSuffix(name, "/")] = found.last
		default:
			found.last++
		}
	}
	if found.last < 4 || len(found.of) < 60 {
		t.Fatalf("the list of docs/architecture.md was not read: %+v", found)
	}
	return found
}

// packageFolders lists the folders with Go files, also those of tests only.
func packageFolders(t *testing.T) []string {
	t.Helper()
	var dirs []string
	for _, top := range []string{"bindings", "cmd", "internal"} {
		err := filepath.WalkDir("../../"+top, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || !entry.IsDir() {
				return err
			}
			files, _ := filepath.Glob(filepath.Join(name, "*.go")) // the pattern is valid
			dir, err := filepath.Rel("../..", name)
			if len(files) > 0 {
				dirs = append(dirs, filepath.ToSlash(dir))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return dirs
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}
