package market

import (
	"fmt"
	"io"
	"math"
)

// open makes a feed for each file, and for each series in memory.
func (s *Stream) open() error {
	files := map[*source]*fileFeed{}
	for i, one := range s.series {
		if one.about == nil {
			s.feeds = append(s.feeds, &memoryFeed{series: one, place: i})
			continue
		}
		f := files[one.about.source]
		if f == nil {
			f = &fileFeed{source: one.about.source, wanted: map[string][]int{}}
			files[f.source], s.feeds = f, append(s.feeds, f)
		}
		f.wanted[one.Name] = append(f.wanted[one.Name], i)
	}
	for _, f := range files {
		if err := f.open(); err != nil {
			s.Close()
			return err
		}
	}
	return nil
}

type memoryFeed struct {
	series Series
	place  int // index of its state
	next   int
}

func (f *memoryFeed) close() {}

func (f *memoryFeed) until(at, step int64, states []state) error {
	one := &states[f.place]
	for f.next < len(f.series.Times) && f.series.Times[f.next] <= at {
		if f.series.Sum && f.series.Times[f.next] > at-step {
			one.sum += f.series.Prices[f.next]
		}
		f.next++
	}
	if f.next > 0 {
		one.known, one.price = f.series.Times[f.next-1], f.series.Prices[f.next-1]
	}
	return nil
}

// fileFeed reads a file again that Survey has read before.
type fileFeed struct {
	source *source
	file   io.Closer
	rows   *rows
	wanted map[string][]int // indices of the states of a series, by its name
	places []place          // for a file that is not in long form
	waits  bool             // the row last read is later than the times so far
}

// place says to which state a value of a row belongs.
type place struct {
	value, state int
	sum          bool
}

func (f *fileFeed) open() error {
	file, err := f.source.open()
	if err != nil {
		return err
	}
	f.file = file
	if f.rows, err = newRows(f.source.file, f.source.name, file, 0); err != nil {
		f.close()
		return err
	}
	f.waits = f.rows.next()
	for k := range f.rows.values {
		if f.rows.layout.token < 0 {
			for _, i := range f.wanted[f.rows.nameOf(k)] {
				f.places = append(f.places, place{k, i, f.rows.sums(k)})
			}
		}
	}
	return nil
}

func (f *fileFeed) close() {
	if f.file != nil {
		_ = f.file.Close() // the file was only read, so an error here does not matter
		f.file = nil
	}
}

func (f *fileFeed) until(at, step int64, states []state) error {
	for f.waits && f.rows.at+f.source.shift <= at {
		f.take(f.rows.at+f.source.shift, at-step, states)
		f.waits = f.rows.next()
	}
	if len(f.rows.errs) > 0 {
		return fmt.Errorf("the file changed while it was read: %w", f.rows.errs[0])
	}
	return nil
}

// take updates the states with a row. A repeated time counts once.
func (f *fileFeed) take(at, before int64, states []state) {
	for _, p := range f.places {
		states[p.state].take(f.rows.values[p.value], at, before, p.sum)
	}
	if f.rows.layout.token >= 0 {
		for _, i := range f.wanted[f.rows.token] {
			states[i].take(f.rows.values[0], at, before, false)
		}
	}
}

func (s *state) take(value float64, at, before int64, sum bool) {
	if at == s.known || math.IsNaN(value) {
		return
	}
	if s.known, s.price = at, value; sum && at > before {
		s.sum += value
	}
}
