package files

import (
	"os"
	"path/filepath"
)

// Same says whether two names are of one file, be it there or not.
func Same(one, other string) bool {
	first, err := os.Stat(one)
	second, err2 := os.Stat(other)
	if err == nil && err2 == nil {
		return os.SameFile(first, second)
	}
	return whole(one) == whole(other)
}

// whole is a name from the root on, without the links on the way to its folder.
func whole(file string) string {
	full, err := filepath.Abs(file)
	if err != nil {
		return filepath.Clean(file)
	}
	if folder, err := filepath.EvalSymlinks(filepath.Dir(full)); err == nil {
		return filepath.Join(folder, filepath.Base(full))
	}
	return full
}
