package files

import "slices"

// Inputs are the files that a run of the program reads, so that it writes over none of
// them.
type Inputs struct{ read []string }

// Reads notes a file that is read; - is standard input.
func (i *Inputs) Reads(file string) {
	if file == "-" {
		file = "/dev/stdin" // where it is a file
	}
	i.read = append(i.read, file)
}

// Has says whether a name is of a file that is read.
func (i *Inputs) Has(file string) bool {
	return slices.ContainsFunc(i.read, func(input string) bool { return Same(input, file) })
}
