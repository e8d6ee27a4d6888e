package signer

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
)

// maxSecret is more, in bytes, than any key file or password needs.
const maxSecret = 64 << 10

// OpenToOthers is the error for a key or password file that other users of the machine can read.
type OpenToOthers struct {
	Path string
	Mode os.FileMode
}

func (e *OpenToOthers) Error() string {
	return fmt.Sprintf("%s can be read by other users (mode %04o)", e.Path, e.Mode)
}

// Hint is the command that fixes it.
func (e *OpenToOthers) Hint() string { return "chmod 600 " + e.Path }

// readSecretFile reads a key or password file. Like ssh it refuses a file that others can read. It
// checks the mode of the open file, so that the file cannot be exchanged in between.
func readSecretFile(path string) (secret, error) {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return secret{}, noFile(path, err)
	}
	if err != nil {
		return secret{}, err
	}
	defer func() { _ = f.Close() }() // the file was only read, so an error here does not matter
	info, err := f.Stat()
	if err != nil {
		return secret{}, err
	}
	if mode := info.Mode().Perm(); mode&0o077 != 0 && runtime.GOOS != "windows" {
		return secret{}, &OpenToOthers{path, mode}
	}
	text, err := io.ReadAll(io.LimitReader(f, maxSecret))
	return secret{text}, err
}
