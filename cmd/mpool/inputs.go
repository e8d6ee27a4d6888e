package main

import (
	"os"
	"path/filepath"

	"mpool/internal/failure"
	"mpool/internal/text"
)

// reads notes a file that is read, so that nothing is written over it.
func (a *app) reads(file string) {
	for a.above != nil {
		a = a.above
	}
	if file == "-" {
		file = "/dev/stdin" // where it is a file
	}
	a.inputs = append(a.inputs, file)
}

// spares refuses an output that would take the place of what is read.
func (a *app) spares(out reportOutput) error {
	for _, input := range a.inputs {
		if sameFile(input, out.path) {
			return failure.Usage("%s: %s is what is read", out.flag, text.Quote(out.path)).WithHint("give another name")
		}
	}
	return nil
}

// sameFile says whether two names are of one file, be it there or not.
func sameFile(one, other string) bool {
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
