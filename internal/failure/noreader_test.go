package failure

import (
	"fmt"
	"io/fs"
	"os"
	"syscall"
	"testing"
)

// TestNoReader: only a closed standard output is no failure; a closed connection to a node is one.
func TestNoReader(t *testing.T) {
	closed := &fs.PathError{Op: "write", Path: os.Stdout.Name(), Err: syscall.EPIPE}
	if !NoReader(closed) || !NoReader(fmt.Errorf("so: %w", closed)) || NoReader(syscall.EPIPE) || NoReader(nil) || NoReader(&fs.PathError{Op: "write", Path: "f", Err: syscall.EPIPE}) {
		t.Error(NoReader(closed), NoReader(syscall.EPIPE))
	}
}
