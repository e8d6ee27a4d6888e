// Package golden compares what a test made with a file that a person has read. `go test ./PACKAGE -update`
// writes the files again; review the difference before you commit it. For tests only.
package golden

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files again") //nolint:gochecknoglobals // flags of tests are registered before they run

// Updates says that the tests were asked to write their files.
func Updates() bool { return *update }

// Check fails the test if got is not the file's text, after writing it if that was asked for.
func Check(t testing.TB, path, got string) {
	t.Helper()
	if Updates() {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; `go test -run '%s$' -update` in this package's folder writes it", err, t.Name())
	}
	if got != string(want) {
		t.Errorf("%s differs; `go test -run '%s$' -update` in this package's folder writes it again. %s", filepath.Clean(path), t.Name(), difference(string(want), got))
	}
}

// shown is the number of lines around the first difference that a failed test prints.
const shown = 12

// difference shows where two texts begin to differ.
func difference(want, got string) string {
	was, is := strings.Split(want, "\n"), strings.Split(got, "\n")
	at := 0
	for at < min(len(was), len(is)) && was[at] == is[at] {
		at++
	}
	return fmt.Sprintf("From line %d on it has:\n%s\nand would have:\n%s", at+1, strings.Join(was[at:min(len(was), at+shown)], "\n"), strings.Join(is[at:min(len(is), at+shown)], "\n"))
}
