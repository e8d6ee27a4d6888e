package arbcost

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"

	"mpool/internal/backtest"
	"mpool/internal/failure"
	"mpool/internal/market"
	"mpool/internal/ops"
	"mpool/internal/text"
	"mpool/internal/units"
)

// pastPrices is the cost of a change at past prices: over spans of the change's length, whose
// starts are spread evenly over the series.
type pastPrices struct {
	From  units.Time `json:"from"`
	To    units.Time `json:"to"`
	Spans int        `json:"spans"`
	Mean  float64    `json:"mean"`
	Least float64    `json:"least"`
	Most  float64    `json:"most"`
}

// oldestPrice is the largest age of a price, in seconds.
const oldestPrice = 86400

func newPastPrices(change backtest.Change, paths []string) (*pastPrices, error) {
	table, err := pastTable(change.Pool, paths)
	if err != nil {
		return nil, err
	}
	first, last, length := table.Times[0], table.Times[len(table.Times)-1], int64(change.End-change.Pool.Block.Time)
	if last-first < length {
		return nil, failure.New(failure.Plain, "prices.short", "--prices: the series is %s long, and the change takes %s", text.Duration(units.Time(last-first)), text.Duration(units.Time(length)))
	}
	m := &pastPrices{From: units.Time(first), To: units.Time(last), Spans: movingPaths, Least: math.Inf(1), Most: math.Inf(-1)}
	if last-first == length {
		m.Spans = 1
	}
	for i := range m.Spans {
		begin := first
		if m.Spans > 1 {
			begin += (last - first - length) * int64(i) / int64(m.Spans-1)
		}
		change.Grew = grown(table, begin)
		cost, err := change.Cost()
		if err != nil {
			return nil, err
		}
		m.Mean += float64(cost.Share / float64(m.Spans))
		m.Least, m.Most = min(m.Least, cost.Share), max(m.Most, cost.Share)
	}
	return m, nil
}

// grown returns how much each price has grown since begin, by the last known row.
func grown(t *market.Table, begin int64) func(since int64, into []float64) {
	at := t.RowAt(begin)
	next := at
	return func(since int64, into []float64) {
		for next+1 < len(t.Times) && t.Times[next+1] <= begin+since {
			next++
		}
		was, is := t.Row(at), t.Row(next)
		for i := range into {
			into[i] = float64(is[i] / was[i])
		}
	}
}

// pastTable returns a table with a column for each of the pool's tokens.
func pastTable(pool *ops.Snapshot, paths []string) (*market.Table, error) {
	var all []market.Series
	for _, path := range paths {
		series, err := pastFile(path)
		if err != nil {
			return nil, err
		}
		all = append(all, series...)
	}
	var columns []market.Series
	for _, token := range pool.Tokens {
		found := -1
		for i, s := range all {
			if !s.Sum && (s.Name == token.Symbol.Bare() || strings.EqualFold(s.Name, token.Address.Hex())) {
				found = i
			}
		}
		if found < 0 {
			return nil, failure.New(failure.Plain, "prices.none", "--prices: no prices for %s", token.Symbol).WithHint("each token needs a column or a file of its symbol or address; 1 where it is the money itself")
		}
		columns = append(columns, all[found])
	}
	table, err := market.Align(columns, market.Options{MaxGap: oldestPrice, Gaps: market.Refuse})
	if err != nil {
		return nil, failure.New(failure.Plain, "prices.none", "--prices: %s", err).Because(err)
	}
	return table, nil
}

func pastFile(path string) ([]market.Series, error) {
	file, err := os.Open(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, failure.Usage("--prices: file not found: %s", text.Quote(path)).Because(err)
	case err != nil:
		return nil, failure.New(failure.Misuse, "file.unreadable", "cannot read %s: %s", text.Quote(path), err).Because(err)
	}
	defer func() { _ = file.Close() }() // only read: closing cannot lose data
	name, _, _ := strings.Cut(filepath.Base(path), ".")
	series, _, err := market.Read(path, name, file)
	if err != nil {
		return nil, failure.New(failure.Misuse, "prices.bad", "%s", err).Because(err)
	}
	return series, nil
}
