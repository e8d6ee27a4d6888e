package files

import (
	"os"
	"path/filepath"
)

// Same reports whether two names are the same file, whether it exists or not.
func Same(one, other string) bool {
	first, err := os.Stat(one)
	second, err2 := os.Stat(other)
	if err == nil && err2 == nil {
		return os.SameFile(first, second)
	}
	return whole(one) == whole(other)
}

// whole returns an absolute path with the links of its folder resolved.
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
