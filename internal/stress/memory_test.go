package stress

import (
	"math"
	"runtime"
	"sync/atomic"
	"testing"

	"mpool/internal/market"
	"mpool/internal/named"
)

// made is a past without stored rows: each row is computed when it is read.
type made struct{ rows int }

func (m made) Steps() int   { return m.rows }
func (m made) First() int64 { return begin }
func (m made) Last() int64  { return begin + 60*int64(m.rows-1) }
func (m made) From(row int) market.Walk {
	return &madeWalk{made: m, next: row, row: make([]float64, 2)}
}
func (w *madeWalk) Close()                {}
func (w *madeWalk) at() int64             { return begin + 60*int64(w.next-1) }
func (w *madeWalk) price(row int) float64 { return 100 * (1 + 0.3*math.Sin(float64(row)/997)) }

type madeWalk struct {
	made
	next int
	row  []float64
}

func (w *madeWalk) Next() (int64, []float64, error) {
	if w.next == w.rows {
		return 0, nil, nil
	}
	w.row[0], w.row[1] = w.price(w.next), 1
	w.next++
	return w.at(), w.row, nil
}

// TestStressHoldsNoRows checks that memory does not grow with the rows, and with the paths only by
// their figures. It takes the most live memory over all calls of ended.
func TestStressHoldsNoRows(t *testing.T) {
	const most = 1 << 20
	for text, size := range map[string]struct{ rows, paths int }{
		"vol:2x": {100_000, 1}, "correlation:1": {100_000, 1}, "shock:A=-50%/1d": {100_000, 1},
		"bootstrap:block=1h": {60_000, 2}, "gbm": {60_000, 2}, "jump:rate=4/yr,mean=-10%,sd=8%": {3, 20_000},
	} {
		w := &World{Past: made{size.rows}, Tokens: []named.Symbol{"A", "B"}}
		m := maker(t, pool(t, "0.3%"), "")
		var now, before runtime.MemStats
		var looks atomic.Int64
		var peak uint64
		runtime.GC()
		runtime.ReadMemStats(&before)
		look := func() bool {
			if looks.Add(1)%int64(1+size.paths/50) == 0 {
				runtime.GC()
				runtime.ReadMemStats(&now)
				peak = max(peak, now.HeapAlloc)
			}
			return false
		}
		if _, err := Run(parse(t, text, w), w, m, size.paths, 1, 1, look); err != nil {
			t.Fatal(text, err)
		}
		held := int64(peak) - int64(before.HeapAlloc)
		t.Logf("%s: %d rows, %d paths: %.2f MB", text, size.rows, size.paths, float64(held)/(1<<20))
		if peak == 0 || held > most {
			t.Errorf("%s: %d bytes are held", text, held)
		}
	}
}
