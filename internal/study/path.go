package study

import (
	"errors"

	"mpool/internal/failure"
	"mpool/internal/market"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// path is the rows of a run, in the money that is asked for. They are read while it runs,
// so that no length of time takes more memory; in memory stands only what has to be known
// as a whole before the first step.
type path struct {
	series     []market.Series
	options    market.Options
	unit       int
	inUnit     []bool
	table      *market.Table // nil: the rows are read
	first      []float64     // the first row
	begin, end int64
	steps      int

	carried, skipped int // of the last run
}

// rows are what a run goes through.
type rows interface {
	Next() (at int64, row []float64, err error)
	Close()
}

// path finds the first row. Where a row may be left out or refused, all are looked at first.
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
	if !stream.Steady() {
		return p, p.load()
	}
	_, row, err := stream.Next()
	if err != nil {
		return nil, ofPrices(err)
	}
	p.first, p.begin, p.end, p.steps = append(p.first, row...), stream.First(), stream.Last(), stream.Steps()
	return p, nil
}

func (p *path) stream() (*market.Stream, error) {
	s, err := market.NewStream(p.series, p.options)
	if err == nil && p.unit >= 0 {
		s.In(p.unit, p.inUnit)
	}
	return s, err
}

// load puts all rows into memory.
func (p *path) load() error {
	s, err := p.stream()
	if err != nil {
		return ofPrices(err)
	}
	defer s.Close()
	if p.table, err = s.Table(); err != nil {
		return ofPrices(err)
	}
	times := p.table.Times
	p.first, p.begin, p.end, p.steps = p.table.Row(0), times[0], times[len(times)-1], len(times)
	return nil
}

// rows begins with the first row.
func (p *path) rows() (rows, error) {
	if p.table != nil {
		p.carried, p.skipped = p.table.Carried, p.table.Skipped
		return p.table.Rows(), nil
	}
	return p.stream()
}

// counted notes what was carried on the way.
func (p *path) counted(r rows) {
	if s, streamed := r.(*market.Stream); streamed {
		p.carried, p.skipped = s.Carried, s.Skipped
	}
}

// ofPrices says what is wrong with the prices.
func ofPrices(err error) error {
	var gap *market.GapError
	if errors.As(err, &gap) {
		return failure.New(failure.Plain, "prices.gap", "%s has no price from %s, for %s", text.Quote(gap.Series), timeText(ops.Time(gap.From)), text.Duration(ops.Time(gap.To-gap.From))).
			Because(err).WithHint("--gaps carry uses the last price; --gaps skip and --timerange omit times")
	}
	return failure.New(failure.Plain, "prices.none", "%s", err).Because(err)
}
