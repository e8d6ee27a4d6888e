package backtest_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"os"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"mpool/internal/backtest"
	"mpool/internal/market"
	"mpool/internal/stress"

	"mpool/internal/ops"
)

// TestBench measures what docs/performance.md has of backtests: ratios of minima, in one
// process, over a year of minutes. It takes MPOOL_BENCH=1.
func TestBench(t *testing.T) {
	if os.Getenv("MPOOL_BENCH") == "" {
		t.Skip("it takes MPOOL_BENCH=1")
	}
	const rows = 525_600
	four, fifty := gbm(1, 4, rows, 0.8/math.Sqrt(rows), 60), gbm(1, 50, rows/10, 0.8/math.Sqrt(rows), 60)
	fileFour, fileFifty := written(four), written(fifty)
	parse4 := least(t, func() { parsed(t, fileFour) })
	parse50 := least(t, func() { parsed(t, fileFifty) })
	csv4 := least(t, func() { onlyCSV(t, fileFour) })
	t.Logf("reader / encoding/csv: %.2f", ratio(least(t, func() { surveyed(t, fileFour) }), csv4))
	engine4 := engineTime(t, four, 0)
	t.Logf("engine, 4 tokens / encoding/csv and strconv of the same file: %.2f (%d ns a step)", ratio(engine4, parse4), engine4.Nanoseconds()/rows)
	t.Logf("engine, 50 tokens, no gas / the same: %.2f", ratio(engineTime(t, fifty, 0), parse50))
	t.Logf("engine, 50 tokens, gas of 0.50 a swap / the same: %.2f", ratio(engineTime(t, fifty, 0.5), parse50))
	t.Logf("surveyed, read, aligned and run, 4 tokens / the same: %.2f", ratio(least(t, func() { streamed(t, fileFour) }), parse4))
	benchMemory(t, four, fileFour)
	benchPaths(t)
}

// benchMemory logs what a step takes, and what a streamed year holds beside its file.
func benchMemory(t *testing.T, table *market.Table, file []byte) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	runTable(t, table, 0)
	runtime.ReadMemStats(&after)
	t.Logf("allocations a step: %.4f", float64(after.Mallocs-before.Mallocs)/float64(len(table.Times)))
	runtime.ReadMemStats(&before)
	streamed(t, file)
	runtime.ReadMemStats(&after)
	t.Logf("memory taken in all by a year that is streamed: %.1f MB", float64(after.TotalAlloc-before.TotalAlloc)/(1<<20))
}

// benchPaths are 1,000 paths of 90 days of 5 minutes and 4 tokens.
func benchPaths(t *testing.T) {
	table := gbm(2, 4, 90*288, 0.8/math.Sqrt(105_120), 300)
	s, err := pool(t, equalWeights(4), "0.3%").Snapshot(ops.Time(table.Times[0]), table.Row(0), 1e6)
	if err != nil {
		t.Fatal(err)
	}
	w := &stress.World{Past: table, Tokens: []string{"A", "B", "C", "D"}}
	scenario, err := stress.Parse("gbm", w)
	if err != nil {
		t.Fatal(err)
	}
	begun := processor(t)
	_, err = stress.Run(scenario, w, func() (*ops.Snapshot, backtest.Options, error) {
		return s, backtest.Options{ArbEvery: 1, Gas: backtest.Gas{Token: -1}}, nil
	}, 1000, runtime.GOMAXPROCS(0), 1, func() bool { return false })
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("1,000 stress paths of 90 days of 5 minutes, 4 tokens: %.1f s of processor time", (processor(t) - begun).Seconds())
}

func ratio(a, b time.Duration) float64 { return float64(a) / float64(b) }

// least is the least processor time of five runs: others on the machine do not count.
func least(t *testing.T, run func()) time.Duration {
	t.Helper()
	best := time.Duration(math.MaxInt64)
	for range 5 {
		begun := processor(t)
		run()
		best = min(best, processor(t)-begun)
	}
	return best
}

func processor(t *testing.T) time.Duration {
	t.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		t.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

func engineTime(t *testing.T, table *market.Table, gas float64) time.Duration {
	t.Helper()
	return least(t, func() { runTable(t, table, gas) })
}

func runTable(t *testing.T, table *market.Table, gas float64) {
	t.Helper()
	run(t, pool(t, equalWeights(table.Tokens), "0.3%"), table, 1e6, backtest.Options{ArbEvery: 1, Gas: backtest.Gas{Hop: gas, Price: 1, Token: -1}})
}

func equalWeights(n int) string {
	var list strings.Builder
	for i := range n {
		fmt.Fprintf(&list, "{symbol: T%d, weight: %d%%},", i, 100/n)
	}
	return list.String()
}

// written is the table as a wide file.
func written(table *market.Table) []byte {
	var b bytes.Buffer
	b.WriteString("timestamp")
	for i := range table.Tokens {
		fmt.Fprintf(&b, ",T%d", i)
	}
	b.WriteString("\n")
	for i, at := range table.Times {
		b.WriteString(strconv.FormatInt(at, 10))
		for _, p := range table.Row(i) {
			b.WriteString("," + strconv.FormatFloat(p, 'g', 10, 64))
		}
		b.WriteString("\n")
	}
	return b.Bytes()
}

// parsed reads every cell as the standard library does.
func parsed(t *testing.T, file []byte) {
	t.Helper()
	r := csv.NewReader(bytes.NewReader(file))
	r.ReuseRecord = true
	for line := 0; ; line++ {
		cells, err := r.Read()
		if err == io.EOF {
			return
		}
		for _, cell := range cells {
			if line == 0 {
				break
			}
			if _, err := strconv.ParseFloat(cell, 64); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func onlyCSV(t *testing.T, file []byte) {
	t.Helper()
	r := csv.NewReader(bytes.NewReader(file))
	r.ReuseRecord = true
	for {
		if _, err := r.Read(); err == io.EOF {
			return
		} else if err != nil {
			t.Fatal(err)
		}
	}
}

// surveyed reads a file as the command does first.
func surveyed(t *testing.T, file []byte) []market.Series {
	t.Helper()
	all, _, ok := market.Survey("f.csv", "f", bytes.NewReader(file), func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(file)), nil })
	if !ok {
		t.Fatal("the file is not as it should be")
	}
	return all
}

// streamed runs a pool over a file as the command does: read once for what has to be known
// before, and once row by row.
func streamed(t *testing.T, file []byte) {
	t.Helper()
	series := surveyed(t, file)
	open := func() *market.Stream {
		s, err := market.NewStream(series, market.Options{MaxGap: 3600})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	begin := open()
	at, row, err := begin.Next()
	if err != nil {
		t.Fatal(err)
	}
	e := engine(t, pool(t, equalWeights(len(row)), "0.3%"), &market.Table{Times: []int64{at}, Prices: row, Tokens: len(row)}, 1e6, backtest.Options{ArbEvery: 1})
	begin.Close()
	rows := open()
	defer rows.Close()
	for {
		at, row, err := rows.Next()
		if err != nil {
			t.Fatal(err)
		}
		if row == nil {
			break
		}
		if err := e.Step(at, row); err != nil {
			t.Fatal(err)
		}
	}
	result(t, e)
}
