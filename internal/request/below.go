package request

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"mpool/internal/text"
)

// errIrregular is of a file whose reading may never end, such as a pipe or a device.
var errIrregular = errors.New("it is not a regular file")

// Below opens a file that a batch names: below the working folder, and not through a link
// that leads out of it. The author of a batch need not be the user, and errors quote what
// they find.
func Below(file string) (io.ReadCloser, error) {
	if file == "-" || !filepath.IsLocal(file) {
		return nil, fmt.Errorf("a batch can only name files in or below the working folder, and %s is outside", text.Quote(file))
	}
	return within(".", file)
}

// Beside opens a file that another file names, relative to that file: below the working
// folder as Below does, or else below that file's folder.
func Beside(of, file string) (io.ReadCloser, error) {
	path := PathBeside(of, file)
	switch {
	case file == "-", filepath.IsAbs(file), !filepath.IsLocal(path) && !filepath.IsLocal(file):
		return nil, fmt.Errorf("%s can only name files below the working folder or its own folder, and %s is outside", text.Quote(of), text.Quote(file))
	case filepath.IsLocal(path):
		return within(".", path)
	}
	return within(filepath.Dir(of), file)
}

// PathBeside is where a file is that another one names.
func PathBeside(of, file string) string { return filepath.Join(filepath.Dir(of), file) }

// within opens a regular file below a folder.
func within(folder, file string) (io.ReadCloser, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	defer func() { _ = root.Close() }() // the file stays open
	info, err := root.Stat(file)        // before it is opened: a pipe waits for who writes
	if err == nil && !info.Mode().IsRegular() {
		err = errIrregular
	}
	if err != nil {
		return nil, err
	}
	return root.Open(file)
}
