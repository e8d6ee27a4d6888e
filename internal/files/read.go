package files

import (
	"fmt"
	"io"
	"os"
)

// LargeError says that a file is larger than the limit.
type LargeError struct{ Most int64 }

func (e *LargeError) Error() string { return fmt.Sprintf("it is larger than %s", size(e.Most)) }

func size(bytes int64) string {
	if bytes%(1<<20) == 0 {
		return fmt.Sprintf("%d MiB", bytes>>20)
	}
	return fmt.Sprintf("%d bytes", bytes)
}

// Read reads a file or a pipe of at most most bytes, until it ends or ended is closed. If it is longer,
// the error is a LargeError; it is never cut.
func Read(ended <-chan struct{}, path string, most int64) ([]byte, error) {
	return ReadFrom(ended, func() (io.ReadCloser, error) { return os.Open(path) }, most)
}

// ReadFrom is Read for a reader that open opens.
func ReadFrom(ended <-chan struct{}, open func() (io.ReadCloser, error), most int64) ([]byte, error) {
	return UnlessEnded(ended, func() ([]byte, error) {
		from, err := open()
		if err != nil {
			return nil, err
		}
		defer func() { _ = from.Close() }() // read only
		return bounded(from, most)
	})
}

func bounded(from io.Reader, most int64) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(from, most+1))
	if err == nil && int64(len(text)) > most {
		return nil, &LargeError{most}
	}
	return text, err
}
