package main

import (
	"encoding/xml"
	"fmt"
	"strings"

	"mpool/internal/console"
	"mpool/internal/fork"
	"mpool/internal/text"
)

// The report as JUnit's XML, as test views of pipelines read it: an operation is
// a test.

type junitSuites struct {
	XMLName xml.Name `xml:"testsuites"`
	junitCounts
	Suites []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name string `xml:"name,attr"`
	junitCounts
	Time  string      `xml:"time,attr"`
	Cases []junitCase `xml:"testcase"`
}

type junitCounts struct {
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
	Skipped *struct{}     `xml:"skipped"`
	Out     *junitText    `xml:"system-out"`
}

type junitText struct {
	Text string `xml:",cdata"`
}

type junitProblem struct {
	Type    string `xml:"type,attr"`
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

func (v *reportView) junit() ([]byte, error) {
	r := v.report()
	suite := junitSuite{Name: "mpool dry-run", Time: decimalSeconds(v.TookMS)}
	first := len(r.parts) - len(v.Steps)
	if len(v.NotTried) > 0 {
		first--
	}
	for i := range v.Steps {
		suite.add(stepCase(&v.Steps[i], r.parts[first+i]))
	}
	if v.stop != nil || first > 0 {
		suite.add(v.restCase(r))
	}
	for _, n := range v.NotTried {
		suite.add(junitCase{Class: text.Clean(n.Source, text.LineWidth), Name: n.Operation, Skipped: &struct{}{}})
	}
	if v.old != "" && len(suite.Cases) > 0 && suite.Cases[0].Out != nil {
		suite.Cases[0].Out.Text = "warn: " + v.old + "\n" + suite.Cases[0].Out.Text
	}
	text, err := xml.MarshalIndent(junitSuites{junitCounts: suite.junitCounts, Suites: []junitSuite{suite}}, "", "  ")
	return append([]byte(xml.Header), append(text, '\n')...), err
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

func stepCase(step *fork.Step, part reportPart) junitCase {
	words := &text.Page{}
	for _, note := range part.notes {
		words.Line("%s: %s", note.severity, note.text)
	}
	for _, table := range part.tables {
		table.Text(words)
	}
	c := junitCase{Class: part.source, Name: fmt.Sprintf("%s of %s", step.Operation, step.Pool.Address), Out: &junitText{strings.Map(inXML, strings.ToValidUTF8(words.String(), "\uFFFD"))}}
	if c.Class == "" {
		c.Class = "mpool"
	}
	if step.Verdict != fork.OK {
		f := stepFailure(step)
		c.Failure = &junitProblem{Type: f.Code, Message: text.Clean(f.Message, console.MessageWidth), Text: strings.TrimSpace(f.Hint)}
	}
	return c
}

// inXML keeps what XML 1.0 has a place for: encoding/xml sees to it everywhere but
// in CDATA.
func inXML(r rune) rune {
	switch {
	case r == '\t', r == '\n', r == '\r', r >= ' ' && r <= '\uD7FF', r >= '\uE000' && r <= '\uFFFD', r >= 0x10000:
		return r
	}
	return '\uFFFD'
}

// restCase is what was queued before, or what kept the dry run from going on.
func (v *reportView) restCase(r report) junitCase {
	c := junitCase{Class: "mpool", Name: "what is queued before"}
	queued := v.queuedFailure()
	switch {
	case v.stop != nil:
		c.Name = "dry run"
		c.Error = &junitProblem{Type: "error", Message: r.verdict, Text: r.hint}
	case queued != nil:
		c.Failure = &junitProblem{Type: "revert", Message: text.Clean(queued.Error(), console.MessageWidth), Text: r.hint}
	}
	return c
}
