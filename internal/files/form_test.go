package files

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// An output takes the place of a file of its own kind, and of no other one.
func TestOutputKeepsOthers(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	for _, test := range []struct {
		flag, there string
		refused     bool
	}{
		{"--svg", "", false},
		{"--svg", `<svg xmlns="">`, false},
		{"--svg", "my notes", true},
		{"--png", "\x89PNG\r\n", false},
		{"--png", "<svg>", true},
		{"--html", "<!DOCTYPE html>", false},
		{"--html", "{}", true},
		{"--ics", "BEGIN:VCALENDAR", false},
		{"--junit", "<html>", true},
		{"--series", "anything", false},
	} {
		if err := os.WriteFile(path, []byte(test.there), 0o600); err != nil {
			t.Fatal(err)
		}
		err := CheckOutputs(nil, []Output{{test.flag, path}}, new(Inputs))
		if (err != nil) != test.refused || err != nil && !strings.Contains(err.Error(), "exists and is not a ") {
			t.Errorf("%s over %q: %v", test.flag, test.there, err)
		}
	}
}

func TestClear(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	for there, want := range map[string]bool{"BEGIN:VCALENDAR\r\n": true, "my notes": false} {
		if err := os.WriteFile(path, []byte(there), 0o600); err != nil {
			t.Fatal(err)
		}
		gone, err := Output{"--ics", path}.Clear()
		if _, stat := os.Lstat(path); err != nil || gone != want || os.IsNotExist(stat) != want {
			t.Errorf("%q: %t, %v, %v", there, gone, err, stat)
		}
	}
}
