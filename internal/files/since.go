package files

import (
	"os"
	"path/filepath"
	"time"
)

// WrittenSince returns the file, or the files of the folder, that were written since began.
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
