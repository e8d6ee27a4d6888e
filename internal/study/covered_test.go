package study

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"mpool/internal/console"
	"mpool/internal/failure"
)

// TestWarnings checks the warnings about inputs that do not fit each other, and their results.
func TestWarnings(t *testing.T) {
	const pool = "name: Demo\ntokens:\n  - {symbol: WETH, weight: 80%%}\n  - {symbol: DAI, weight: 20%%}\nswap_fee: 0.25%%\n%s"
	jitter, late, swaps := "timestamp,WETH,DAI\n", "timestamp,gwei\n", "time,in,out,amount\n"
	at := 1607347200
	for i := range 400 { // a hundred days, then hours that jitter, with a gap of a day
		jitter += fmt.Sprintf("%d,%d,1\n", at, 600+i%5)
		switch {
		case i < 100:
			at += 86_400
		case i == 200:
			at += 86_000
		default:
			at += 3600 + i*37%500 - 250
		}
	}
	for i := range 20 {
		swaps += fmt.Sprintf("%d,WETH,DAI,10\n", 1607347200-86_400*i)
	}
	late += fmt.Sprintf("%d,20\n", 1607347200+10*3600)
	files := map[string]string{
		"pool.yaml": fmt.Sprintf(pool, ""), "shut.yaml": fmt.Sprintf(pool, "swaps: false\n"),
		"jitter.csv": jitter, "late.csv": late, "swaps.csv": swaps, "old.csv": "timestamp,gwei\n1600000000,20\n",
		"huge.csv":   fmt.Sprintf("time,in,out,amount\n%d,WETH,DAI,1e12\n", 1607347200+3600),
		"hasty.yaml": "version: 1\nschedule:\n  - {at: +1h, weights: {WETH: 70%, DAI: rest}, duration: 2h}\nsignal: {every: 1d, rule: {kind: momentum, lookback: 5h}, guard: {duration: 1h}}\n",
	}
	for name, one := range map[string]struct {
		change func(f *Asked)
		warns  []string
		says   string
	}{
		"nothing":       {func(*Asked) {}, nil, "60 steps of 1 hour, 0 carried"},
		"jitter":        {func(f *Asked) { f.Prices, f.Gaps = []string{"jitter.csv"}, "carry" }, nil, "2,723 steps of 1 hour, 2,323 carried"},
		"days of hours": {func(f *Asked) { f.Step = "1d" }, nil, "4 steps of 1 day"},
		"gas late": {func(f *Asked) { f.GasPrice, f.GasToken = "late.csv", "WETH" }, []string{
			"the run leaves out the first 10 hours of the prices of \"WETH\": those of \"gwei\" begin on 2020-12-07 23:20 UTC",
			"the file of gas prices has no newer price for up to 2 days 1 hour of the run"}, "50 steps"},
		"gas old": {func(f *Asked) { f.GasPrice, f.GasToken = "old.csv", "WETH" }, []string{"no newer price for up to 87 days"}, "60 steps"},
		"swaps before": {func(f *Asked) { f.Others.Noise = []string{"file:swaps.csv"} }, []string{
			"19 swaps of 20 in the file are before the first row, 2020-12-07 13:20 UTC, or after the last one, 2020-12-10 00:20 UTC: they are omitted"}, "in 1 swap,"},
		"a huge swap": {func(f *Asked) { f.Others.Noise = []string{"file:huge.csv"} }, []string{"1 swap of users were reduced to 30% of the token's balance"}, "1 reduced to 30% of the balance"},
		"hasty": {func(f *Asked) { f.Strategy, f.Policies = "hasty.yaml", "off" }, []string{
			"hasty.yaml:3: the change lasts 2 hours, and a step 1 hour: the result depends on the length of the steps",
			"hasty.yaml:4: a change of the signal lasts 1 hour, and a step 1 hour"}, "60 steps"},
		"shut": {func(f *Asked) { f.Pool = "shut.yaml" }, []string{"at the last row the pool is 8.17% off the market: arbitrage takes"}, "open arbitrage of"},
	} {
		t.Run(name, func(t *testing.T) {
			inFiles(t, files)
			f, said := usual(), &bytes.Buffer{}
			one.change(&f.Asked)
			nothing := func(string) (string, bool) { return "", false }
			a := aStudy()
			a.UI = console.New(strings.NewReader(""), said, said, nothing)
			v, err := a.Run(t.Context(), &f.Asked, nil)
			must(t, err)
			words := strings.Join(strings.Fields(said.String()), " ")
			for _, want := range one.warns {
				if !strings.Contains(words, want) {
					t.Errorf("no warning %q in %s", want, words)
				}
			}
			if n := strings.Count(words, "warning"); n != len(one.warns) {
				t.Errorf("%d warnings: %s", n, words)
			}
			if page := pageOf(v); !strings.Contains(strings.Join(strings.Fields(page), " "), one.says) {
				t.Errorf("no %q in %s", one.says, page)
			}
		})
	}
}

func hintIn(err error) string {
	var f *failure.Failure
	errors.As(err, &f)
	return f.Hint
}

// TestGapHint checks that a refused gap names the --max-gap that fits.
func TestGapHint(t *testing.T) {
	inFiles(t, map[string]string{"pool.yaml": "name: Demo\ntokens:\n  - {symbol: WETH, weight: 80%}\n  - {symbol: DAI, weight: 20%}\nswap_fee: 0.25%\n"})
	must(t, os.WriteFile("prices.csv", []byte("timestamp,WETH,DAI\n1607347201,600,1\n1607350831,610,1\n1607355000,620,1\n1607370030,620,1\n"), 0o600))
	f := usual()
	_, err := aStudy().Run(t.Context(), &f.Asked, nil)
	if exit, code := codeOf(err); exit != 2 || code != "prices.gap" || !strings.Contains(hintIn(err), "--max-gap 4h11m ") {
		t.Fatalf("exit %d, %s: %v, %s", exit, code, err, hintIn(err))
	}
	f.MaxGap = "4h11m"
	_, err = aStudy().Run(t.Context(), &f.Asked, nil)
	must(t, err)
}

// TestFaults checks that each fault of a file is an error of its own, with line and column.
func TestFaults(t *testing.T) {
	inFiles(t, map[string]string{"pool.yaml": "name: Demo\ntokens:\n  - {symbol: WETH, weight: 80%}\n  - {symbol: DAI, weight: 20%}\nswap_fee: 0.25%\n"})
	must(t, os.WriteFile("prices.csv", []byte("timestamp,WETH,DAI\n16x07,600,1\n1607350831,six,0\n"), 0o600))
	f := usual()
	_, err := aStudy().Run(t.Context(), &f.Asked, nil)
	var first *failure.Failure
	if !errors.As(err, &first) || first.Exit != 2 || first.Message != `prices.csv:2: column timestamp: invalid time "16x07"` || len(first.More) != 2 {
		t.Fatalf("%v, and %v", err, first.More)
	}
	if last := first.More[1]; last.Message != `prices.csv:3: column DAI: "0" is not a price` || !strings.Contains(last.Hint, "2020-12-07 13:30 in UTC") {
		t.Errorf("%s: %s", last.Message, last.Hint)
	}
}
