package journal

import (
	"bytes"
	"fmt"
	"os"
)

// contents is what a record's file holds.
type contents struct {
	status Status
	sum    string // of the last line
	whole  int64  // bytes up to the end of the last complete line
}

// Read adds up the records of a file. It ignores a last line without a newline, because that line
// was never fully written. Anything else that mpool did not write is an error.
func Read(path string) (Status, error) {
	c, err := readFile(path)
	return c.status, err
}

func readFile(path string) (contents, error) {
	if err := records().File(path); err != nil {
		return contents{}, err
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return contents{}, err
	}
	var c contents
	for number := 1; ; number++ {
		line, rest, ended := bytes.Cut(text, []byte{'\n'})
		if !ended {
			return c, c.checkTorn(line, path, number)
		}
		r, after, err := decode(line, c.sum)
		if err == nil {
			err = c.status.fold(r)
		}
		if err != nil {
			return contents{}, damaged(path, number, err)
		}
		c.sum, c.whole, text = after, c.whole+int64(len(line))+1, rest
	}
}

// checkTorn refuses a last line whose newline was changed to another byte. A line that was cut off
// is shorter than a record and accepted.
func (c *contents) checkTorn(line []byte, path string, number int) error {
	if len(line) == 0 {
		return nil
	}
	if _, _, err := decode(line[:len(line)-1], c.sum); err == nil {
		return damaged(path, number, fmt.Errorf("its end was changed"))
	}
	return nil
}

// DamagedError says that a record is not as mpool wrote it, so mpool does not rely on it.
type DamagedError struct {
	Path string
	Line int
	Why  error
}

func damaged(path string, line int, why error) error {
	return &DamagedError{Path: path, Line: line, Why: why}
}

func (e *DamagedError) Error() string {
	return fmt.Sprintf("the record %s is damaged in line %d: %s", e.Path, e.Line, e.Why)
}

// Code returns the stable code for scripts.
func (e *DamagedError) Code() string { return "journal.damaged" }

func (e *DamagedError) Unwrap() error { return e.Why }

// Hint returns what the user should do next.
func (e *DamagedError) Hint() string {
	return "check on the chain what its account has sent, then move the file away"
}
