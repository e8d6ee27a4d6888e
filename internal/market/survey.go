package market

import (
	"io"
	"math"
)

// Opener opens a file of prices again.
type Opener func() (io.ReadCloser, error)

// Survey reads a file for what must be known of each series before the first price is used. It keeps
// no price: while the series are aligned, they are read from the file again. ok is false for a file
// with an error or with rows out of order; Read reads those, with its error messages.
func Survey(file, name string, from io.Reader, again Opener) (all []Series, counts Counts, ok bool) {
	rows, err := newRows(file, name, from, 0)
	if err != nil {
		return nil, counts, false
	}
	s := surveyor{rows: rows, source: &source{file: file, name: name, open: again}, byName: map[string]int{}}
	for rows.next() {
		if s.counts.Rows++; !s.row() {
			return nil, counts, false
		}
	}
	if len(rows.errs) > 0 || len(s.parts) == 0 {
		return nil, counts, false
	}
	return s.series(), s.counts, true
}

// source is a file that is read again.
type source struct {
	file, name string
	open       Opener
	shift      int64 // seconds to add to its times
}

// about is what is known of a series that stays in its file.
type about struct {
	source      *source
	first, last int64 // times before the shift
	usual       int64 // the usual spacing
	widest      int64 // the largest spacing
	common      int64 // every spacing is a multiple of it
	rows        int
	ones        bool // every price is 1
}

type surveyor struct {
	*rows
	source *source
	parts  []part
	byName map[string]int
	places []int // by value, the index of its part plus 1; for a file that is not in long form
	counts Counts
	inStep inStep
}

// part is a series during the survey.
type part struct {
	about
	name     string
	sum      bool
	price    float64 // the last price
	spacings spacings
}

// row surveys a row; false if the file cannot be streamed.
func (s *surveyor) row() bool {
	if s.take() {
		return true
	}
	s.inStep.end(s.parts)
	for k, value := range s.values {
		if math.IsNaN(value) {
			continue
		}
		if !s.parts[s.place(k)].add(s.rows.at, value, &s.counts) {
			return false
		}
	}
	if s.plain && s.layout.token < 0 && len(s.parts) == len(s.values) {
		s.inStep.begin(s)
	}
	return true
}

func (s *surveyor) part(k int) part {
	return part{name: s.nameOf(k), sum: s.sums(k), about: about{source: s.source, ones: true}}
}

// place is the index of the part of a value. Parts are in the order of their first values.
func (s *surveyor) place(k int) int {
	if s.layout.token < 0 && len(s.places) > k && s.places[k] > 0 {
		return s.places[k] - 1
	}
	i, found := s.byName[s.nameOf(k)]
	if !found {
		i = len(s.parts)
		s.byName[s.nameOf(k)], s.parts = i, append(s.parts, s.part(k))
	}
	for len(s.places) <= k {
		s.places = append(s.places, 0)
	}
	s.places[k] = i + 1
	return i
}

func (p *part) add(at int64, price float64, counts *Counts) bool {
	apart := at - p.last
	if apart == p.spacings.last && apart > 0 { // the usual case
		p.spacings.run++
		p.ones = p.ones && price == 1
		p.last, p.price = at, price
		return true
	}
	switch {
	case p.last == 0:
		p.first = at
	case apart < 0 || apart == 0 && price != p.price:
		return false
	case apart == 0:
		if !p.sum {
			counts.Dropped++
		}
		return true
	default:
		p.spacings.add(apart)
		p.widest = max(p.widest, apart)
	}
	p.ones = p.ones && price == 1
	p.last, p.price = at, price
	return true
}

func (s *surveyor) series() []Series {
	s.inStep.end(s.parts)
	var all []Series
	for i := range s.parts {
		p := &s.parts[i]
		p.usual, p.common, p.rows = p.spacings.usual(), p.spacings.common(), p.spacings.sum()+1
		if p.last > 0 {
			all = append(all, Series{Name: p.name, Sum: p.sum, about: &p.about})
		}
	}
	if s.layout.candle {
		s.source.shift = usualOfAll(all)
	}
	return all
}
