package market

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
)

// unpacked is the plain text of a file that can be compressed with gzip or Zstandard, detected by its
// first bytes.
func unpacked(from io.Reader) (io.Reader, error) {
	r := bufio.NewReaderSize(from, 64<<10)
	head, _ := r.Peek(4) // a shorter file is not compressed
	switch {
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		return gzip.NewReader(r)
	case bytes.Equal(head, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		// Decoding in this goroutine means that nothing has to be closed.
		return zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(256<<20))
	}
	return r, nil
}

// Most limits what is read from a file; zero: no limit.
type Most struct {
	Bytes  int64 // of plain text
	Prices int   // in all columns together
}

// unpackedWithin is unpacked with a limit in bytes of plain text; 0: no limit.
func unpackedWithin(from io.Reader, most int64) (io.Reader, error) {
	plain, err := unpacked(from)
	if err != nil || most == 0 {
		return plain, err
	}
	return &within{plain, most, most}, nil
}

// within reads up to a limit and fails if there is more.
type within struct {
	from       io.Reader
	left, most int64
}

// Read reads up to one byte more than the limit, to notice that there is more.
func (w *within) Read(into []byte) (int, error) {
	n, err := w.from.Read(into[:min(int64(len(into)), w.left+1)])
	if w.left -= int64(n); w.left < 0 {
		return 0, fmt.Errorf("the file has more than %d MB of text when it is unpacked", w.most>>20)
	}
	return n, err
}
