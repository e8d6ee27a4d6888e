package main

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"image/png"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"mpool/internal/arbcost"
	"mpool/internal/effect"
	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/fork"
	"mpool/internal/golden"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/policy"
	"mpool/internal/report"
	"mpool/internal/text"
	"mpool/internal/units"
)

// evil is a token name that attacks a report.
const evil = "<script>alert(1)</script>|`@everyone`\u202e #1 www.evil.example http://evil.example <img src=x onerror=alert(1)> \x1b[31m'\"&\n| x | ]]>"

// tried is a dry run of a weight update and of a refused one, on a pool whose names are hostile.
func tried(t *testing.T) *report.View {
	t.Helper()
	before := treasury(t)
	before.Pool.Name, before.Tokens[3].Symbol = named.Pool(evil), named.Symbol(evil[:31])
	good := triedStep(t, before, ops.Schedule{Duration: "7d"})
	bad := triedStep(t, before, ops.Schedule{Start: "+1d", End: "+1h"})
	bad.Verdict, bad.Calls, bad.Moments, bad.Series, bad.After, bad.Tryouts = fork.Refused, nil, nil, nil, nil, nil
	bad.Source = "batch.yaml:" + evil
	r := &fork.Result{Level: fork.Forked, Node: "http://127.0.0.1:8545", ChainID: 1, Block: before.Block, Anvil: "anvil/v1.7.1" + evil, Verdict: fork.Refused,
		Earlier: []fork.CallResult{{Source: "queued.json", Method: "setSwapEnabled(bool)", From: address(0xcc), GasUsed: 31_667, Block: ops.Block{Time: blockTime}}},
		Steps:   []fork.Step{good, bad}, Requests: 71, TookMS: 1234}
	v := &report.View{Result: r, NotTried: []report.NotTried{{Operation: "swaps disable", Source: "batch.yaml:9", Why: ""}}, Columns: 60}
	price, err := arbcost.Of(good.Plan.Predicted, good.Plan, policy.Policies{Interval: 12})
	if err != nil {
		t.Fatal(err)
	}
	v.Prices = []*arbcost.Cost{price, nil}
	return v
}

func triedStep(t *testing.T, before *ops.Snapshot, schedule ops.Schedule) fork.Step {
	t.Helper()
	op := updateTo(t, before, rebalance, schedule)
	plan, later := planNow(t, before, op)
	step := fork.Step{Operation: op.Name(), Source: "batch.yaml:1", Verdict: fork.OK, Plan: plan, Before: before, After: plan.Predicted,
		Pool:  fork.Pool{Address: before.Pool.Address, Name: before.Pool.Name, ChainID: 1},
		Calls: []fork.CallResult{{Method: "updateWeightsGradually(uint256)", From: address(0xcc), GasUsed: 104_833, Fields: 78, Block: ops.Block{Time: plan.At}}},
		Tryouts: []fork.Tryout{{Kind: fork.TrySwap, What: "swap 1.5 " + evil + " for WETH", Broken: true, Before: fork.Outcome{Works: true, Amounts: []fork.Moved{{Symbol: evil, Amount: amount("1500000", 6)}}},
			After: fork.Outcome{Revert: &fork.Revert{Code: "BAL#327", Name: "SWAPS_DISABLED", Meaning: evil}}}},
		Series: &fork.Series{}}
	for i, state := range later {
		step.Moments = append(step.Moments, fork.Moment{Label: effect.MomentLabel(i, len(later)), Time: state.Block.Time, Predicted: state, Found: state, Fields: 78})
	}
	for _, state := range append([]*ops.Snapshot{plan.Predicted}, later...) {
		step.Series.Times = append(step.Series.Times, state.Block.Time)
	}
	for i, token := range plan.Predicted.Tokens {
		line := fork.Line{Kind: fork.LineWeight, Token: token.Address, Symbol: token.Symbol, Values: []units.Fixed{token.Weight}}
		for _, state := range later {
			line.Values = append(line.Values, state.Tokens[i].Weight)
		}
		step.Series.Lines = append(step.Series.Lines, line)
	}
	return step
}

func TestReportGoldens(t *testing.T) {
	v := tried(t)
	golden.Check(t, "testdata/report.txt.golden", renderView(t, v))
	golden.Check(t, "testdata/report.md.golden", renderView(t, report.Markdown{View: v}))
	golden.Check(t, "testdata/report.html.golden", v.Report().HTML())
	text, err := v.Junit(nil)
	if err != nil {
		t.Fatal(err)
	}
	golden.Check(t, "testdata/report.xml.golden", string(text))
}

// A token's name cannot mention anyone, add a link or break a table in a comment.
func TestMarkdownIsHarmless(t *testing.T) {
	text := tried(t).Report().Markdown()
	for _, never := range []string{"<script", "<img", "@everyone", "#1 ", "www.evil", "http://", " `", "|`", "\x1b", "\u202e"} {
		if strings.Contains(text, never) {
			t.Errorf("%q is in the comment", never)
		}
	}
	columns := 0
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "|") {
			columns = 0
			continue
		}
		n := strings.Count(strings.ReplaceAll(line, `\|`, ""), "|")
		if columns != 0 && n != columns {
			t.Errorf("a row of %d columns in a table of %d: %s", n-1, columns-1, line)
		}
		columns = n
	}
}

// A comment is never longer than forges accept, whatever it reports.
func TestMarkdownIsShort(t *testing.T) {
	v := tried(t)
	for range 5 {
		v.Steps = append(v.Steps, v.Steps...)
	}
	if text := v.Report().Markdown(); len(text) > 65_000 || !strings.Contains(text, "left out here") || strings.Count(text, "<details>") != strings.Count(text, "</details>") {
		t.Error(len(text))
	}
	v = tried(t)
	for range 12 {
		v.Steps[0].Moments = append(v.Steps[0].Moments, v.Steps[0].Moments...)
	}
	if text := v.Report().Markdown(); len(text) > 65_000 || !strings.Contains(text, "later: too long for a comment") {
		t.Error(len(text))
	}
}

// The arbitrage cost of a change is in every report, in the words of the preview.
func TestReportPrice(t *testing.T) {
	v := tried(t)
	want := "arbitrage cost: at least 0.0002% of TVL (arbitrage every 12 seconds, 50,399 times, no gas fee); if done at once:"
	page := v.Report()
	xml, err := v.Junit(nil)
	if err != nil {
		t.Fatal(err)
	}
	for form, text := range map[string]string{"text": renderView(t, v), "Markdown": page.Markdown(), "HTML": page.HTML(), "JUnit": string(xml)} {
		if strings.Count(text, want) != 1 {
			t.Errorf("%s: not once: %s\n%s", form, want, text)
		}
	}
	document, err := json.Marshal(v)
	var back struct {
		Prices []*struct{ Steps int } `json:"arbitrage_costs"`
	}
	if err != nil || json.Unmarshal(document, &back) != nil || len(back.Prices) != 2 || back.Prices[0].Steps != 50_399 || back.Prices[1] != nil {
		t.Errorf("%v %+v", err, back)
	}
}

// Hostile text mentions nobody in the Markdown of a Safe batch.
func TestMarkdownText(t *testing.T) {
	for _, never := range []string{"<script", "<img", "@everyone", "#1 ", "www.evil", "http://", " `", "\x1b", "\u202e", "<!--"} {
		if text := text.Markdown(evil + " <!-- #1 -->"); strings.Contains(text, never) {
			t.Errorf("%q is in %s", never, text)
		}
	}
}

// Each way in which an operation can fail has its own exit code.
func TestStepFailures(t *testing.T) {
	v := tried(t)
	step := v.Steps[0]
	for _, test := range []struct {
		verdict fork.Verdict
		change  func(*fork.Step)
		exit    int
		message string
	}{
		{fork.Reverted, func(s *fork.Step) {
			s.Calls[0].Revert = &fork.Revert{Code: "BAL#401", Name: "SENDER_NOT_ALLOWED", Meaning: "\x1b[2Jno"}
		}, failure.Simulation, "batch.yaml:1: weights-update: on the fork, call 1 of 1 reverts: BAL#401 SENDER_NOT_ALLOWED: no"},
		{fork.Disagrees, func(s *fork.Step) {
			s.Moments[0].Differences = []ops.Change{{Label: "x", Before: "1", After: "2"}}
		}, failure.Simulation, "batch.yaml:1: weights-update: the pool on the fork differs from the prediction in 1 field; first in x, half way: predicted 1, found 2; nothing was sent"},
	} {
		v := &report.View{Result: &fork.Result{Verdict: test.verdict, Steps: []fork.Step{step}}}
		s := &v.Steps[0]
		s.Calls, s.Moments = slices.Clone(step.Calls), slices.Clone(step.Moments)
		s.Verdict = test.verdict
		test.change(s)
		f := report.StepFailure(s)
		if f.Exit != test.exit || f.Message != test.message || v.Failure() == nil {
			t.Errorf("%d %q", f.Exit, f.Message)
		}
		if text := renderView(t, v); !strings.Contains(text, "verdict: "+string(test.verdict)) {
			t.Error(text)
		}
	}
}

func TestHTMLIsHarmless(t *testing.T) {
	page := tried(t).Report().HTML()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	known := strings.Fields("html head meta title style body main h1 h2 p dl dt dd section figure div table caption thead tbody tr th td strong small br figcaption svg rect line circle path text")
	texts := ""
	for node := range root.Descendants() {
		if node.Type == html.TextNode {
			texts += node.Data
		}
		if node.Type != html.ElementNode {
			continue
		}
		if !slices.Contains(known, node.Data) {
			t.Errorf("the page has an element %s", node.Data)
		}
		for _, a := range node.Attr {
			if strings.HasPrefix(a.Key, "on") || slices.Contains([]string{"style", "href", "src", "srcset", "action", "xlink:href"}, a.Key) {
				t.Errorf("<%s %s=%q>", node.Data, a.Key, a.Val)
			}
		}
		if node.Data == "style" {
			checkStyle(t, page, node.FirstChild.Data)
		}
	}
	if !strings.Contains(texts, "<script>alert(1)</script>") || strings.Contains(texts, "\x1b") {
		t.Error("hostile text is not shown as what it is")
	}
	if len(page) > 100_000 {
		t.Errorf("the page has %d bytes", len(page))
	}
}

// checkStyle compares the page's content security policy with its style: a browser ignores a style with
// another hash.
func checkStyle(t *testing.T, page, style string) {
	t.Helper()
	hash := sha256.Sum256([]byte(style))
	policy := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(hash[:]) + "'; base-uri 'none'; form-action 'none'"
	if !strings.Contains(page, `content="`+policy+`"`) || strings.Contains(style, "url(") || strings.Contains(style, "@import") {
		t.Error("the page's policy is not that of its style")
	}
}

func TestJUnitIsXML(t *testing.T) {
	text, err := tried(t).Junit(nil)
	if err != nil {
		t.Fatal(err)
	}
	var suites report.JunitSuites
	if err := xml.Unmarshal(text, &suites); err != nil {
		t.Fatal(err)
	}
	s := suites.Suites[0]
	if s.JunitCounts != (report.JunitCounts{Tests: 4, Failures: 1, Skipped: 2}) || s.Cases[0].Skipped == nil || len(s.Cases) != 4 || s.Cases[1].Failure == nil || s.Cases[1].Failure.Type != "BAL#326" {
		t.Errorf("%+v", s)
	}
}

// A dry run that ended early because of another error has a report too.
func TestReportOfAStop(t *testing.T) {
	v := tried(t)
	v.Stop = failure.New(failure.Plain, "node.unreachable", "the node is gone\x1b[2J").WithHint("wait for @it\x1b[2J")
	text, err := v.Junit(nil)
	if err != nil || !strings.Contains(string(text), `<error type="error" message="the node is gone">wait for @it</error>`) {
		t.Errorf("%v %s", err, text)
	}
	if md := v.Report().Markdown(); !strings.HasPrefix(md, "## ❌") || !strings.Contains(md, "**the node is gone**\n\nhint: wait for @\u200bit\n") {
		t.Error(md)
	}
	if page := v.Report().HTML(); !strings.Contains(page, "<p>hint: wait for @it</p>") {
		t.Error(page)
	}
}

func TestReportFiles(t *testing.T) {
	dir := t.TempDir()
	flags := forms("html", dir+"/r.html", "junit", dir+"/r.xml", "svg", dir+"/r.svg", "png", dir+"/r.png")
	for range 2 { // the second one replaces the first
		if err := flags.Write(new(files.Inputs), tried(t), text.Reader{}); err != nil {
			t.Fatal(err)
		}
	}
	f, err := os.Open(dir + "/r.png")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	if _, err := png.Decode(f); err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 4 {
		t.Errorf("%v %v", err, left)
	}
}
