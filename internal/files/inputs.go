package files

import (
	"io"
	"os"
	"slices"
)

// Inputs are the files that a run of the program reads, so that it does not overwrite them.
type Inputs struct {
	Stdin io.Reader // what Open gives for -

	read []string
}

// Reads notes that a file is read; - is standard input.
func (i *Inputs) Reads(file string) {
	if file == "-" {
		file = "/dev/stdin" // standard input may be a file
	}
	i.read = append(i.read, file)
}

// Has reports whether a name is that of a file that is read.
func (i *Inputs) Has(file string) bool {
	return slices.ContainsFunc(i.read, func(input string) bool { return Same(input, file) })
}

// Open opens a file named on the command line, or standard input for -, and notes it.
func (i *Inputs) Open(file string) (io.ReadCloser, error) {
	i.Reads(file)
	if file == "-" {
		return io.NopCloser(i.Stdin), nil
	}
	return os.Open(file)
}

// Noting is open, with each file noted.
func (i *Inputs) Noting(open func(file string) (io.ReadCloser, error)) func(file string) (io.ReadCloser, error) {
	return func(file string) (io.ReadCloser, error) {
		i.Reads(file)
		return open(file)
	}
}
