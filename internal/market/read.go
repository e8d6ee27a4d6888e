package market

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
)

// mostErrors is the most errors of a file that are reported at once.
const mostErrors = 10

// Read reads one file of prices. file is its name in errors, and name is the token's name if the file
// does not give one. It fails with the first ten errors, each a PlaceError.
func Read(file, name string, from io.Reader) ([]Series, Counts, error) {
	return ReadWithin(file, name, from, Most{})
}

// ReadWithin is Read with limits, for a file that can be too large to hold.
func ReadWithin(file, name string, from io.Reader, most Most) ([]Series, Counts, error) {
	rows, err := newRows(file, name, from, most.Bytes)
	if err != nil {
		return nil, Counts{}, err
	}
	r := reader{rows: rows, byName: map[string]int{}}
	for n := 0; rows.next(); n += len(rows.values) {
		if most.Prices > 0 && n > most.Prices {
			r.fail(r.number, "", fmt.Sprintf("the file has more than %d prices", most.Prices))
			break
		}
		r.counts.Rows++
		for k, value := range rows.values {
			if !math.IsNaN(value) {
				r.add(rows.nameOf(k), value, rows.sums(k))
			}
		}
	}
	r.end()
	return r.series, r.counts, errors.Join(rows.errs...)
}

type reader struct {
	*rows
	series []Series
	places [][]int        // by series, the line of each price
	byName map[string]int // the index of a series
	newest int            // the series that last got a price
	counts Counts
}

// parsePrice reads a finite decimal, plain or with an exponent. It must be above zero unless signed is
// true.
func parsePrice(cell string, signed bool) (float64, bool) {
	for i := range len(cell) {
		switch c := cell[i]; {
		case c >= '0' && c <= '9', c == '.', c == 'e', c == 'E', c == '+', c == '-':
		default:
			return 0, false // refuses NaN, Inf, 0x1p3, 1_000
		}
	}
	price, err := strconv.ParseFloat(cell, 64)
	return price, err == nil && (price > 0 || signed) && !math.IsInf(price, 0)
}

func (r *reader) add(name string, price float64, sum bool) {
	i := r.newest + 1 // columns usually come in the same order in every line
	if i >= len(r.series) {
		i = 0
	}
	if len(r.series) == 0 || r.series[i].Name != name {
		i = r.find(name, sum)
	}
	r.newest = i
	s := &r.series[i]
	s.Times, s.Prices, r.places[i] = append(s.Times, r.rows.at), append(s.Prices, price), append(r.places[i], r.number)
}

func (r *reader) find(name string, sum bool) int {
	i, found := r.byName[name]
	if !found {
		i = len(r.series)
		r.byName[name], r.series, r.places = i, append(r.series, Series{Name: name, Sum: sum}), append(r.places, nil)
	}
	return i
}

func (r *reader) end() {
	if len(r.errs) > 0 {
		return
	}
	if len(r.series) == 0 {
		r.fail(max(r.number, 1), "", "the file has no prices")
		return
	}
	rows := r.counts
	for i := range r.series {
		r.settle(i)
		if r.series[i].Sum { // its rows were already counted with the prices
			r.counts.Dropped = rows.Dropped
		}
		rows = r.counts
	}
	if r.layout.candle && len(r.errs) == 0 {
		r.close()
	}
}

// close moves candles to their end, when their close is known.
func (r *reader) close() {
	length := usualOfAll(r.series)
	for _, s := range r.series {
		for i := range s.Times {
			s.Times[i] += length
		}
	}
}
