package files

import (
	"fmt"
	"io"
	"os"
)

// LargeError says that something is larger than what is read of its kind.
type LargeError struct{ Most int64 }

func (e *LargeError) Error() string { return fmt.Sprintf("it is larger than %s", size(e.Most)) }

func size(bytes int64) string {
	if bytes%(1<<20) == 0 {
		return fmt.Sprintf("%d MiB", bytes>>20)
	}
	return fmt.Sprintf("%d bytes", bytes)
}

// Read reads a whole file of at most so many bytes, or what a pipe gives, until it ends
// or the program does. A longer one is a LargeError, and never cut.
func Read(ended <-chan struct{}, path string, most int64) ([]byte, error) {
	return ReadFrom(ended, func() (io.ReadCloser, error) { return os.Open(path) }, most)
}

// ReadFrom is Read of what open opens.
func ReadFrom(ended <-chan struct{}, open func() (io.ReadCloser, error), most int64) ([]byte, error) {
	return UnlessEnded(ended, func() ([]byte, error) {
		from, err := open()
		if err != nil {
			return nil, err
		}
		defer func() { _ = from.Close() }() // it is only read
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
