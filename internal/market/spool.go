package market

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"math"
)

// Past has rows that can be read repeatedly, and by several goroutines at once.
type Past interface {
	Steps() int
	First() int64
	Last() int64
	From(row int) Walk // starts at a row
}

// Walk reads rows in order. A row is valid until the next call of Next; it is nil at the end.
type Walk interface {
	Next() (at int64, row []float64, err error)
	Close()
}

// Place stores rows and reads them at any offset, for example a file.
type Place interface {
	io.Writer
	io.ReaderAt
}

// Spool has rows in a Place. All rows have the same length, and they take no memory.
type Spool struct {
	from        io.ReaderAt
	steps, wide int // wide is the number of 8-byte values in a row, with the time
	first, last int64
}

// Spool writes the remaining rows to a Place.
func (s *Stream) Spool(to Place) (*Spool, error) {
	out := bufio.NewWriterSize(to, walkBytes)
	all := &Spool{from: to, wide: len(s.series) + 1}
	number := make([]byte, 8*all.wide)
	for {
		at, row, err := s.Next()
		if err != nil {
			return nil, err
		}
		if row == nil {
			break
		}
		binary.LittleEndian.PutUint64(number, uint64(at))
		for k, x := range row {
			binary.LittleEndian.PutUint64(number[8+8*k:], math.Float64bits(x))
		}
		if _, err := out.Write(number); err != nil {
			return nil, err
		}
		if all.last = at; all.steps == 0 {
			all.first = at
		}
		all.steps++
	}
	if all.steps == 0 {
		return nil, fmt.Errorf("no row remains: a price is too old in each of %d", s.Skipped)
	}
	return all, out.Flush()
}

// Steps is the number of rows.
func (s *Spool) Steps() int { return s.steps }

// First is the time of the first row.
func (s *Spool) First() int64 { return s.first }

// Last is the time of the last row.
func (s *Spool) Last() int64 { return s.last }

// walkBytes is the number of bytes of a spool that are read at once.
const walkBytes = 32 << 10

// From starts a walk at a row.
func (s *Spool) From(row int) Walk {
	rows := max(1, walkBytes/(8*s.wide))
	return &spoolWalk{spool: s, next: row, buf: make([]byte, 8*s.wide*rows), row: make([]float64, s.wide-1)}
}

type spoolWalk struct {
	spool *Spool
	next  int // index of the next row
	buf   []byte
	left  []byte // rows in buf that were not returned yet
	row   []float64
}

func (w *spoolWalk) Close() {}

func (w *spoolWalk) Next() (at int64, row []float64, err error) {
	if w.next >= w.spool.steps {
		return 0, nil, nil
	}
	length := 8 * w.spool.wide
	if len(w.left) == 0 {
		w.left = w.buf[:min(len(w.buf), (w.spool.steps-w.next)*length)]
		if _, err := w.spool.from.ReadAt(w.left, int64(w.next)*int64(length)); err != nil {
			return 0, nil, fmt.Errorf("the rows cannot be read again: %w", err)
		}
	}
	for k := range w.row {
		w.row[k] = math.Float64frombits(binary.LittleEndian.Uint64(w.left[8+8*k:]))
	}
	at = int64(binary.LittleEndian.Uint64(w.left))
	w.left, w.next = w.left[length:], w.next+1
	return at, w.row, nil
}
