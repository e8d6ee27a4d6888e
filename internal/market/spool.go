package market

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"math"
)

// Past is rows that can be gone through again and again, by several at once.
type Past interface {
	Steps() int
	First() int64
	Last() int64
	From(row int) Walk // on from a row
}

// Walk goes through rows: the next one holds until the one after it is asked for, and is nil
// at the end.
type Walk interface {
	Next() (at int64, row []float64, err error)
	Close()
}

// Place is where rows can be put and read again from anywhere, such as a file.
type Place interface {
	io.Writer
	io.ReaderAt
}

// Spool is rows that are put down somewhere, as many bytes each, so that they take no memory.
type Spool struct {
	from        io.ReaderAt
	steps, wide int // a row's numbers, the time among them
	first, last int64
}

// Spool puts down what is left of the rows.
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

// Steps is how many rows there are.
func (s *Spool) Steps() int { return s.steps }

// First is the time of the first row.
func (s *Spool) First() int64 { return s.first }

// Last is the time of the last row.
func (s *Spool) Last() int64 { return s.last }

// walkBytes is how much of a spool is read at once.
const walkBytes = 32 << 10

// From goes on from a row.
func (s *Spool) From(row int) Walk {
	rows := max(1, walkBytes/(8*s.wide))
	return &spoolWalk{spool: s, next: row, buf: make([]byte, 8*s.wide*rows), row: make([]float64, s.wide-1)}
}

type spoolWalk struct {
	spool *Spool
	next  int // row
	buf   []byte
	left  []byte // what of buf is not given yet
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
