// Package golden compares what a test made with a file that a person has read. `go test ./PACKAGE -update`
// writes the files again; review the difference before you commit it. For tests only.
package golden

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files again")

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
		t.Errorf("%s differs; `go test -run '%s$' -update` in this package's folder writes it again. It would be:\n%s", filepath.Clean(path), t.Name(), got)
	}
}
