package market

import (
	"bufio"
	"errors"
	"io"
	"slices"
	"strings"
)

// Swap is a line of a list of swaps. Amounts are in whole tokens.
type Swap struct {
	At      int64
	In, Out string
	Amount  float64
	Limit   float64 // the least output; 0: none given
}

// ReadSwaps reads a list of swaps with the columns time, in, out, amount and optionally limit. It
// returns them in order of time. It fails with the first ten errors, each a PlaceError.
func ReadSwaps(file string, from io.Reader) ([]Swap, error) {
	plain, err := unpacked(from)
	if err != nil {
		return nil, &PlaceError{File: file, Line: 1, Reason: err.Error()}
	}
	r := swapReader{file: file}
	lines := bufio.NewScanner(plain)
	for number := 1; lines.Scan() && len(r.errs) < mostErrors; number++ {
		r.line(number, lines.Text())
	}
	if err := lines.Err(); err != nil {
		r.fail(1, "", err.Error())
	}
	if r.columns == nil && len(r.errs) == 0 {
		r.fail(1, "", "the file has no swaps")
	}
	slices.SortStableFunc(r.swaps, func(a, b Swap) int { return int(a.At - b.At) })
	return r.swaps, errors.Join(r.errs...)
}

type swapReader struct {
	file    string
	comma   byte
	columns map[string]int
	swaps   []Swap
	errs    []error
}

func (r *swapReader) fail(line int, column, reason string) {
	r.errs = append(r.errs, &PlaceError{File: r.file, Line: line, Column: column, Reason: reason})
}

func (r *swapReader) line(number int, line string) {
	line = strings.TrimSuffix(strings.TrimPrefix(line, "\ufeff"), "\r")
	switch {
	case number == 1:
		r.header(line)
	case r.columns != nil && strings.TrimSpace(line) != "":
		r.row(number, split(nil, line, r.comma))
	}
}

func (r *swapReader) header(line string) {
	r.comma = commaOf(line)
	columns := map[string]int{}
	for i, name := range split(nil, line, r.comma) {
		columns[strings.ToLower(strings.TrimSpace(name))] = i
	}
	if i, found := columns["timestamp"]; found {
		columns["time"] = i
	}
	for _, name := range []string{"time", "in", "out", "amount"} {
		if _, found := columns[name]; !found {
			r.fail(1, "", "missing column in the header: "+name+"; use time, in, out, amount and limit")
			return
		}
	}
	r.columns = columns
}

func (r *swapReader) row(number int, cells []string) {
	cell := func(name string) string {
		i, found := r.columns[name]
		if !found || i >= len(cells) {
			return ""
		}
		return strings.TrimSpace(cells[i])
	}
	s := Swap{In: cell("in"), Out: cell("out")}
	var err error
	var ok bool
	if s.At, err = ParseTime(cell("time")); err != nil {
		r.fail(number, "time", err.Error())
		return
	}
	if s.Amount, ok = parsePrice(cell("amount"), false); !ok {
		r.fail(number, "amount", `"`+clip(cell("amount"))+`" is not an amount above zero`)
		return
	}
	if limit := cell("limit"); limit != "" {
		if s.Limit, ok = parsePrice(limit, true); !ok || s.Limit < 0 {
			r.fail(number, "limit", `"`+clip(limit)+`" is not an amount`)
			return
		}
	}
	r.swaps = append(r.swaps, s)
}
