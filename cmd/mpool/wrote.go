package main

import (
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// sayWritten names the files that flags of the command name and that were written since it
// began.
func (a *app) sayWritten(cmd *cobra.Command, began time.Time) {
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if !slices.Contains([]string{"out", "svg", "png", "html", "junit", "ics", "report", "series", "trades"}, f.Name) {
			return
		}
		paths := []string{f.Value.String()}
		if list, several := f.Value.(pflag.SliceValue); several {
			paths = list.GetSlice()
		}
		for _, path := range paths {
			for _, file := range writtenSince(path, began) {
				a.ui.Note("wrote %s", file)
			}
		}
	})
}

// writtenSince is a file, or those of a folder, that were written since then.
func writtenSince(path string, began time.Time) []string {
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
