package request

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"mpool/internal/text"
)

// Below opens a file that a batch names: below the working folder, and through no link
// that leads out of it. The author of a batch may be another than who runs mpool, and
// errors quote what they find.
func Below(file string) (io.ReadCloser, error) {
	if file == "-" || !filepath.IsLocal(file) {
		return nil, fmt.Errorf("a batch can only name files in or below the working folder, and %s is outside", text.Quote(file))
	}
	root, err := os.OpenRoot(".")
	if err != nil {
		return nil, err
	}
	defer func() { _ = root.Close() }() // the file stays open
	return root.Open(file)
}
