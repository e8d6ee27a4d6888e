package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mpool/internal/liquidity"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/planview"
	"mpool/internal/report"
	"mpool/internal/text"
)

// seen is what devnet/browser/look.mjs found on a page at one width, in light or dark mode.
type seen struct {
	Page, Scheme, Paper, Ink, Back string
	Width, Wide, Room, Passes      int
	Cut, Requests, Violations      []string
}

// Every page, on a phone and a desktop, in light and dark mode: nothing reaches out of it, axe reports
// nothing, it loads nothing, and its charts follow the mode. MPOOL_PAGES names a folder for
// screenshots.
func TestPages(t *testing.T) {
	for _, s := range look(t, pages(t)) {
		at := fmt.Sprintf("%s, %d pixels, %s", s.Page, s.Width, s.Scheme)
		if s.Wide > s.Room || s.Room < s.Width-20 || len(s.Cut) > 0 || len(s.Requests) > 0 || s.Passes < 10 {
			t.Errorf("%s: %+v", at, s)
		}
		for _, violation := range s.Violations {
			t.Errorf("%s: %s", at, violation)
		}
		paper, ink := "rgb(255, 255, 255)", "rgb(34, 34, 34)"
		if s.Scheme == "dark" {
			paper, ink = "rgb(18, 18, 18)", "rgb(232, 232, 232)"
		}
		if s.Paper != paper || s.Ink != ink || s.Scheme == "dark" && s.Back != paper {
			t.Errorf("%s: charts are %s on %s, the page is %s", at, s.Ink, s.Paper, s.Back)
		}
	}
}

// pages writes every kind of page, with hostile names, and returns the files.
func pages(t *testing.T) []string {
	t.Helper()
	var backtest string
	t.Run("backtest", func(t *testing.T) { backtest = backtestPage(t) }) // in a folder of its own
	all := map[string]string{"dryrun": tried(t).Page(text.Reader{Labels: hostileLabels()}), "preview": previewPage(t, treasury(t), rebalance), "many": previewPage(t, crowd(t), crowdTargets()), "backtest": backtest,
		"quote": quotePage(treasury(t)), "quotemany": quotePage(crowd(t))}
	var files []string
	for name, page := range all {
		path := filepath.Join(t.TempDir(), name+".html")
		if err := os.WriteFile(path, []byte(page), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, path)
	}
	slices.Sort(files)
	return files
}

// quotePage returns the page of quote --table.
func quotePage(now *ops.Snapshot) string {
	v := &report.Profile{Pool: planview.Pool{Name: evil, ChainID: 1}, Of: liquidity.ProfileOf(now, liquidity.UsualSizes())}
	return v.Page(text.Reader{Labels: hostileLabels()})
}

func previewPage(t *testing.T, before *ops.Snapshot, targets string) string {
	t.Helper()
	return preview(t, before, targets).Page(text.Reader{})
}

func preview(t *testing.T, before *ops.Snapshot, words string) *report.Preview {
	t.Helper()
	plan, later := planNow(t, before, updateTo(t, before, words, ops.Schedule{Duration: "7d"}))
	p := &planner.Proposal{Before: before, Plan: plan, View: planview.New(before, plan, later)}
	made, err := report.NewPreview(p, nil, 64)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func backtestPage(t *testing.T) string {
	t.Helper()
	writeAll(t, map[string]string{"pool.yaml": backtestPool, "plan.yaml": backtestPlan, "prices.csv": swinging(400)})
	got := try(t, nil, "backtest", "--pool-file", "pool.yaml", "--prices", "prices.csv", "--tvl", "1e6", "--strategy", "plan.yaml",
		"--policies", "off", "--noise", "daily:1", "--breakdown", "week", "--report", "backtest.html")
	page, err := os.ReadFile("backtest.html")
	if err != nil || got.code != 0 {
		t.Fatal(got, err)
	}
	return string(page)
}

// look runs the browser on the pages.
func look(t *testing.T, files []string) []seen {
	t.Helper()
	script, err := filepath.Abs("../../devnet/browser/look.mjs")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(filepath.Dir(script), "node_modules/puppeteer-core")); err != nil {
		t.Skip("no puppeteer-core in devnet/browser: make browser brings it")
	}
	browser := findBrowser(t)
	args := append(browser.Args[1:], "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars")
	environment := map[string]string{}
	for _, set := range browser.Env {
		name, value, _ := strings.Cut(set, "=")
		environment[name] = value
	}
	asked, err := json.Marshal(map[string]any{"browser": browser.Path, "args": args, "env": environment, "pages": files, "folder": os.Getenv("MPOOL_PAGES")})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "node", script, string(asked))
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	var all []seen
	if err != nil || json.Unmarshal(out, &all) != nil || len(all) != 4*len(files) {
		t.Fatalf("%v: %s%s", err, out, said.String())
	}
	return all
}

// crowd returns a pool of fifty tokens, of which some weights move.
func crowd(t *testing.T) *ops.Snapshot {
	t.Helper()
	s := treasury(t)
	s.Weights = ops.Ramp{}
	s.Tokens = nil
	for i := range 50 {
		token := ops.Token{Symbol: named.Symbol(fmt.Sprintf("T%d", i)), Address: address(uint64(i + 1)), Decimals: 18, Cash: amount("1234567890123456789012", 18),
			StartWeight: fixed(t, "10000000000000000"), EndWeight: fixed(t, "10000000000000000")}
		if i == 0 {
			token.StartWeight, token.EndWeight = fixed(t, "510000000000000000"), fixed(t, "510000000000000000")
		}
		s.Tokens = append(s.Tokens, token)
	}
	return recomputed(t, s)
}

// crowdTargets returns weights that move each of the fifty tokens by a different amount.
func crowdTargets() string {
	words := "T0=30%,T1=rest"
	for i := 2; i < 50; i++ {
		words += fmt.Sprintf(",T%d=1.%02d%%", i, i)
	}
	return words
}
