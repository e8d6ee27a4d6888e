package study

import (
	"errors"
	"io"
	"os"

	"mpool/internal/market"
)

// mostInMemory is the most bytes of rows that are kept in memory; more go into a file.
const mostInMemory = 8 << 20

// scratch returns a place for rows that are read several times, and a function that removes it. If the
// system allows it, the file has no name, so that it ends with the program.
func scratch(bytes int64) (market.Place, func(), error) {
	if bytes <= mostInMemory {
		return &memory{}, func() {}, nil
	}
	file, err := os.CreateTemp("", "mpool-rows-")
	if err != nil {
		return nil, nil, err
	}
	left := os.Remove(file.Name())
	return file, func() {
		_ = file.Close() // nobody else reads the file, so an error here does not matter
		if left != nil {
			_ = os.Remove(file.Name())
		}
	}, nil
}

// memory is a Place in memory.
type memory struct{ bytes []byte }

func (m *memory) Write(b []byte) (int, error) {
	m.bytes = append(m.bytes, b...)
	return len(b), nil
}

func (m *memory) ReadAt(b []byte, at int64) (int, error) {
	if at < 0 || at > int64(len(m.bytes)) {
		return 0, errors.New("nothing was put down there")
	}
	n := copy(b, m.bytes[at:])
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}
