package journal

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
)

// Health counts the records of a folder.
type Health struct {
	Records    int
	Unfinished int
	Alive      int     // rejected transactions that can still be mined
	Unreadable []error // one error for each record that cannot be read
	Locked     *LockedError
}

// Look reads all records of a folder and skips those that cannot be read. The error is about the
// folder itself. Look changes no record.
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
	var entries []Entry
	for _, file := range files {
		if !strings.HasSuffix(file.Name(), suffix) || !file.Type().IsRegular() {
			continue
		}
		h.Records++
		path := filepath.Join(dir, file.Name())
		status, err := Read(path)
		entries = append(entries, Entry{ID: idOf(path), Path: path, Status: status})
		switch {
		case err != nil:
			h.Unreadable = append(h.Unreadable, err)
		case status.Begin.Calls > 0 && status.Unfinished():
			h.Unfinished++
		}
	}
	for _, entry := range entries {
		if entry.Alive(entries) != nil {
			h.Alive++
		}
	}
	h.Locked, err = holderOf(dir)
	return h, err
}

// holderOf returns who holds the lock of a folder; nil if nobody does.
func holderOf(dir string) (*LockedError, error) {
	path := filepath.Join(dir, "lock")
	if _, err := os.Stat(path); err != nil {
		return nil, nil // the lock was never taken
	}
	file := flock.New(path)
	taken, err := file.TryLock()
	if err != nil || !taken {
		return &LockedError{Path: path, Holder: readHolder(path)}, err
	}
	return nil, file.Unlock()
}
