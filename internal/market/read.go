package market

import (
	"bufio"
	"errors"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// mostErrors is how many mistakes of a file are told at once.
const mostErrors = 10

// Read reads one file of prices. The file's name stands in errors, and name is what
// the token is called where the file does not say it. It fails with all of the first
// ten mistakes, each a PlaceError.
func Read(file, name string, from io.Reader) ([]Series, Counts, error) {
	plain, err := unpacked(from)
	if err != nil {
		return nil, Counts{}, &PlaceError{File: file, Line: 1, Reason: err.Error()}
	}
	r := reader{file: file, name: name, at: map[string]int{}}
	lines := bufio.NewScanner(plain)
	lines.Buffer(make([]byte, 64<<10), 1<<20)
	for lines.Scan() && len(r.errs) < mostErrors {
		r.line(lines.Text())
	}
	if err := lines.Err(); err != nil {
		r.fail(r.number+1, "", err.Error())
	}
	r.end()
	return r.series, r.counts, errors.Join(r.errs...)
}

type reader struct {
	file, name string
	layout     layout
	number     int // of the line, from 1
	cells      []string
	series     []Series
	places     [][]int        // of each series, the line of each price
	at         map[string]int // a series by its name
	newest     int            // the series that was added to last
	counts     Counts
	errs       []error
}

func (r *reader) fail(line int, column, reason string) {
	r.errs = append(r.errs, &PlaceError{File: r.file, Line: line, Column: column, Reason: reason})
}

func (r *reader) line(line string) {
	r.number++
	if r.number == 1 {
		line = strings.TrimPrefix(line, "\ufeff")
		if !r.first(line) {
			return
		}
	}
	if strings.TrimSpace(line) != "" && r.layout.comma != 0 {
		r.row(line)
	}
}

// first reads the form of the file, and says whether its first line is a row already.
func (r *reader) first(line string) bool {
	var reason string
	if r.layout, reason = layoutOf(line, r.name); reason != "" {
		r.fail(1, "", reason)
		r.layout.comma = 0
		return false
	}
	return !r.layout.header
}

func (r *reader) row(line string) {
	r.cells = split(r.cells[:0], line, r.layout.comma)
	last := max(r.layout.time, r.layout.token, slices.Max(r.layout.prices))
	if last >= len(r.cells) {
		r.fail(r.number, "", "the line has fewer cells than the header")
		return
	}
	at, err := ParseTime(strings.TrimSpace(r.cells[r.layout.time]))
	if err != nil {
		r.fail(r.number, "", err.Error())
		return
	}
	r.counts.Rows++
	for k, column := range r.layout.prices {
		name := r.layout.nameOf(k, r.cells)
		cell := strings.TrimSpace(r.cells[column])
		if cell == "" && len(r.layout.prices) > 1 {
			continue // no price of this token at this moment
		}
		price, ok := parsePrice(cell, r.layout.signed)
		if !ok {
			r.fail(r.number, name, `"`+clip(cell)+`" is not a price`)
			continue
		}
		r.add(name, at, price, false)
	}
	r.volume(at)
}

// volume reads that of a row; a cell without one is left out.
func (r *reader) volume(at int64) {
	column := r.layout.volume
	if column == 0 || column >= len(r.cells) {
		return
	}
	cell := strings.TrimSpace(r.cells[column])
	if cell == "" {
		return
	}
	amount, ok := parsePrice(cell, true)
	if !ok || amount < 0 {
		r.fail(r.number, "volume", `"`+clip(cell)+`" is not a volume`)
		return
	}
	r.add(VolumeOf(r.name), at, amount, true)
}

func (l *layout) nameOf(k int, cells []string) string {
	if l.token >= 0 {
		return strings.TrimSpace(cells[l.token])
	}
	return l.names[k]
}

// parsePrice reads a plain or exponent decimal that is finite, and above zero unless it
// may be signed.
func parsePrice(cell string, signed bool) (float64, bool) {
	for i := range len(cell) {
		switch c := cell[i]; {
		case c >= '0' && c <= '9', c == '.', c == 'e', c == 'E', c == '+', c == '-':
		default:
			return 0, false // NaN, Inf, 0x1p3, 1_000
		}
	}
	price, err := strconv.ParseFloat(cell, 64)
	return price, err == nil && (price > 0 || signed) && !math.IsInf(price, 0)
}

func (r *reader) add(name string, at int64, price float64, sum bool) {
	i := r.newest + 1 // columns come in the same order in every line
	if i >= len(r.series) {
		i = 0
	}
	if len(r.series) == 0 || r.series[i].Name != name {
		i = r.find(name, sum)
	}
	r.newest = i
	s := &r.series[i]
	s.Times, s.Prices, r.places[i] = append(s.Times, at), append(s.Prices, price), append(r.places[i], r.number)
}

func (r *reader) find(name string, sum bool) int {
	i, found := r.at[name]
	if !found {
		i = len(r.series)
		r.at[name], r.series, r.places = i, append(r.series, Series{Name: name, Sum: sum}), append(r.places, nil)
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
		if r.series[i].Sum { // its rows are counted already
			r.counts.Dropped = rows.Dropped
		}
		rows = r.counts
	}
	if r.layout.candle && len(r.errs) == 0 {
		r.close()
	}
}

// close has candles count from their end on, when their close is known.
func (r *reader) close() {
	length := usualOfAll(r.series)
	for _, s := range r.series {
		for i := range s.Times {
			s.Times[i] += length
		}
	}
}
