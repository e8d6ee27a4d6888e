// Package owned refuses files that other users can change, as ssh does with its files: who can write
// the records decides what mpool believes it has sent, and who can write the configuration sets its
// limits.
package owned

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// WritableError says that other users can change a file, so mpool does not rely on it.
type WritableError struct {
	Path  string
	Owner bool   // the path belongs to another user
	Holds string // what other users could change: "the records"
	Else  string // what the user can do instead
}

func (e *WritableError) Error() string {
	if e.Owner {
		return fmt.Sprintf("%s belongs to another user, who could change %s", e.Path, e.Holds)
	}
	return fmt.Sprintf("other users can write to %s and change %s", e.Path, e.Holds)
}

// Hint returns what the user should do next.
func (e *WritableError) Hint() string {
	if e.Owner {
		return "check its contents, then run: chown $(id -u) " + e.Path + "; or use " + e.Else
	}
	return "check that all its files are yours, then run: chmod go-w " + e.Path
}

// Of is a kind of file, in the words of its errors.
type Of struct {
	Holds, Else string
	// Shared accepts files as editors, git and CI leave them: writable by this user's own group, and of
	// any user if root runs mpool, as in a container with mounted files.
	Shared bool
}

// Folder refuses a folder if others can write to it or to its parent. A sticky parent such as /tmp is
// accepted, because others cannot replace the folder there. A missing folder is accepted.
func (o Of) Folder(dir string) error {
	if err := o.checkFolder(dir, false); err != nil {
		return err
	}
	return o.checkFolder(filepath.Dir(dir), true)
}

// FileIn refuses a file if others can write to it or to its folder, and to that of the link that leads
// to it. A sticky folder is accepted, because others cannot replace the file there. What is no regular
// file, such as /dev/null or a pipe, is accepted.
func (o Of) FileIn(path string) error {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return err
	}
	if err := o.check(path, info); err != nil {
		return err
	}
	folders := []string{filepath.Dir(path)}
	if real, err := filepath.EvalSymlinks(path); err == nil && filepath.Dir(real) != folders[0] {
		folders = append(folders, filepath.Dir(real))
	}
	for _, dir := range folders {
		if err := o.checkFolder(dir, true); err != nil {
			return err
		}
	}
	return nil
}

// File refuses a file if others can write to it.
func (o Of) File(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	return o.check(path, info)
}

func (o Of) checkFolder(dir string, sticky bool) error {
	info, err := os.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if sticky && info.Mode()&fs.ModeSticky != 0 {
		return nil
	}
	return o.check(dir, info)
}

func (o Of) check(path string, info fs.FileInfo) error {
	others := fs.FileMode(0o022)
	if o.Shared && ofOwnGroup(info) {
		others = 0o002
	}
	switch {
	case runtime.GOOS == "windows":
		return nil // Windows does not use these permission bits
	case !isOurs(info) && (!o.Shared || os.Geteuid() != 0):
		return &WritableError{Path: path, Owner: true, Holds: o.Holds, Else: o.Else}
	case info.Mode().Perm()&others != 0:
		return &WritableError{Path: path, Holds: o.Holds, Else: o.Else}
	}
	return nil
}
