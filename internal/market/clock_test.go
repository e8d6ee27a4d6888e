package market

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// surveyed reads a file with the columns time and price, as a stream does.
func surveyed(t *testing.T, times []int64) Series {
	t.Helper()
	var b strings.Builder
	b.WriteString("timestamp,A\n")
	for i, at := range times {
		fmt.Fprintf(&b, "%d,%d\n", at, 100+i)
	}
	series, _, ok := Survey("f", "f", strings.NewReader(b.String()), reopened(b.String()))
	if !ok {
		t.Fatal("it is not surveyed")
	}
	return series[0]
}

// every returns n times with this spacing, moved at random by at most the jitter.
func every(from, step int64, n int, jitter int64) (times []int64) {
	dice := rand.New(rand.NewPCG(1, 1))
	for i := range n {
		at := from + int64(i)*step
		if jitter > 0 {
			at += dice.Int64N(2*jitter) - jitter
		}
		times = append(times, at)
	}
	return times
}

// TestUsual checks the step of a series: the median, or the common step near which the spacings jitter.
func TestUsual(t *testing.T) {
	const from, hour, day = 1_600_000_000, 3600, 86400
	daysFirst := append(every(from, day, 89, 0), every(from+89*day, hour, 2000, 400)...)
	for name, one := range map[string]struct {
		times []int64
		want  int64
	}{
		"hours":                     {every(from, hour, 50, 0), hour},
		"61 s":                      {every(from, 61, 50, 0), 61},
		"hours that jitter":         {every(from, hour, 500, 300), hour},
		"days, then jittered hours": {daysFirst, hour},
		"one price":                 {every(from, hour, 1, 0), 1},
		"7 minutes that jitter":     {every(from, 421, 5, 0), 421},
	} {
		if got := usual(surveyed(t, one.times)); got != one.want || got != usual(Series{Times: one.times}) {
			t.Errorf("%s: %d, want %d", name, got, one.want)
		}
	}
}

// TestLastRow checks that the clock has the rows' times if they are regular, that the tail has the last
// price otherwise, and that a row with a price that is a step old is counted as carried.
func TestLastRow(t *testing.T) {
	const day, afternoon = 86400, 1_600_000_000 - 1_600_000_000%86400 + 16*3600
	for name, one := range map[string]struct {
		times            []int64
		o                Options
		rows             int
		first, last      int64
		price            float64
		carried, skipped int
	}{
		"days at 16:00":         {every(afternoon, day, 30, 0), Options{Tail: true}, 30, afternoon, afternoon + 29*day, 129, 0, 0},
		"hours from then":       {every(afternoon, day, 2, 0), Options{Tail: true, Step: 3600}, 25, afternoon, afternoon + day, 101, 23, 0},
		"off the clock":         {[]int64{afternoon + 7, afternoon + 3600, afternoon + 7300}, Options{Tail: true, Step: 3600}, 3, afternoon + 3600, afternoon + 7300, 102, 1, 0},
		"off, without tail":     {[]int64{afternoon + 7, afternoon + 3600, afternoon + 7300}, Options{Step: 3600}, 2, afternoon + 3600, afternoon + 7200, 101, 1, 0},
		"cut, off the clock":    {[]int64{afternoon, afternoon + 3600, afternoon + 7300, afternoon + 9999}, Options{Tail: true, Step: 3600, To: afternoon + 9000}, 4, afternoon, afternoon + 7300, 102, 1, 0},
		"cut, after the clock":  {[]int64{afternoon, afternoon + 3600, afternoon + 7200, afternoon + 9999}, Options{Tail: true, Step: 3600, To: afternoon + 9000}, 3, afternoon, afternoon + 7200, 102, 0, 0},
		"a gap that is omitted": {[]int64{afternoon, afternoon + 3600, afternoon + 14_400}, Options{Tail: true, Step: 3600, Gaps: Skip}, 4, afternoon, afternoon + 14_400, 102, 1, 1},
	} {
		if one.o.MaxGap = 5000; one.o.Gaps == "" {
			one.o.Gaps = Carry
		}
		table, err := Align([]Series{surveyed(t, one.times)}, one.o)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		n := table.Steps()
		if n != one.rows || table.First() != one.first || table.Last() != one.last || table.Row(n - 1)[0] != one.price || table.Carried != one.carried || table.Skipped != one.skipped {
			t.Errorf("%s: %+v", name, table)
		}
	}
}
