package files

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// A file above the limit is refused, not cut.
func TestReadIsBounded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, make([]byte, 10), 0o600); err != nil {
		t.Fatal(err)
	}
	for most, whole := range map[int64]bool{9: false, 10: true, 11: true} {
		text, err := Read(nil, path, most)
		var large *LargeError
		if whole && (err != nil || len(text) != 10) || !whole && !errors.As(err, &large) {
			t.Errorf("at most %d: %d bytes, %v", most, len(text), err)
		}
	}
	if err := (&LargeError{8 << 20}).Error(); err != "it is larger than 8 MiB" {
		t.Error(err)
	}
}

// A pipe without a writer does not keep the user from ending the program.
func TestReadEnds(t *testing.T) {
	ended := make(chan struct{})
	close(ended)
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = write.Close() }()
	if _, err := UnlessEnded(ended, func() ([]byte, error) { return bounded(read, 1) }); err == nil {
		t.Error("it read to the end of a pipe that has none")
	}
}
