package files

import "slices"

// Inputs are the files that a run of the program reads, so that it does not overwrite them.
type Inputs struct{ read []string }

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
