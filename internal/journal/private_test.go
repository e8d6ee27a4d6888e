package journal

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"mpool/internal/owned"
)

// Records that others can write are refused on each read and write, and the hint fixes the
// permissions.
func TestWritableByOthers(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("its permissions are others")
	}
	for _, c := range []struct {
		what string
		mode os.FileMode
		bad  bool
	}{
		{"journal", 0o700, false}, {"journal", 0o755, false}, {"journal", 0o720, true}, {"journal", 0o702, true}, {"journal", 0o777, true},
		{"journal", 0o777 | os.ModeSticky, true}, // others can create records there
		{"state", 0o755, false}, {"state", 0o770, true}, {"state", 0o777, true}, {"state", 0o777 | os.ModeSticky, false},
		{"file", 0o600, false}, {"file", 0o644, false}, {"file", 0o620, true}, {"file", 0o666, true},
	} {
		j := create(t)
		path := map[string]string{"file": j.Path(), "journal": filepath.Dir(j.Path()), "state": filepath.Dir(filepath.Dir(j.Path()))}[c.what]
		must(t, os.Chmod(path, c.mode))
		dir := filepath.Dir(j.Path())
		_, listed := List(dir)
		_, opened := Open(j.Path(), clock)
		tries := map[string]error{"List": listed, "Open": opened}
		if c.what != "file" {
			lock, taken := Take(dir, Holder{PID: 1})
			if taken == nil {
				must(t, lock.Release())
			}
			_, created := Create(dir, clock, Begin{ChainID: 1, Calls: 1})
			tries = map[string]error{"List": listed, "Take": taken, "Create": created}
		}
		for name, err := range tries {
			var writable *owned.WritableError
			if c.bad && (!errors.As(err, &writable) || writable.Path != path || !strings.Contains(writable.Hint(), "chmod go-w "+path)) || !c.bad && err != nil {
				t.Errorf("%s with %s %v: %v", name, c.what, c.mode, err)
			}
		}
	}
}

func TestOfAnotherUser(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root gives files away")
	}
	j := create(t)
	must(t, os.Chown(j.Path(), 65534, 65534))
	_, err := Read(j.Path())
	var writable *owned.WritableError
	if !errors.As(err, &writable) || !writable.Owner || !strings.Contains(writable.Hint(), "chown") {
		t.Error(err)
	}
}
