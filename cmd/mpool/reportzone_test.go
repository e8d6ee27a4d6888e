package main

import (
	"os"
	"strings"
	"testing"
	"time"

	"mpool/internal/chart"
	"mpool/internal/report"
	"mpool/internal/text"
)

// Each form that people read shows all times in the reader's zone, and names it.
func TestReportZone(t *testing.T) {
	zurich, err := time.LoadLocation("Europe/Zurich")
	if err != nil {
		t.Fatal(err)
	}
	by := text.Reader{Zone: zurich}
	v := tried(t)
	xml, err := v.Junit(zurich)
	if err != nil {
		t.Fatal(err)
	}
	comment := &text.Page{Zone: zurich}
	report.Markdown{View: v}.Text(comment)
	plan := preview(t, treasury(t), rebalance)
	for form, words := range map[string]string{"HTML": v.Page(by), "Markdown": comment.String(), "JUnit": string(xml),
		"SVG": chart.SVG(chart.In(zurich, v.Charts())), "preview": plan.Page(by)} {
		if strings.Contains(words, "UTC") || !strings.Contains(words, " CET") && !strings.Contains(words, " CEST") {
			t.Errorf("%s is not in the reader's zone:\n%.6000s", form, words)
		}
	}
	for form, words := range map[string]string{"HTML": v.Page(by), "Markdown": comment.String(), "JUnit": string(xml)} {
		if !strings.Contains(words, "Europe/Zurich") {
			t.Errorf("%s: the table of moments does not name the zone", form)
		}
	}
}

// A backtest's page and comment follow --tz, as its text does.
func TestBacktestZone(t *testing.T) {
	t.Chdir(t.TempDir())
	writeAll(t, map[string]string{"pool.yaml": backtestPool, "plan.yaml": backtestPlan, "prices.csv": swinging(400)})
	got := try(t, nil, "backtest", "--pool-file", "pool.yaml", "--prices", "prices.csv", "--tvl", "1e6", "--strategy", "plan.yaml",
		"--policies", "off", "--report", "backtest.html", "--report", "backtest.md", "--tz", "Asia/Tokyo")
	if got.code != 0 {
		t.Fatal(got)
	}
	for _, name := range []string{"backtest.html", "backtest.md"} {
		words, err := os.ReadFile(name)
		if err != nil || strings.Contains(string(words), "UTC") || !strings.Contains(string(words), "JST") {
			t.Errorf("%s: %v\n%.3000s", name, err, words)
		}
	}
}
