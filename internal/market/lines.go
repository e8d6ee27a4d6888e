package market

import (
	"bytes"
	"errors"
	"io"
)

const (
	mostLine = 1 << 20  // longest line in bytes
	firstBuf = 64 << 10 // bytes of the first buffer
	behind   = 16       // bytes after a line that may be read, whatever they hold
)

var errLongLine = errors.New("the line is too long")

// lines cuts a text into lines. It holds one buffer, which grows only for a long line.
type lines struct {
	from       io.Reader
	buf        []byte
	start, end int // the part of the buffer that is not cut yet
	whole      int // end of the last complete line
	ended      bool
	err        error
}

func newLines(from io.Reader) *lines { return &lines{from: from, buf: make([]byte, firstBuf)} }

// next is the next line without its line break. It is valid until the next call, and the 16 bytes
// after it can be read too.
func (l *lines) next() ([]byte, bool) {
	searched := 0
	for {
		if i := bytes.IndexByte(l.buf[l.start+searched:l.end], '\n'); i >= 0 {
			line := l.buf[l.start : l.start+searched+i]
			l.start += searched + i + 1
			return withoutReturn(line), true
		}
		searched = l.end - l.start
		if l.ended {
			line := l.buf[l.start:l.end]
			l.start = l.end
			return withoutReturn(line), len(line) > 0
		}
		if l.fill(); l.err != nil {
			return nil, false
		}
	}
}

func withoutReturn(line []byte) []byte {
	if n := len(line); n > 0 && line[n-1] == '\r' {
		return line[:n-1]
	}
	return line
}

// fill reads more text after the part that is not cut yet.
func (l *lines) fill() {
	if l.start > 0 {
		l.end = copy(l.buf, l.buf[l.start:l.end])
		l.start = 0
	}
	if l.end+behind >= len(l.buf) {
		if l.end > mostLine {
			l.err = errLongLine
			return
		}
		l.buf = append(l.buf, make([]byte, len(l.buf))...)
	}
	n, err := l.from.Read(l.buf[l.end : len(l.buf)-behind])
	l.end += n
	l.whole = bytes.LastIndexByte(l.buf[:l.end], '\n') + 1
	if err != nil {
		l.ended = true
		l.buf[l.end] = '\n' // so that no number continues after the text
		if !errors.Is(err, io.EOF) {
			l.err = err
		}
	}
}
