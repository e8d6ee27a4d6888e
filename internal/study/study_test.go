package study

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mpool/internal/backtest"
	"mpool/internal/config"
	"mpool/internal/console"
	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/golden"
	"mpool/internal/planner"
	"mpool/internal/stress"
	"mpool/internal/text"
)

// testdata reads a file from the package's testdata folder. Call it before a test changes the folder.
// golden is the path of a golden file.
func testdata(t *testing.T, name string, into any) (golden func(name string) string) {
	t.Helper()
	folder, err := filepath.Abs("testdata")
	must(t, err)
	words, err := os.ReadFile(filepath.Join(folder, name))
	must(t, err)
	must(t, json.Unmarshal(words, into))
	return func(name string) string { return filepath.Join(folder, strings.ReplaceAll(name, " ", "-")+".txt") }
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// inFiles makes a folder with these files the working folder, with hourly prices that go up and down.
func inFiles(t *testing.T, all map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	var prices strings.Builder
	prices.WriteString("timestamp,WETH,DAI,DAI_volume\n")
	for i := range 60 {
		fmt.Fprintf(&prices, "%d,%d,1,1000\n", 1607347200+3600*i, 600+i*7%90-i%11)
	}
	must(t, os.WriteFile("prices.csv", []byte(prices.String()), 0o600))
	for name, words := range all {
		must(t, os.MkdirAll(filepath.Dir(name), 0o755))
		must(t, os.WriteFile(name, []byte(words), 0o600))
	}
}

func aStudy() *Study {
	silent := &bytes.Buffer{}
	nothing := func(string) (string, bool) { return "", false }
	ui := console.New(strings.NewReader(""), silent, silent, nothing)
	settings := config.NewSettings(nothing)
	return &Study{UI: ui, Plans: planner.New(settings, ui, nil), Nodes: &planner.Nodes{Settings: settings}, Inputs: new(files.Inputs), Version: "test"}
}

// usual are the default flags.
func usual() AskedStress {
	return AskedStress{Paths: 2, Jobs: 1, Asked: Asked{Pool: "pool.yaml", Prices: []string{"prices.csv"}, Tvl: 1e6, Gaps: "refuse", MaxGap: "1h", Policies: "refuse", Spread: "0.1%",
		GasBase: 87_000, GasHop: 55_000, Others: Others{Arb: "every:1", ArbShare: "100%", Sandwich: "off", Slippage: "0.5%"}}}
}

// codeOf is the exit and the code of a failure; 0 and "" for nil.
func codeOf(err error) (exit int, code string) {
	var f *failure.Failure
	switch {
	case err == nil:
		return 0, ""
	case errors.As(err, &f):
		return f.Exit, f.Code
	}
	return failure.Plain, err.Error()
}

func pageOf(v text.View) string {
	var p text.Page
	v.Text(&p)
	return p.String()
}

// asking is one case of a file: the flags that differ from the usual ones, and the result.
type asking struct {
	Name  string
	Asked json.RawMessage
	Exit  int
	Code  string
	Says  string
}

func (a asking) of(t *testing.T) AskedStress {
	t.Helper()
	f := usual()
	must(t, json.Unmarshal(a.Asked, &f))
	return f
}

// TestRuns checks the results of runs as text.
func TestRuns(t *testing.T) {
	var all struct {
		Files map[string]string
		Runs  []asking
	}
	path := testdata(t, "runs.json", &all)
	for _, one := range all.Runs {
		t.Run(one.Name, func(t *testing.T) {
			inFiles(t, all.Files)
			f := one.of(t)
			v, err := aStudy().Run(t.Context(), &f.Asked, nil)
			if _, code := codeOf(err); code != one.Code {
				t.Fatalf("%v, want %s", err, one.Code)
			}
			golden.Check(t, path(one.Name), pageOf(v))
			for _, out := range f.Out.outputs() {
				if _, err := os.Stat(out.Path); out.Path != "" && err != nil {
					t.Error(err)
				}
			}
		})
	}
}

// TestRefused checks that an error names the flag or the file, and that no output is left.
func TestRefused(t *testing.T) {
	var all struct {
		Files map[string]string
		Runs  []asking
	}
	testdata(t, "refused.json", &all)
	for _, one := range all.Runs {
		t.Run(one.Name, func(t *testing.T) {
			inFiles(t, all.Files)
			f := one.of(t)
			_, err := aStudy().Run(t.Context(), &f.Asked, nil)
			if exit, code := codeOf(err); err == nil || exit != one.Exit || code != one.Code || !strings.Contains(err.Error(), one.Says) {
				t.Errorf("exit %d, code %s: %v; want %d, %s: %s", exit, code, err, one.Exit, one.Code, one.Says)
			}
			for _, out := range f.Out.outputs() {
				if _, err := os.Stat(out.Path); out.Path != "" && err == nil {
					t.Errorf("%s is written", out.Path)
				}
			}
		})
	}
}

// TestStress checks the results of scenarios as text, and invalid scenarios.
func TestStress(t *testing.T) {
	var all struct {
		Files map[string]string
		Runs  []asking
	}
	path := testdata(t, "stress.json", &all)
	again := func(_ stress.Scenario, _ *stress.Outcome) string { return "again" }
	for _, one := range all.Runs {
		t.Run(one.Name, func(t *testing.T) {
			inFiles(t, all.Files)
			f := one.of(t)
			v, err := aStudy().Stress(t.Context(), &f, nil, again)
			switch {
			case one.Says != "":
				if exit, _ := codeOf(err); exit != failure.Misuse || !strings.Contains(err.Error(), one.Says) {
					t.Errorf("exit %d: %v, want %s", exit, err, one.Says)
				}
			case err != nil:
				t.Error(err)
			default:
				golden.Check(t, path(one.Name), pageOf(v))
			}
		})
	}
}

// TestSeriesCSV checks that each row is a sample, and that a name is not read as a formula.
func TestSeriesCSV(t *testing.T) {
	inFiles(t, map[string]string{"pool.yaml": "name: Demo\ntokens:\n  - {symbol: WETH, weight: 80%}\n  - {symbol: DAI, weight: 20%}\nswap_fee: 0.25%\n"})
	f := usual()
	f.Out.SeriesEvery = 10
	v, err := aStudy().Run(t.Context(), &f.Asked, nil)
	must(t, err)
	v.Tokens[0] = "=WETH"
	rows := strings.Split(strings.TrimSpace(string(seriesCSV(v))), "\n")
	if len(rows) != len(v.Samples)+1 || len(v.Samples) < 6 {
		t.Errorf("%d rows of %d samples", len(rows), len(v.Samples))
	}
	if want := "balance_=WETH"; !strings.Contains(rows[0], want) || strings.Contains(rows[0], ",=") {
		t.Errorf("the header is %s", rows[0])
	}
}

// TestRoughly checks that a factor has no exponent.
func TestRoughly(t *testing.T) {
	for factor, want := range map[float64]string{1.5: "1.50", 12.345: "12.3", 999: "999", 49_876: "49,900", 5e4: "50,000", 1e18: "1,000,000,000,000,000,000"} {
		if got := roughly(factor); got != want {
			t.Errorf("%g: %s, want %s", factor, got, want)
		}
	}
}

// TestEnds checks that Ctrl-C ends a run.
func TestEnds(t *testing.T) {
	inFiles(t, map[string]string{"pool.yaml": "name: Demo\ntokens:\n  - {symbol: WETH, weight: 80%}\n  - {symbol: DAI, weight: 20%}\nswap_fee: 0.25%\n"})
	f := usual()
	run, err := aStudy().prepare(t.Context(), &f.Asked, nil)
	must(t, err)
	engine, err := backtest.New(run.pool, run.options)
	must(t, err)
	ctx, end := context.WithCancel(t.Context())
	end()
	if err := aStudy().steps(ctx, engine, run.path); !errors.Is(err, ctx.Err()) {
		t.Errorf("it ends with %v", err)
	}
	_, err = aStudy().Run(ctx, &f.Asked, nil)
	_, stressed := aStudy().Stress(ctx, &f, nil, nil)
	for _, err := range []error{err, stressed} {
		if exit, code := codeOf(err); exit != failure.Interrupted || code != "interrupted" || err.Error() != "interrupted before the backtest had a result" {
			t.Errorf("exit %d, %s: %v", exit, code, err)
		}
	}
}
