package journal

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// A user who can write or replace a record decides what mpool believes it has sent. Like ssh with
// its files, mpool refuses a record that others can write or that another user owns.

// WritableError says that other users can change the records, so mpool does not rely on them.
type WritableError struct {
	Path  string
	Owner bool // the file belongs to another user
}

func (e *WritableError) Error() string {
	if e.Owner {
		return fmt.Sprintf("%s belongs to another user, who could change the records", e.Path)
	}
	return fmt.Sprintf("other users can write to %s and change the records", e.Path)
}

// Hint returns what the user should do next.
func (e *WritableError) Hint() string {
	if e.Owner {
		return "check its contents, then run: chown $(id -u) " + e.Path + "; or use another --state-dir"
	}
	return "check that all its files are yours, then run: chmod go-w " + e.Path
}

// checkFolder refuses a folder if others can write to it or to its parent. A sticky parent such as
// /tmp is accepted, because others cannot replace the folder there. A missing folder is accepted.
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

// checkFile checks the file of a record in the same way.
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
		return nil // Windows does not use these permission bits
	case !isOurs(info):
		return &WritableError{Path: path, Owner: true}
	case info.Mode().Perm()&others != 0:
		return &WritableError{Path: path}
	}
	return nil
}
