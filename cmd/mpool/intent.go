package main

import (
	"io"
	"os"

	"mpool/internal/request"
)

// openInput opens a file named on the command line, or standard input for -.
func (a *app) openInput(file string) (io.ReadCloser, error) {
	a.inputs.Reads(file)
	if file == "-" {
		return io.NopCloser(a.in), nil
	}
	return os.Open(file)
}

// openBelow opens a file named in a batch.
func (a *app) openBelow(file string) (io.ReadCloser, error) {
	a.inputs.Reads(file)
	return request.Below(file)
}
