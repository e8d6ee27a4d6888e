package market

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"io"

	"github.com/klauspost/compress/zstd"
)

// unpacked is the plain text of a file that may be packed by gzip or Zstandard, which
// its first bytes say.
func unpacked(from io.Reader) (io.Reader, error) {
	r := bufio.NewReaderSize(from, 64<<10)
	head, _ := r.Peek(4) // fewer bytes are no packed file
	switch {
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		return gzip.NewReader(r)
	case bytes.Equal(head, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		// In this goroutine, so that nothing has to be closed.
		return zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(256<<20))
	}
	return r, nil
}
