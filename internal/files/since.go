package files

import (
	"os"
	"path/filepath"
	"time"
)

// WrittenSince is a file, or those of a folder, that were written since then.
func WrittenSince(path string, began time.Time) []string {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil
	case info.Mode().IsRegular() && !info.ModTime().Before(began):
		return []string{path}
	case !info.IsDir():
		return nil
	}
	var files []string
	entries, _ := os.ReadDir(path)
	for _, entry := range entries {
		if info, err := entry.Info(); err == nil && info.Mode().IsRegular() && !info.ModTime().Before(began) {
			files = append(files, filepath.Join(path, entry.Name()))
		}
	}
	return files
}
