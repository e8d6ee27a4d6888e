package request

import (
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"mpool/internal/failure"
)

// A link that leads out of the folder is not followed.
func TestBelow(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.Symlink("/proc/self/environ", "list.txt"); err != nil {
		t.Fatal(err)
	}
	if f, err := Below("list.txt"); err == nil {
		t.Error("the link was followed", f.Close())
	} else if !strings.Contains(err.Error(), "is a link to a file outside the folder") || !isMisuse(err) {
		t.Error(err)
	}
	for _, file := range []string{"-", "/proc/self/environ", "../mine.txt", "sub/../../mine.txt", ""} {
		if _, err := Below(file); err == nil || !strings.Contains(err.Error(), "a batch can only name files in or below the working folder, and") {
			t.Errorf("%q: %v", file, err)
		}
	}
	if err := os.WriteFile("mine.txt", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := Below("mine.txt")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(f); err != nil || f.Close() != nil {
		t.Error(err)
	}
}

func isMisuse(err error) bool {
	var f *failure.Failure
	return errors.As(err, &f) && f.Exit == failure.Misuse
}
