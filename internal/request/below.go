package request

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"mpool/internal/failure"
	"mpool/internal/text"
)

// errIrregular refuses files whose reading may never end, such as pipes and devices.
var errIrregular = errors.New("it is not a regular file")

// Below opens a file that a batch names. The file must be below the working folder, also after links
// are followed: the batch's author need not be the user, and plans show the file's values.
func Below(file string) (io.ReadCloser, error) {
	if file == "-" || !filepath.IsLocal(file) {
		return nil, fmt.Errorf("a batch can only name files in or below the working folder, and %s is outside", text.Quote(file))
	}
	return within(".", file)
}

// Beside opens a file that another file names. The name is relative to that file. The file must be
// below the working folder, as with Below, or below the folder of the naming file.
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

// PathBeside returns the path of a file that another file names.
func PathBeside(of, file string) string { return filepath.Join(filepath.Dir(of), file) }

// leadsOut reports whether a file exists only outside of its folder, because of links.
func leadsOut(folder, file string) bool {
	root, err := filepath.EvalSymlinks(folder)
	if err != nil {
		return false
	}
	at, err := filepath.EvalSymlinks(filepath.Join(folder, file))
	if err != nil {
		return false
	}
	root, err = filepath.Abs(root)
	if err != nil {
		return false
	}
	if at, err = filepath.Abs(at); err != nil {
		return false
	}
	way, err := filepath.Rel(root, at)
	return err != nil || !filepath.IsLocal(way)
}

// within opens a regular file below a folder.
func within(folder, file string) (io.ReadCloser, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	defer func() { _ = root.Close() }() // the opened file stays valid
	info, err := root.Stat(file)        // check before opening: opening a pipe waits for its writer
	if err != nil && leadsOut(folder, file) {
		return nil, failure.Usage("%s is a link to a file outside the folder, which mpool does not read", text.Quote(file)).WithHint("put the file itself there")
	}
	if err == nil && !info.Mode().IsRegular() {
		err = errIrregular
	}
	if err != nil {
		return nil, err
	}
	return root.Open(file)
}
