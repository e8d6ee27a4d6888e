package failure

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// NoReader reports whether nobody reads standard output any more, as behind `mpool … | head`. It is no
// failure of the command.
func NoReader(err error) bool {
	var at *fs.PathError
	return errors.As(err, &at) && at.Path == os.Stdout.Name() && errors.Is(at, syscall.EPIPE)
}
