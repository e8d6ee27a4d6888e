package failure

import (
	"errors"
	"io/fs"
	"syscall"
)

// NoReader reports whether standard output has no reader, as behind `mpool … | head`. It is no
// failure of the command.
func NoReader(err error) bool {
	var at *fs.PathError
	return errors.As(err, &at) && at.Path == "/dev/stdout" && errors.Is(at, syscall.EPIPE)
}
