package market

import (
	"fmt"
	"slices"
)

// Table has several series at the same times: a row per time, a column per series.
type Table struct {
	Times   []int64
	Prices  []float64 // row after row, one price per column
	Tokens  int
	Carried int // rows with a price that is at least a step old
	Skipped int // rows omitted because a price is too old
}

// Row is the prices at index i.
func (t *Table) Row(i int) []float64 { return t.Prices[i*t.Tokens : (i+1)*t.Tokens] }

// RowAt is the index of the last row at or before a time; 0 if all are later.
func (t *Table) RowAt(at int64) int {
	i, found := slices.BinarySearch(t.Times, at)
	if !found {
		i--
	}
	return max(0, i)
}

// Options say how to align series. Times are in seconds.
type Options struct {
	From, To int64 // half-open; 0: from the first price, or to the last
	Step     int64 // 0: the smallest usual spacing of a series
	MaxGap   int64 // the maximum age of a price
	Gaps     Gaps  // what to do with a row with an older price
	Tail     bool  // a last row, off the clock, has the prices after the last step
}

// Gaps says what to do with a row in which a price is too old.
type Gaps string

// Refuse ends the run, Skip omits the row, and Carry uses the old price.
const (
	Refuse Gaps = "refuse"
	Skip   Gaps = "skip"
	Carry  Gaps = "carry"
)

// GapError says that a series has no price for longer than allowed.
type GapError struct {
	Series   string
	From, To int64
	Widest   int64 // the longest gap of all series
}

func (e *GapError) Error() string {
	return fmt.Sprintf("%s has no price for %d s from %d on", e.Series, e.To-e.From, e.From)
}

// Align returns each series' last known price at each step, in memory. The first row is at the first
// step at which all series have a price, the last at the last price of any.
func Align(series []Series, o Options) (*Table, error) {
	s, err := NewStream(series, o)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	return s.Table()
}

// Table reads the remaining rows into memory.
func (s *Stream) Table() (*Table, error) {
	rows, n := s.Steps(), len(s.series)
	t := &Table{Tokens: n, Times: make([]int64, 0, rows), Prices: make([]float64, 0, rows*n)}
	for {
		at, row, err := s.Next()
		if err != nil {
			return nil, err
		}
		if row == nil {
			break
		}
		t.Times, t.Prices = append(t.Times, at), append(t.Prices, row...)
	}
	if t.Carried, t.Skipped = s.Carried, s.Skipped; len(t.Times) == 0 {
		return nil, fmt.Errorf("no row remains: a price is too old in each of %d", t.Skipped)
	}
	return t, nil
}

// Steps is the number of rows.
func (t *Table) Steps() int { return len(t.Times) }

// First is the time of the first row.
func (t *Table) First() int64 { return t.Times[0] }

// Last is the time of the last row.
func (t *Table) Last() int64 { return t.Times[len(t.Times)-1] }

// From starts a walk at a row.
func (t *Table) From(row int) Walk { return &tableWalk{table: t, next: row} }

type tableWalk struct {
	table *Table
	next  int
}

// Next never returns an error.
func (r *tableWalk) Next() (at int64, row []float64, err error) {
	if r.next >= len(r.table.Times) {
		return 0, nil, nil
	}
	r.next++
	return r.table.Times[r.next-1], r.table.Row(r.next - 1), nil
}

func (r *tableWalk) Close() {}

func usualOfAll(series []Series) int64 {
	step := usual(series[0])
	for _, s := range series[1:] {
		if !s.Sum && !s.Rare {
			step = min(step, usual(s))
		}
	}
	return step
}

// usual is the usual spacing of a series.
func usual(s Series) int64 {
	if s.about != nil {
		return s.about.usual
	}
	return spacingsOf(s.Times).usual()
}

// common is the largest number of seconds of which every spacing of a series is a multiple.
func common(s Series) int64 {
	if s.about != nil {
		return s.about.common
	}
	return spacingsOf(s.Times).common()
}
