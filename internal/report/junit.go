package report

import (
	"encoding/xml"
	"fmt"
	"strings"
	"time"

	"mpool/internal/fork"
	"mpool/internal/text"
)

// The report as JUnit XML, for the test views of pipelines: each operation is a test.

type JunitSuites struct {
	XMLName xml.Name `xml:"testsuites"`
	JunitCounts
	Suites []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name string `xml:"name,attr"`
	JunitCounts
	Time  string      `xml:"time,attr"`
	Cases []junitCase `xml:"testcase"`
}

type JunitCounts struct {
	Tests    int `xml:"tests,attr"`
	Failures int `xml:"failures,attr"`
	Errors   int `xml:"errors,attr"`
	Skipped  int `xml:"skipped,attr"`
}

type junitCase struct {
	Class   string        `xml:"classname,attr"`
	Name    string        `xml:"name,attr"`
	Failure *junitProblem `xml:"failure"`
	Error   *junitProblem `xml:"error"`
	Skipped *junitSkipped `xml:"skipped"`
	Out     *junitText    `xml:"system-out"`
}

// junitSkipped marks operations that were not tried, and those that match the prediction but need a
// look. Pipelines show neither as green.
type junitSkipped struct {
	Message string `xml:"message,attr,omitempty"`
}

type junitText struct {
	Text string `xml:",cdata"`
}

type junitProblem struct {
	Type    string `xml:"type,attr"`
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

// Junit is the report with times in a zone; nil is UTC. Machines read it: it has no labels.
func (v *View) Junit(zone *time.Location) ([]byte, error) {
	by := text.Reader{Zone: zone}
	r := v.Report().shownTo(by)
	suite := junitSuite{Name: "mpool dry-run", Time: decimalSeconds(v.TookMS)}
	first := len(r.parts) - len(v.Steps)
	if len(v.NotTried) > 0 {
		first--
	}
	for i := range v.Steps {
		suite.add(stepCase(&v.Steps[i], r.parts[first+i], by))
	}
	if v.Stop != nil || first > 0 {
		suite.add(v.restCase(r, by))
	}
	for _, n := range v.NotTried {
		suite.add(junitCase{Class: text.Clean(n.Source, text.LineWidth), Name: n.Operation, Skipped: &junitSkipped{}})
	}
	if v.Old != "" && len(suite.Cases) > 0 && suite.Cases[0].Out != nil {
		suite.old(by.Shown(v.Old))
	}
	text, err := xml.MarshalIndent(JunitSuites{JunitCounts: suite.JunitCounts, Suites: []junitSuite{suite}}, "", "  ")
	return append([]byte(xml.Header), append(text, '\n')...), err
}

// old notes in the first test that the chain has no new blocks.
func (s *junitSuite) old(words string) {
	first := &s.Cases[0]
	first.Out.Text = "warn: " + words + "\n" + first.Out.Text
	if first.Failure == nil && first.Error == nil && first.Skipped == nil {
		first.Skipped = &junitSkipped{words}
		s.Skipped++
	}
}

func (s *junitSuite) add(c junitCase) {
	s.Cases = append(s.Cases, c)
	s.Tests++
	switch {
	case c.Failure != nil:
		s.Failures++
	case c.Error != nil:
		s.Errors++
	case c.Skipped != nil:
		s.Skipped++
	}
}

func stepCase(step *fork.Step, part Part, by text.Reader) junitCase {
	words := &text.Page{Zone: by.Zone}
	for _, note := range part.notes {
		words.Line("%s: %s", note.severity, note.Text)
	}
	for _, table := range part.tables {
		table.Text(words)
	}
	c := junitCase{Class: part.source, Name: fmt.Sprintf("%s of %s", step.Operation, step.Pool.Address), Out: &junitText{strings.Map(InXML, strings.ToValidUTF8(words.String(), "\uFFFD"))}}
	if c.Class == "" {
		c.Class = "mpool"
	}
	if step.Verdict == fork.OK && part.sum.careful() {
		c.Skipped = &junitSkipped{text.Clean("matches the prediction, but look at: "+strings.Join(part.sum.words(), "; "), text.MessageWidth)}
	}
	if step.Verdict != fork.OK {
		f := StepFailure(step)
		c.Failure = &junitProblem{Type: f.Code, Message: by.Shown(text.Clean(f.Message, text.MessageWidth)), Text: strings.TrimSpace(by.Shown(f.Hint))}
	}
	return c
}

// InXML replaces characters that XML 1.0 does not allow. encoding/xml does the same, except in CDATA.
func InXML(r rune) rune {
	switch {
	case r == '\t', r == '\n', r == '\r', r >= ' ' && r <= '\uD7FF', r >= '\uE000' && r <= '\uFFFD', r >= 0x10000:
		return r
	}
	return '\uFFFD'
}

// restCase is a test for the calls that were queued before, or for the error that stopped the dry run.
func (v *View) restCase(r report, by text.Reader) junitCase {
	c := junitCase{Class: "mpool", Name: "what is queued before"}
	queued := v.queuedFailure()
	switch {
	case v.Stop != nil:
		c.Name = "dry run"
		c.Error = &junitProblem{Type: "error", Message: r.Verdict, Text: r.hint}
	case queued != nil:
		c.Failure = &junitProblem{Type: "revert", Message: by.Shown(text.Clean(queued.Error(), text.MessageWidth)), Text: r.hint}
	}
	return c
}
