package journal

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
)

// Health is how the records of a folder are.
type Health struct {
	Records    int
	Unfinished int
	Unreadable []error // of single records
	Locked     *LockedError
}

// Look reads all records of a folder, and goes on behind one that cannot be read. The error is
// of the folder itself. It changes nothing.
func Look(dir string) (Health, error) {
	var h Health
	if err := checkFolder(dir); err != nil {
		return h, err
	}
	files, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return h, nil
	}
	if err != nil {
		return h, err
	}
	for _, file := range files {
		if !strings.HasSuffix(file.Name(), suffix) || !file.Type().IsRegular() {
			continue
		}
		h.Records++
		status, err := Read(filepath.Join(dir, file.Name()))
		switch {
		case err != nil:
			h.Unreadable = append(h.Unreadable, err)
		case status.Begin.Calls > 0 && status.Unfinished():
			h.Unfinished++
		}
	}
	h.Locked, err = holderOf(dir)
	return h, err
}

// holderOf says who has the lock of a folder; nil: nobody.
func holderOf(dir string) (*LockedError, error) {
	path := filepath.Join(dir, "lock")
	if _, err := os.Stat(path); err != nil {
		return nil, nil // nobody has ever taken it
	}
	file := flock.New(path)
	taken, err := file.TryLock()
	if err != nil || !taken {
		return &LockedError{Path: path, Holder: readHolder(path)}, err
	}
	return nil, file.Unlock()
}
