package market

import "fmt"

// Stream aligns series row by row. It reads each series, from memory or from its file, only as far as
// the row needs. The first row is at the first step at which all series have a price. The last is at
// the last step before the last price of any, or at that price if the options want the tail.
type Stream struct {
	Carried int // rows so far with a price that is at least a step old
	Skipped int // rows so far that were omitted because a price is too old

	series  []Series
	options Options
	feeds   []feed
	states  []state
	row     []float64
	begin   int64
	last    int64 // time of the last row
	next    int64
	end     int64
	unit    int // the column in whose money prices are; -1: unchanged
	inUnit  []bool
}

// state is the current state of a series.
type state struct {
	known int64 // time of its last price
	price float64
	sum   float64 // sum of the values in this step
}

// feed reads a file, or a series in memory.
type feed interface {
	// until updates the states with all values up to the time.
	until(at, step int64, states []state) error
	close()
}

// RangeError says that no price is in the requested time range.
type RangeError struct{ First, Last int64 }

func (e *RangeError) Error() string {
	return fmt.Sprintf("the prices are of the times %d to %d, and none is of the time asked for", e.First, e.Last)
}

// earliest is the first time at which every series, except sums, has a price.
func earliest(series []Series) int64 {
	first := series[0].First()
	for _, s := range series {
		if !s.Sum {
			first = max(first, s.First())
		}
	}
	return first
}

// NewStream finds the first and the last row.
func NewStream(series []Series, o Options) (*Stream, error) {
	if o.Step == 0 {
		o.Step = usualOfAll(series)
	}
	begin, end := o.From, series[0].First()
	for _, s := range series {
		if s.Sum {
			continue
		}
		begin, end = max(begin, s.First()), max(end, s.Last())
	}
	if o.From > end || o.To > 0 && o.To <= earliest(series) {
		return nil, &RangeError{First: earliest(series), Last: end}
	}
	if (begin > o.From || o.From == 0) && !together(series, begin, o.Step) {
		begin = (begin + o.Step - 1) / o.Step * o.Step
	}
	if o.To > 0 {
		end = min(end, o.To-1)
	}
	if begin > end {
		return nil, fmt.Errorf("there is no time at which every token has a price")
	}
	s := &Stream{series: series, options: o, begin: begin, last: begin - o.Step, next: begin, end: end, unit: -1, row: make([]float64, len(series)), states: make([]state, len(series))}
	return s, s.open()
}

// together says that all prices are at this time or whole steps from it, so the clock can have their
// times.
func together(series []Series, at, step int64) bool {
	for _, s := range series {
		if !s.Sum && !s.Rare && ((s.First()-at)%step != 0 || common(s)%step != 0) {
			return false
		}
	}
	return true
}

// Step is the time between two steps.
func (s *Stream) Step() int64 { return s.options.Step }

// In divides the marked columns by the price in the given column, so that prices are in that money.
func (s *Stream) In(column int, marked []bool) { s.unit, s.inUnit = column, marked }

// widest is the longest time for which a series can have no price.
func (s *Stream) widest() (widest int64) {
	for _, one := range s.series {
		if !one.Sum && !one.Rare {
			widest = max(widest, one.widest(), s.end-one.Last())
		}
	}
	return widest
}

// Steady says that no row will be omitted or refused, because no price can grow too old.
func (s *Stream) Steady() bool {
	return s.options.Gaps == Carry || s.widest() <= s.options.MaxGap
}

// Steps is the largest possible number of rows.
func (s *Stream) Steps() int {
	n := int((s.end-s.begin)/s.options.Step) + 1
	if s.tailed() {
		n++
	}
	return n
}

// tailed says that a row after the last step is possible.
func (s *Stream) tailed() bool { return s.options.Tail && (s.end-s.begin)%s.options.Step != 0 }

// First is the time of the first step.
func (s *Stream) First() int64 { return s.begin }

// Last is the time of the last step. The last row can be later if the requested range ends between two
// steps.
func (s *Stream) Last() int64 {
	if s.tailed() && s.options.To == 0 {
		return s.end
	}
	return s.end - (s.end-s.begin)%s.options.Step
}

// Close closes the files.
func (s *Stream) Close() {
	for _, f := range s.feeds {
		f.close()
	}
	s.feeds = nil
}

// Next is the next row; nil at the end. The row is valid until the next call. It fails with a GapError
// if a price is too old.
func (s *Stream) Next() (at int64, row []float64, err error) {
	for s.next <= s.end {
		at, s.next = s.next, s.next+s.options.Step
		if err := s.read(at, s.options.Step); err != nil {
			return at, nil, err
		}
		if row, err := s.take(at); row != nil || err != nil {
			return at, row, err
		}
	}
	return s.tail()
}

// tail is a row after the last step, at the time of the last price if that is later.
func (s *Stream) tail() (at int64, row []float64, err error) {
	if !s.options.Tail || s.last >= s.end {
		return s.end, nil, nil
	}
	step, last := s.end-s.last, s.last
	if s.last = s.end; s.next > s.end+s.options.Step { // the step after the end was already reached
		return s.end, nil, nil
	}
	if err := s.read(s.end, step); err != nil {
		return s.end, nil, err
	}
	for i, one := range s.states {
		if !s.series[i].Sum && !s.series[i].Rare {
			at = max(at, one.known)
		}
	}
	if at <= last {
		return s.end, nil, nil
	}
	row, err = s.take(at)
	return at, row, err
}

// read takes the prices up to a time, and the sums of the step that ends there.
func (s *Stream) read(at, step int64) error {
	for _, f := range s.feeds {
		if err := f.until(at, step, s.states); err != nil {
			return err
		}
	}
	return nil
}

// take is the row of the prices that were read; nil if it is omitted.
func (s *Stream) take(at int64) (row []float64, err error) {
	s.last = max(s.last, at)
	carried, old, err := s.fill(at)
	switch {
	case err != nil:
		return nil, err
	case old:
		s.Skipped++
		return nil, nil
	case carried:
		s.Carried++
	}
	s.convert()
	return s.row, nil
}

// fill writes the row. It says whether a price is a step old, and whether one is too old.
func (s *Stream) fill(at int64) (carried, old bool, err error) {
	for i := range s.states {
		one, about := &s.states[i], &s.series[i]
		if about.Sum {
			s.row[i], one.sum = one.sum, 0
			continue
		}
		s.row[i] = one.price
		if about.Rare {
			continue
		}
		age := at - one.known
		if age > s.options.MaxGap && s.options.Gaps != Carry {
			if s.options.Gaps != Skip {
				return false, false, &GapError{about.Name, one.known, at, s.widest()}
			}
			old = true
		}
		carried = carried || age >= s.options.Step
	}
	return carried, old, nil
}

func (s *Stream) convert() {
	if s.unit < 0 {
		return
	}
	unit := s.row[s.unit]
	for k := range s.row {
		if s.inUnit[k] {
			s.row[k] = float64(s.row[k] / unit)
		}
	}
}
