package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mpool/internal/golden"
	"mpool/internal/report"
)

// writeAll writes files into a temporary folder and makes it the working directory.
func writeAll(t *testing.T, all map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, words := range all {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(words), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

const backtestPool = `name: Demo
tokens:
  - {symbol: WETH, weight: 80%, breaker: {lower: 0.9, upper: 1.1}}
  - {symbol: DAI, weight: 20%}
swap_fee: 0.25%
aum_fee: 1%
`

const backtestPlan = `version: 1
schedule:
  - {at: +2h, weights: {WETH: 70%, DAI: rest}, duration: 1d}
signal: {every: 6h, rule: {kind: momentum, lookback: 5h}, guard: {max_change: 5%/day, duration: 1d}}
`

// swinging returns hourly prices that go up and down.
func swinging(hours int) string {
	var b strings.Builder
	b.WriteString("timestamp,WETH,DAI\n")
	for i := range hours {
		fmt.Fprintf(&b, "%d,%d,1\n", 1607347200+3600*i, 600+i*7%90-i%11)
	}
	return b.String()
}

// The published schema equals the one of the Go type, and a result with every field set matches it.
func TestBacktestSchema(t *testing.T) {
	path, err := filepath.Abs("../../docs/backtest.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	made, err := report.BacktestSchema()
	if err != nil {
		t.Fatal(err)
	}
	golden.Check(t, path, string(made))
	writeAll(t, map[string]string{"pool.yaml": backtestPool, "plan.yaml": backtestPlan, "prices.csv": swinging(100)})
	got := try(t, nil, "backtest", "--pool-file", "pool.yaml", "--prices", "prices.csv", "--tvl", "1e6", "--strategy", "plan.yaml",
		"--policies", "off", "--noise", "daily:1", "--sandwich", "on", "--breakdown", "week", "--fail-if", "value>1", "--json")
	var document struct{ Data any }
	var schema map[string]any
	if json.Unmarshal([]byte(got.out), &document) != nil || json.Unmarshal(made, &schema) != nil || got.code != 3 {
		t.Fatal(got)
	}
	for _, wrong := range against(schema, document.Data, "data") {
		t.Error(wrong)
	}
}

// against lists the places where a value does not match the schema.
func against(schema map[string]any, value any, at string) (wrong []string) {
	switch v := value.(type) {
	case map[string]any:
		properties, _ := schema["properties"].(map[string]any)
		if schema["type"] != "object" {
			return []string{at + " is an object"}
		}
		required, _ := schema["required"].([]any)
		for _, name := range required {
			if _, there := v[name.(string)]; !there {
				wrong = append(wrong, at+" has no "+name.(string))
			}
		}
		for name, one := range v {
			of, known := properties[name].(map[string]any)
			if more, free := schema["additionalProperties"].(map[string]any); !known && free {
				of, known = more, true
			}
			if !known {
				wrong = append(wrong, at+" has "+name)
				continue
			}
			wrong = append(wrong, against(of, one, at+"."+name)...)
		}
	case []any:
		if schema["type"] != "array" {
			return []string{at + " is an array"}
		}
		for i, one := range v {
			wrong = append(wrong, against(schema["items"].(map[string]any), one, fmt.Sprint(at, ".", i))...)
		}
	default:
		kind := map[string]string{"string": "string", "bool": "boolean", "float64": "number"}[fmt.Sprintf("%T", v)]
		if schema["type"] != kind && (schema["type"] != "integer" || kind != "number") {
			return []string{fmt.Sprintf("%s is %T, and %v in the schema", at, v, schema["type"])}
		}
	}
	return wrong
}

// Every form of the result is written completely, has the same figures, and is the same on a second
// run.
func TestBacktestFiles(t *testing.T) {
	writeAll(t, map[string]string{"pool.yaml": backtestPool, "plan.yaml": backtestPlan, "prices.csv": swinging(600)})
	args := func(dir string) []string {
		return []string{"backtest", "--pool-file", "pool.yaml", "--prices", "prices.csv", "--tvl", "1e6", "--strategy", "plan.yaml", "--policies", "off",
			"--noise", "daily:1", "--breakdown", "month", "--out", dir, "--trades", dir + "/t.json", "--series", dir + "/s.csv", "--series-every", "50"}
	}
	first := try(t, nil, args("a")...)
	if second := try(t, nil, args("b")...); first.code != 0 || second.code != 0 || first.out != second.out {
		t.Fatalf("%+v\n%+v", first, second)
	}
	headline, _, _ := strings.Cut(first.out, "\n")
	for name, has := range map[string][]string{
		"result.json": {`"headline"`}, "report.html": {strings.ReplaceAll(headline, "+", "&#43;"), "<svg", "Cost of selling", "Least distance to a bound", "Period by period"}, "report.md": {"Period by period"},
		"series.csv": {"timestamp,value,hold,rebalanced,lvr,arb,fees,gas,bpt,balance_WETH,balance_DAI,weight_WETH,weight_DAI\n"}, "trades.csv": {"timestamp,by,in,out,paid,got,refused\n", ",retail,", ",arbitrage,"},
		"t.json": {`"by":"arbitrage"`}, "s.csv": {"timestamp,"},
	} {
		a, err := os.ReadFile("a/" + name)
		if err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile("b/" + name)
		if err != nil || string(a) != string(b) {
			t.Errorf("%s is not the same twice: %v", name, err)
		}
		for _, words := range has {
			if name != "result.json" && !strings.Contains(string(a), words) {
				t.Errorf("%s has no %q", name, words)
			}
		}
		if name == "s.csv" && strings.Count(string(a), "\n") != 1+600/50+1 {
			t.Errorf("%d lines", strings.Count(string(a), "\n"))
		}
		if strings.HasSuffix(name, ".json") && !json.Valid(a) {
			t.Errorf("%s is no JSON", name)
		}
	}
}

// TestBacktestGuide runs every line of docs/backtest-guide.md as a reader would copy it. Only the first
// figures are checked: the public series has a golden file of its own.
func TestBacktestGuide(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	words, err := os.ReadFile(filepath.Join(root, "docs/backtest-guide.md"))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(filepath.Join(root, "docs/backtest"))
	t.Cleanup(func() { _ = os.Remove(filepath.Join(root, "docs/backtest/report.html")) })
	var headlines strings.Builder
	for _, line := range guideLines(string(words)) {
		if line == "exec cd docs/backtest" {
			continue
		}
		got := try(t, nil, shellWords(t, line)[2:]...)
		first, _, _ := strings.Cut(got.out, "\n")
		if got.code != 0 || got.err != "" && got.err != "mpool: wrote report.html\n" || first == "" {
			t.Fatalf("%s: %+v", line, got)
		}
		if strings.Contains(got.out, " 1 times") {
			t.Errorf("%s says 1 times", line)
		}
		headlines.WriteString(first + "\n")
	}
	t.Chdir(filepath.Join(root, "cmd/mpool"))
	golden.Check(t, "testdata/backtest.guide.golden", headlines.String())
}

// shellWords splits a line as a shell does. It knows only single quotes, and fails on a > outside of
// them, which would write a file.
func shellWords(t *testing.T, line string) []string {
	words := strings.Fields(line)
	for i, word := range words {
		inner, isQuoted := strings.CutPrefix(word, "'")
		if !isQuoted && strings.ContainsAny(word, "<>&|;$*") {
			t.Errorf("a shell takes %s for something else: %s", word, line)
		}
		words[i] = strings.TrimSuffix(inner, "'")
	}
	return words
}

// If a --fail-if condition holds, the exit code is 3 and the result is still written. Other errors
// leave no file.
func TestBacktestFails(t *testing.T) {
	writeAll(t, map[string]string{"pool.yaml": backtestPool, "prices.csv": swinging(50), "bad.yaml": "version: 1\nschedule:\n  - {at: +20h, fee: {to: 96%}}\n"})
	common := []string{"backtest", "--pool-file", "pool.yaml", "--prices", "prices.csv", "--tvl", "1e6"}
	got := try(t, nil, append(common, "--fail-if", "drawdown>90%", "--fail-if", "value>1", "--report", "r.md")...)
	text, err := os.ReadFile("r.md")
	if err != nil || got.code != 3 || !strings.Contains(got.err, "value>1: it is") || !strings.Contains(got.out, "failed    value>1") || !strings.Contains(string(text), "value") {
		t.Errorf("%+v, %v", got, err)
	}
	got = try(t, nil, append(common, "--strategy", "bad.yaml", "--trades", "t.csv", "--report", "x.md")...)
	if left, _ := filepath.Glob("*t.csv*"); got.code != 2 || len(left) > 0 {
		t.Errorf("%+v leaves %v", got, left)
	}
	for _, one := range [][]string{{"--fail-if", "ill<1"}, {"--report", "r.pdf"}, {"--trades", "prices.csv"}, {"--series", "r2.md", "--report", "r2.md"}, {"--trades", "t.xml"}, {"--series-every", "-1"}} {
		if got := try(t, nil, append(common, one...)...); got.code != 2 {
			t.Errorf("%v: %+v", one, got)
		}
	}
}
