package files

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// An output replaces a file of its own kind and no other.
func TestOutputKeepsOthers(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	for _, test := range []struct {
		flag, there string
		refused     bool
	}{
		{"--svg", "", false},
		{"--svg", `<svg xmlns="" role="img" font-family="system-ui, sans-serif">`, false},
		{"--svg", `<svg xmlns="" inkscape:version="1.3">`, true},
		{"--svg", "my notes", true},
		{"--png", "\x89PNG\r\n....tEXtSoftware\x00mpool....", false},
		{"--png", "\x89PNG\r\n", true},
		{"--png", "<svg>", true},
		{"--html", "<!DOCTYPE html><html><title>mpool: A pool</title>", false},
		{"--html", "<!DOCTYPE html><html><title>Our wedding</title>", true},
		{"--html", "{}", true},
		{"--ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//mpool//status//EN\r\n", false},
		{"--ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Mozilla.org//EN\r\nX-NOTE:-//mpool//\r\n", true},
		{"--ics", "BEGIN:VCALENDAR\r\nPRODID:-//Mozilla.org//EN\r\nPRODID:-//mpool//status//EN\r\n", true},
		{"--ics", "BEGIN:VCALENDAR private", true},
		{"--junit", "<html>", true},
		{"--junit", `<?xml version="1.0"?><testsuites><testsuite name="mpool dry-run">`, false},
		{"--junit", `<?xml version="1.0"?><testsuites><testsuite name="pytest">`, true},
		{"--series", "anything", false},
	} {
		if err := os.WriteFile(path, []byte(test.there), 0o600); err != nil {
			t.Fatal(err)
		}
		err := CheckOutputs(nil, []Output{{test.flag, path, false}}, new(Inputs))
		if (err != nil) != test.refused || err != nil && !strings.Contains(err.Error(), "exists and is not a ") && !strings.Contains(err.Error(), "mpool did not write the ") {
			t.Errorf("%s over %q: %v", test.flag, test.there, err)
		}
	}
}

func TestClear(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	for there, want := range map[string]bool{"BEGIN:VCALENDAR\r\nPRODID:-//mpool//status//EN\r\n": true, "BEGIN:VCALENDAR\r\nPRODID:-//Mozilla.org//EN\r\n": false, "my notes": false} {
		if err := os.WriteFile(path, []byte(there), 0o600); err != nil {
			t.Fatal(err)
		}
		gone, err := Output{"--ics", path, false}.Clear()
		if _, stat := os.Lstat(path); err != nil || gone != want || os.IsNotExist(stat) != want {
			t.Errorf("%q: %t, %v, %v", there, gone, err, stat)
		}
	}
}
