package market

import (
	"io"
	"math"
	"slices"
	"strings"
)

// rows reads a file of prices line by line. After each call of next, at and values are those of a row.
// values has one value for each of the layout's prices and then the volume, if there is one; it is NaN
// for an empty or invalid cell.
type rows struct {
	file, name string
	layout     layout
	lines      *lines
	number     int // number of the line, from 1
	cells      []string
	kinds      []int // by column: its kind, or the index of its value
	last       int   // the last column that is needed
	wide       bool  // the time is in the first column, and all others are prices
	errs       []error

	at     int64
	values []float64
	token  string // of a row in a long file
	plain  bool   // quick or nextWide read the row, so it has every value
}

// Kinds of columns that hold no value.
const (
	aTime = -1 - iota
	aToken
	aSkipped
)

func newRows(file, name string, from io.Reader, most int64) (*rows, error) {
	plain, err := unpackedWithin(from, most)
	if err != nil {
		return nil, &PlaceError{File: file, Line: 1, Reason: err.Error()}
	}
	return &rows{file: file, name: name, lines: newLines(plain)}, nil
}

func (r *rows) fail(line int, column, reason string) {
	r.errs = append(r.errs, &PlaceError{File: r.file, Line: line, Column: column, Reason: reason})
}

// next reads the next row; false at the end, or after ten errors.
func (r *rows) next() bool {
	for len(r.errs) < mostErrors {
		if r.wide && r.nextWide() {
			return true
		}
		line, more := r.lines.next()
		if !more {
			break
		}
		if r.number++; r.number == 1 {
			if line = []byte(strings.TrimPrefix(string(line), "\ufeff")); !r.first(string(line)) {
				continue
			}
			line = append(line, make([]byte, behind)...)[:len(line)]
		}
		if r.layout.comma == 0 {
			continue
		}
		if r.plain = r.quick(line); r.plain || r.slow(string(line)) {
			return true
		}
	}
	if err := r.lines.err; err != nil {
		r.fail(r.number+1, "", err.Error())
		r.lines.err = nil
	}
	return false
}

// first detects the file's form, and says whether the first line is already a row.
func (r *rows) first(line string) bool {
	var reason string
	if r.layout, reason = layoutOf(line, r.name); reason != "" {
		r.fail(1, "", reason)
		r.layout.comma = 0
		return false
	}
	l := &r.layout
	r.last = max(l.time, l.token, slices.Max(l.prices), l.volume)
	r.kinds = make([]int, r.last+1)
	for i := range r.kinds {
		r.kinds[i] = aSkipped
	}
	for k, column := range l.prices {
		r.kinds[column] = k
	}
	if l.volume > 0 {
		r.kinds[l.volume] = len(l.prices)
	}
	if r.kinds[l.time] = aTime; l.token >= 0 {
		r.kinds[l.token] = aToken
	}
	r.values = make([]float64, len(l.prices)+min(1, l.volume))
	r.wide = l.time == 0 && l.token < 0 && l.volume == 0 && !l.signed && len(l.prices) == r.last && strings.Count(line, string(l.comma)) == r.last
	return !l.header
}

// nextWide reads the next row of a file with the time first and a price in every other column. Most
// bytes are read here, and only once. It returns false and consumes nothing if a cell is not a plain
// decimal above 0, or if the buffer does not hold the whole line.
func (r *rows) nextWide() bool {
	b, comma := r.lines.buf, r.layout.comma
	if r.lines.start >= r.lines.whole {
		return false
	}
	seconds, at, ok := unixTime(b, r.lines.start)
	if b[at] == '-' {
		seconds, at, ok = stamp(b, r.lines.start)
	}
	if !ok || b[at] != comma {
		return false
	}
	at, ok = decimals(r.values, b, at+1, comma)
	for _, v := range r.values {
		ok = ok && v > 0
	}
	if b[at] == '\r' {
		at++
	}
	if b[at] != '\n' || !ok {
		return false
	}
	r.at, r.plain, r.lines.start = seconds, true, at+1
	r.number++
	return true
}

// quick reads a line of plain decimals with a numeric or full time. It returns false for any other
// line, which slow then reads.
func (r *rows) quick(line []byte) bool {
	comma, at, n := r.layout.comma, 0, len(line)
	full := line[:n+behind]
	for column, kind := range r.kinds {
		from, ok := at, true
		switch {
		case kind >= 0:
			at, ok = decimals(r.values[kind:kind+1], full, at, comma)
			ok = ok && (r.values[kind] > 0 || r.layout.signed || kind == len(r.layout.prices))
		case kind == aTime:
			if r.at, at, ok = unixTime(full, from); !ok || at < n && line[at] == '-' {
				r.at, at, ok = stamp(full, from)
			}
		default:
			for at < n && line[at] != comma && line[at] != '"' {
				at++
			}
			if kind == aToken {
				r.named(line[from:at])
			}
		}
		switch {
		case !ok || at > n || at < n && line[at] != comma || at == n && column < r.last:
			return false
		case column == r.last:
			return true
		}
		at++
	}
	return false
}

// named stores the token of a row. It makes no copy if the token is that of the last row.
func (r *rows) named(token []byte) {
	if r.token != string(token) {
		r.token = strings.TrimSpace(string(token))
	}
}

// slow reads any line. It says whether the line is a row.
func (r *rows) slow(line string) bool {
	if strings.TrimSpace(line) == "" {
		return false
	}
	l := &r.layout
	r.cells = split(r.cells[:0], line, l.comma)
	if max(l.time, l.token, slices.Max(l.prices)) >= len(r.cells) {
		r.fail(r.number, "", "the line has fewer cells than the header")
		return false
	}
	var err error
	if r.at, err = ParseTime(strings.TrimSpace(r.cells[l.time])); err != nil {
		r.fail(r.number, l.clock, err.Error())
		return false
	}
	if l.token >= 0 {
		r.token = strings.TrimSpace(r.cells[l.token])
	}
	for k, column := range l.prices {
		r.values[k] = r.price(k, strings.TrimSpace(r.cells[column]))
	}
	r.volume()
	return true
}

func (r *rows) price(k int, cell string) float64 {
	if cell == "" && len(r.layout.prices) > 1 {
		return math.NaN() // the token has no price at this time
	}
	price, ok := parsePrice(cell, r.layout.signed)
	if !ok {
		r.fail(r.number, r.nameOf(k), `"`+clip(cell)+`" is not a price`)
		return math.NaN()
	}
	return price
}

// volume reads the volume of a row. An empty cell is NaN.
func (r *rows) volume() {
	column := r.layout.volume
	if column == 0 {
		return
	}
	amount := &r.values[len(r.values)-1]
	*amount = math.NaN()
	if column >= len(r.cells) || strings.TrimSpace(r.cells[column]) == "" {
		return
	}
	cell := strings.TrimSpace(r.cells[column])
	read, ok := parsePrice(cell, true)
	if !ok || read < 0 {
		r.fail(r.number, "volume", `"`+clip(cell)+`" is not a volume`)
		return
	}
	*amount = read
}

// nameOf is the name of the series of a value.
func (r *rows) nameOf(k int) string {
	switch {
	case r.layout.token >= 0:
		return r.token
	case k == len(r.layout.prices):
		return VolumeOf(r.name)
	}
	return r.layout.names[k]
}

// sums says whether a value is a volume.
func (r *rows) sums(k int) bool { return k == len(r.layout.prices) }
