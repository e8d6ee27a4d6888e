package journal

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// Who can write to a record, or replace it, decides what mpool believes it has sent. As ssh
// does with its files, mpool refuses a record that others can write or that another user
// owns.

// WritableError: others can change what nothing may rest on then.
type WritableError struct {
	Path  string
	Owner bool // it belongs to another user
}

func (e *WritableError) Error() string {
	if e.Owner {
		return fmt.Sprintf("%s belongs to another user, who could change the records", e.Path)
	}
	return fmt.Sprintf("other users can write to %s and change the records", e.Path)
}

// Hint is what to do about it.
func (e *WritableError) Hint() string {
	if e.Owner {
		return "check its contents, then run: chown $(id -u) " + e.Path + "; or use another --state-dir"
	}
	return "check that all its files are yours, then run: chmod go-w " + e.Path
}

// checkFolder wants a folder, and the one that it is in, to be written by this user
// alone. Where files of others can be put beside it but not in its place, as in
// /tmp, the one that it is in is left out. One that is missing is fine.
func checkFolder(dir string) error {
	for _, path := range []string{dir, filepath.Dir(dir)} {
		info, err := os.Stat(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		if path != dir && info.Mode()&fs.ModeSticky != 0 {
			continue
		}
		if err := checkOwn(path, info); err != nil {
			return err
		}
	}
	return nil
}

// checkFile is the same for a record.
func checkFile(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	return checkOwn(path, info)
}

func checkOwn(path string, info fs.FileInfo) error {
	const others = 0o022
	switch {
	case runtime.GOOS == "windows":
		return nil // its permissions are not these bits
	case !isOurs(info):
		return &WritableError{Path: path, Owner: true}
	case info.Mode().Perm()&others != 0:
		return &WritableError{Path: path}
	}
	return nil
}
