package market

import (
	"bytes"
	"errors"
	"io"
)

const (
	mostLine = 1 << 20  // bytes of a line
	firstBuf = 64 << 10 // bytes that are read at once
	behind   = 16       // bytes that may be read behind a line, whatever they are
)

var errLongLine = errors.New("the line is too long")

// lines cuts a text into lines. It holds one buffer, whatever the length of the text.
type lines struct {
	from       io.Reader
	buf        []byte
	start, end int // what of the buffer is not cut yet
	whole      int // the last line that is there to its end ends before this
	ended      bool
	err        error
}

func newLines(from io.Reader) *lines { return &lines{from: from, buf: make([]byte, firstBuf)} }

// next is the next line without its end. It holds until the next call, and 16 bytes behind
// it are the buffer's, too.
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

// fill reads on, behind what is not cut yet.
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
		l.buf[l.end] = '\n' // so that no number goes on behind the text
		if !errors.Is(err, io.EOF) {
			l.err = err
		}
	}
}
