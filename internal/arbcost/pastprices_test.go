package arbcost

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mpool/internal/backtest"
	"mpool/internal/failure"
	"mpool/internal/planner/plantest"
	"mpool/internal/units"
)

// Price files that do not suit a change of one day are refused, each with its own code.
func TestPastPricesRefused(t *testing.T) {
	t.Parallel()
	refused := func(files ...string) error {
		var paths []string
		for i, words := range files {
			path := filepath.Join(t.TempDir(), fmt.Sprintf("prices%d.csv", i))
			plantest.Must(t, os.WriteFile(path, []byte(words), 0o600))
			paths = append(paths, path)
		}
		_, err := newPastPrices(aDay(), paths)
		return err
	}
	_ = plantest.WantFailure(t, refused(series("A,B,C", 2)), failure.Plain, "prices.short", "the change takes ")
	_ = plantest.WantFailure(t, refused(series("A,B,D", 40)), failure.Plain, "prices.none", "no prices for C")
	later := strings.ReplaceAll(series("B,C", 40), "\n17", "\n18")
	_ = plantest.WantFailure(t, refused(series("A,D", 40), later), failure.Plain, "prices.none", "--prices: ")
	_ = plantest.WantFailure(t, refused("time,A,B,C\nx,y,z\n"), failure.Misuse, "prices.bad", "prices0.csv")
	_, err := newPastPrices(aDay(), []string{filepath.Join(t.TempDir(), "none.csv")})
	_ = plantest.WantFailure(t, err, failure.Misuse, "usage", "file not found")
	_, err = newPastPrices(aDay(), []string{"pastprices_test.go/none.csv"})
	_ = plantest.WantFailure(t, err, failure.Misuse, "file.unreadable", "cannot read")
}

// Two days of prices are tried from many starts, one day from a single start.
func TestPastPrices(t *testing.T) {
	t.Parallel()
	for hours, spans := range map[int]int{48: movingPaths, 24: 1} {
		path := filepath.Join(t.TempDir(), "prices.csv")
		plantest.Must(t, os.WriteFile(path, []byte(series("A,B,C", hours+1)), 0o600))
		got, err := newPastPrices(aDay(), []string{path})
		plantest.Must(t, err)
		if got.Spans != spans || got.Least > got.Mean+1e-12 || got.Mean > got.Most+1e-12 || got.Most <= 0 {
			t.Errorf("%d hours: %+v", hours, got)
		}
	}
}

// aDay is a change of the first pool that takes one day.
func aDay() backtest.Change {
	pool := plantest.Pool()
	pool.Tokens[0].EndWeight, pool.Tokens[1].EndWeight = units.FixedFrom(4e17), units.FixedFrom(4e17)
	pool.Weights.Start, pool.Weights.End = pool.Block.Time, pool.Block.Time+86400
	return backtest.Change{Pool: pool, End: pool.Block.Time + 86400, Interval: 3600, MostSteps: 100}
}

// series has a row for each hour, with prices that grow at different rates.
func series(names string, rows int) string {
	var b strings.Builder
	b.WriteString("time," + names + "\n")
	for hour := range rows {
		fmt.Fprintf(&b, "%d", 1_699_999_200+3600*hour)
		for i := range strings.Count(names, ",") + 1 {
			fmt.Fprintf(&b, ",%d", 1000+hour*i)
		}
		b.WriteString("\n")
	}
	return b.String()
}
