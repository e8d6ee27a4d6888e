package study

import (
	"errors"
	"time"

	"mpool/internal/failure"
	"mpool/internal/market"
	"mpool/internal/text"
	"mpool/internal/units"
)

// path has the rows of a run, in the requested money. They are read during the run, so a longer time
// takes no more memory. Rows that must be known before the first step, or are read several times, are
// stored as numbers.
type path struct {
	series   []market.Series
	options  market.Options
	unit     int
	inUnit   []bool
	past     market.Past // nil: the rows are read from their files
	first    []float64   // the first row
	from, to int64
	step     int64
	steps    int

	carried, skipped int // rows of the last run
	done             []func()
}

// end removes stored rows.
func (p *path) end() {
	for _, done := range p.done {
		done()
	}
}

// path finds the first row. If a row can be omitted or refused, it reads all rows first.
func (f *Asked) path(c *columns) (*path, error) {
	o, err := f.clock()
	if err != nil {
		return nil, err
	}
	if f.until > 0 && (o.To == 0 || o.To > f.until+1) {
		o.To = f.until + 1
	}
	p := &path{series: c.series, options: o, unit: c.numeraire, inUnit: c.money()}
	stream, err := p.stream()
	if err != nil {
		return nil, ofPrices(err)
	}
	defer stream.Close()
	p.step = stream.Step()
	if !stream.Steady() {
		if err := p.putDown(); err != nil {
			p.end()
			return nil, err
		}
		return p, nil
	}
	_, row, err := stream.Next()
	if err != nil {
		return nil, ofPrices(err)
	}
	p.first, p.from, p.to, p.steps = append(p.first, row...), stream.First(), stream.Last(), stream.Steps()
	return p, nil
}

func (p *path) stream() (*market.Stream, error) {
	s, err := market.NewStream(p.series, p.options)
	if err == nil && p.unit >= 0 {
		s.In(p.unit, p.inUnit)
	}
	return s, err
}

// putDown stores all rows so that they can be read repeatedly.
func (p *path) putDown() error {
	s, err := p.stream()
	if err != nil {
		return ofPrices(err)
	}
	defer s.Close()
	to, done, err := scratch(int64(s.Steps()) * int64(8*(len(p.series)+1)))
	if err != nil {
		return failure.New(failure.Plain, "file.unwritten", "cannot put down the rows: %s", err).Because(err)
	}
	p.done = append(p.done, done)
	all, err := s.Spool(to)
	if err != nil {
		return ofPrices(err)
	}
	rows := all.From(0)
	defer rows.Close()
	_, first, err := rows.Next()
	if err != nil {
		return ofPrices(err)
	}
	p.past, p.carried, p.skipped = all, s.Carried, s.Skipped
	p.first, p.from, p.to, p.steps = append(p.first[:0], first...), all.First(), all.Last(), all.Steps()
	return nil
}

// rows starts at the first row.
func (p *path) rows() (market.Walk, error) {
	if p.past != nil {
		return p.past.From(0), nil
	}
	return p.stream()
}

// counted takes over the counts of carried and skipped rows from a stream.
func (p *path) counted(r market.Walk) {
	if s, streamed := r.(*market.Stream); streamed {
		p.carried, p.skipped = s.Carried, s.Skipped
	}
}

// ofPrices turns an error about the prices into a failure.
func ofPrices(err error) error {
	var gap *market.GapError
	var outside *market.RangeError
	if errors.As(err, &outside) {
		return failure.Usage("--timerange: the file has prices of %s to %s, and none in that range", timeText(units.Time(outside.First)), timeText(units.Time(outside.Last))).
			Because(err).WithHint("choose a range within those times")
	}
	if errors.As(err, &gap) {
		return failure.New(failure.Misuse, "prices.gap", "%s has no price from %s, for %s", text.Quote(gap.Series), timeText(units.Time(gap.From)), text.Duration(units.Time(gap.To-gap.From))).
			Because(err).WithHint("--max-gap %s allows the longest gap of these prices; --gaps carry uses the last price for any time; --gaps skip and --timerange omit times", text.Typed(time.Duration((gap.Widest+59)/60)*time.Minute))
	}
	return failure.New(failure.Misuse, "prices.none", "%s", err).Because(err)
}
