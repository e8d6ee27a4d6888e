package backtest_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"mpool/internal/backtest"
	"mpool/internal/market"
	"mpool/internal/named"
	"mpool/internal/stress"
	"mpool/internal/units"

	"mpool/internal/ops"
)

// TestBench measures the figures on backtests in docs/performance.md: ratios of minima, in one
// process, over a year of minutes. It needs MPOOL_BENCH=1, or MPOOL_BENCH=/path/of/mpool, which
// measures that program as well.
func TestBench(t *testing.T) {
	if os.Getenv("MPOOL_BENCH") == "" {
		t.Skip("it takes MPOOL_BENCH=1")
	}
	const rows = 525_600
	four, fifty := gbm(1, 4, rows, 0.8/math.Sqrt(rows), 60), gbm(1, 50, rows/10, 0.8/math.Sqrt(rows), 60)
	fileFour, fileFifty := written(four), written(fifty)
	readers := least(t, 21, []contender{{"csv", func() { onlyCSV(t, fileFour) }}, {"reader", func() { surveyed(t, fileFour) }}})
	t.Logf("reader / encoding/csv: %.2f", float64(readers["reader"])/float64(readers["csv"]))
	times := least(t, 7, []contender{
		{"parse 4", func() { parsed(t, fileFour) }},
		{"engine 4", func() { runTable(t, four, 0) }},
		{"streamed 4", func() { streamed(t, fileFour) }},
		{"parse 50", func() { parsed(t, fileFifty) }},
		{"engine 50", func() { runTable(t, fifty, 0) }},
		{"engine 50 with gas", func() { runTable(t, fifty, 0.5) }},
	})
	ratio := func(a, b string) float64 { return float64(times[a]) / float64(times[b]) }
	t.Logf("engine, 4 tokens / encoding/csv and strconv of the same file: %.2f (%d ns a step)", ratio("engine 4", "parse 4"), times["engine 4"].Nanoseconds()/rows)
	t.Logf("engine, 50 tokens, no gas / the same: %.2f", ratio("engine 50", "parse 50"))
	t.Logf("engine, 50 tokens, gas of 0.50 a swap / the same: %.2f", ratio("engine 50 with gas", "parse 50"))
	t.Logf("surveyed, read, aligned and run, 4 tokens / the same: %.2f", ratio("streamed 4", "parse 4"))
	benchProgram(t, fileFour, times["parse 4"])
	benchMemory(t, four, fileFour)
	benchPaths(t)
}

// benchMemory logs the allocations of a step, and the memory of a streamed year besides its file.
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

// benchPaths measures 1,000 paths of 90 days of 5 minutes with 4 tokens.
func benchPaths(t *testing.T) {
	table := gbm(2, 4, 90*288, 0.8/math.Sqrt(105_120), 300)
	s, err := pool(t, equalWeights(4), "0.3%").Snapshot(units.Time(table.Times[0]), table.Row(0), 1e6)
	if err != nil {
		t.Fatal(err)
	}
	w := &stress.World{Past: table, Tokens: []named.Symbol{"A", "B", "C", "D"}}
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

// contender is one of the functions that are compared.
type contender struct {
	name string
	run  func()
}

// least is the least processor time of each contender over several rounds. They take turns, so that
// other load on the machine affects all alike.
func least(t *testing.T, rounds int, all []contender) map[string]time.Duration {
	t.Helper()
	best := map[string]time.Duration{}
	for range rounds {
		for _, c := range all {
			begun := processor(t)
			c.run()
			if took := processor(t) - begun; best[c.name] == 0 || took < best[c.name] {
				best[c.name] = took
			}
		}
	}
	return best
}

// benchProgram measures the program itself on the file, if MPOOL_BENCH names it, including its start,
// its flags, the hash of its inputs and its output.
func benchProgram(t *testing.T, file []byte, parse time.Duration) {
	program := os.Getenv("MPOOL_BENCH")
	if program == "1" {
		return
	}
	folder := t.TempDir()
	for name, text := range map[string][]byte{"prices.csv": file, "pool.yaml": []byte("tokens: [" + equalWeights(4) + "]\nswap_fee: 0.3%\n")} {
		if err := os.WriteFile(filepath.Join(folder, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	best := time.Duration(math.MaxInt64)
	for range 7 {
		cmd := exec.CommandContext(t.Context(), program, "backtest", "--pool-file", "pool.yaml", "--prices", "prices.csv", "--tvl", "1e6", "--json")
		cmd.Dir, cmd.Env = folder, []string{"HOME=" + folder}
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		best = min(best, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
	}
	t.Logf("the program, 4 tokens / encoding/csv and strconv: %.2f (%d ms)", float64(best)/float64(parse), best.Milliseconds())
}

func processor(t *testing.T) time.Duration {
	t.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		t.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
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

// written is the table as a file in wide form.
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

// parsed parses every cell with the standard library.
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

// surveyed reads a file in the command's first pass.
func surveyed(t *testing.T, file []byte) []market.Series {
	t.Helper()
	all, _, ok := market.Survey("f.csv", "f", bytes.NewReader(file), func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(file)), nil })
	if !ok {
		t.Fatal("the file is not as it should be")
	}
	return all
}

// streamed runs a pool over a file as the command does: one pass for what must be known first, and one
// row by row.
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
