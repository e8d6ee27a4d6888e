package main

import (
	"io"
	"os"

	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/text"
)

// reads notes a file that is read, so that nothing is written over it.
func (a *app) reads(file string) {
	if file == "-" {
		file = "/dev/stdin" // where it is a file
	}
	a.inputs = append(a.inputs, file)
}

// openInput opens a file that a command line names, or standard input for -.
func (a *app) openInput(file string) (io.ReadCloser, error) {
	a.reads(file)
	if file == "-" {
		return io.NopCloser(a.in), nil
	}
	return os.Open(file)
}

// spares refuses an output that would take the place of what is read.
func (a *app) spares(out reportOutput) error {
	for _, input := range a.inputs {
		if files.Same(input, out.path) {
			return failure.Usage("%s: %s is what is read", out.flag, text.Quote(out.path)).WithHint("give another name")
		}
	}
	return nil
}
