package market

import "fmt"

// Table is several series at the same moments, row by row: a column each.
type Table struct {
	Times   []int64
	Prices  []float64 // a row after the other, a price a token
	Tokens  int
	Carried int // rows in which a price is older than its series' usual spacing
	Skipped int // rows that are left out, since a price is too old
}

// Row is the prices at moment i.
func (t *Table) Row(i int) []float64 { return t.Prices[i*t.Tokens : (i+1)*t.Tokens] }

// Options say how series are put on one clock. Times are in seconds.
type Options struct {
	From, To int64 // half open; 0: as the series have it
	Step     int64 // 0: the smallest spacing that is usual in a series
	MaxGap   int64 // how old a price may be
	Gaps     Gaps  // what becomes of a row in which one is older
}

// Gaps says what becomes of a row in which a price is too old.
type Gaps string

// What becomes of such a row: it ends the run, is left out, or is used all the same.
const (
	Refuse Gaps = "refuse"
	Skip   Gaps = "skip"
	Carry  Gaps = "carry"
)

// GapError says that a series has no price for longer than is allowed.
type GapError struct {
	Series   string
	From, To int64
}

func (e *GapError) Error() string {
	return fmt.Sprintf("%s has no price for %d s from %d on", e.Series, e.To-e.From, e.From)
}

// Align has every series' last known price at each step. The first row is at the
// first step at which all have one, the last at the last price of any.
func Align(series []Series, o Options) (*Table, error) {
	if o.Step == 0 {
		o.Step = usualOfAll(series)
	}
	begin, end := o.From, series[0].Times[0]
	for _, s := range series {
		if s.Sum {
			continue
		}
		begin, end = max(begin, s.Times[0]), max(end, s.Times[len(s.Times)-1])
	}
	if begin > o.From || o.From == 0 {
		begin = (begin + o.Step - 1) / o.Step * o.Step
	}
	if o.To > 0 {
		end = min(end, o.To-1)
	}
	if begin > end {
		return nil, fmt.Errorf("there is no time at which every token has a price")
	}
	rows := (end-begin)/o.Step + 1
	t := &Table{Tokens: len(series), Times: make([]int64, 0, rows), Prices: make([]float64, 0, rows*int64(len(series)))}
	if err := t.fill(series, o, begin, end); err != nil {
		return nil, err
	}
	if len(t.Times) == 0 {
		return nil, fmt.Errorf("no row remains: a price is too old in each of %d", t.Skipped)
	}
	return t, nil
}

func (t *Table) fill(series []Series, o Options, begin, end int64) error {
	next := make([]int, len(series))
	usualOf := make([]int64, len(series))
	for i, s := range series {
		usualOf[i] = max(usual(s), o.Step)
	}
	for at := begin; at <= end; at += o.Step {
		carried, old := false, false
		for i, s := range series {
			sum := 0.0
			for next[i] < len(s.Times) && s.Times[next[i]] <= at {
				if s.Times[next[i]] > at-o.Step {
					sum += s.Prices[next[i]]
				}
				next[i]++
			}
			if s.Sum {
				t.Prices = append(t.Prices, sum)
				continue
			}
			known := s.Times[next[i]-1]
			if at-known > o.MaxGap && o.Gaps != Carry && !s.Rare {
				if o.Gaps != Skip {
					return &GapError{s.Name, known, at}
				}
				old = true
			}
			carried = carried || at-known >= usualOf[i] && !s.Rare
			t.Prices = append(t.Prices, s.Prices[next[i]-1])
		}
		if old {
			t.Skipped++
			t.Prices = t.Prices[:len(t.Times)*t.Tokens]
			continue
		}
		if carried {
			t.Carried++
		}
		t.Times = append(t.Times, at)
	}
	return nil
}

func usualOfAll(series []Series) int64 {
	step := usual(series[0])
	for _, s := range series[1:] {
		if !s.Sum && !s.Rare {
			step = min(step, usual(s))
		}
	}
	return step
}

// usual is the spacing that most rows of a series have; the smaller of two that are
// as many.
func usual(s Series) int64 {
	counts := map[int64]int{}
	best := int64(1)
	for i := 1; i < len(s.Times); i++ {
		d := s.Times[i] - s.Times[i-1]
		counts[d]++
		if counts[d] > counts[best] || counts[d] == counts[best] && d < best {
			best = d
		}
	}
	return best
}

// In has the marked columns' prices in the money that the given one is the price of:
// there its own is 1.
func (t *Table) In(column int, marked []bool) {
	for i := range t.Times {
		row := t.Row(i)
		unit := row[column]
		for k := range row {
			if marked[k] {
				row[k] = float64(row[k] / unit)
			}
		}
	}
}
