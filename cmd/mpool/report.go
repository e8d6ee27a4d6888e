package main

import (
	"fmt"
	"strconv"
	"strings"

	"mpool/internal/chart"
	"mpool/internal/fork"
	"mpool/internal/ops"
)

// reportView is what a dry run found, as text, JSON and whatever else.
type reportView struct {
	*fork.Result
	NotTried []notTried `json:"not_tried"` // what stands behind an operation that does not hold
	Stopped  string     `json:"stopped,omitempty"`

	Plot    bool `json:"-"` // draw the charts in the text
	columns int
	stop    error
}

// notTried is an operation that was not reached.
type notTried struct {
	Operation string `json:"operation"`
	Source    string `json:"source"`
}

// newReportView is the report of a run that tried the first of a list; stop is
// what kept it from going on, other than what it found.
func newReportView(r *fork.Result, list []*candidate, stop error) *reportView {
	v := &reportView{Result: r, NotTried: []notTried{}, stop: stop}
	if stop != nil {
		v.Stopped = stop.Error()
	}
	for _, c := range list[min(len(r.Steps), len(list)):] {
		v.NotTried = append(v.NotTried, notTried{c.name(), c.source()})
	}
	return v
}

// calls counts what would be sent.
func (v *reportView) calls() int {
	n := 0
	for _, step := range v.Steps {
		n += len(step.Calls)
	}
	return n
}

// failure is nil where everything came out as predicted.
func (v *reportView) failure() error {
	if v.stop != nil {
		return v.stop
	}
	if n := len(v.Steps); n > 0 && v.Steps[n-1].Verdict != fork.OK {
		return stepFailure(&v.Steps[n-1])
	}
	for _, call := range v.Earlier {
		if call.Revert != nil {
			return fail(exitSimulation, "revert", "what is queued before reverts on the fork: %s: %s", methodName(call.Method), title(call.Revert)).
				withHint("%s", call.Revert.Remedy)
		}
	}
	return nil
}

func stepFailure(step *fork.Step) *failure {
	at := step.Source + ": " + step.Operation
	switch step.Verdict {
	case fork.Refused:
		for _, finding := range step.Plan.Findings {
			if finding.Severity == ops.Refuse {
				return fail(exitRefused, finding.Code, "%s: refused: %s [%s]", at, clean(finding.Summary, textWidth), finding.Code).withHint("%s", finding.Hint)
			}
		}
	case fork.Reverted:
		n := len(step.Calls)
		revert := step.Calls[n-1].Revert
		return fail(exitSimulation, "revert", "%s: on the fork, call %d of %d reverts: %s: %s", at, n, len(step.Plan.Calls), title(revert), clean(revert.Meaning, textWidth)).
			withHint("%s", revert.Remedy)
	}
	return fail(exitSimulation, "disagreement", "%s: the pool on the fork is not the predicted one in %s", at, plural(len(differencesOf(step)), "field")).
		withDetail("differences", differencesOf(step))
}

func differencesOf(step *fork.Step) []ops.Change {
	list := []ops.Change{}
	for _, call := range step.Calls {
		list = append(list, call.Differences...)
	}
	for _, moment := range step.Moments {
		list = append(list, moment.Differences...)
	}
	return list
}

// report is what all forms of it say: parts with text, tables and charts, all
// stripped of what text from the chain may hide.
type report struct {
	title   string
	verdict string
	verdictKind
	facts [][]string // a name and a value each
	parts []reportPart
}

type verdictKind int

const (
	asPredicted verdictKind = iota
	refusedKind
	wrong
)

// reportPart is one operation, or what was queued before them.
type reportPart struct {
	title  string
	source string
	notes  []reportNote
	tables []reportTable
	charts []chart.Chart
}

// reportNote is a finding or another thing that a reader must not miss.
type reportNote struct {
	severity ops.Severity
	text     string
}

// reportTable is a table; the names of columns of numbers begin with >.
type reportTable struct {
	caption string
	columns []string
	rows    [][]string
}

func (v *reportView) report() report {
	r := report{title: "Dry run of " + plural(len(v.Steps)+len(v.NotTried), "operation")}
	r.verdictKind, r.verdict = v.verdictLine()
	r.facts = [][]string{
		{"forked from", fmt.Sprintf("%s, %s, block %d, %s UTC", v.Node, chainID(v.ChainID), v.Block.Number, shortTime(v.Block.Time))},
		{"proof", fmt.Sprintf("%s: mined on %s; nothing was sent", v.Level, clean(v.Anvil, nameWidth))},
		{"effort", fmt.Sprintf("%s in %s s", plural(v.Requests, "request"), decimalSeconds(v.TookMS))},
	}
	if len(v.Earlier) > 0 {
		r.parts = append(r.parts, reportPart{title: "Queued before", tables: []reportTable{earlierTable(v.Earlier)}})
	}
	for i := range v.Steps {
		r.parts = append(r.parts, stepPart(i+1, &v.Steps[i]))
	}
	if len(v.NotTried) > 0 {
		r.parts = append(r.parts, v.notTriedPart())
	}
	return r
}

func decimalSeconds(ms int64) string {
	return fmt.Sprintf("%d.%d", ms/1000, ms%1000/100)
}

// verdictLine is the one sentence on top.
func (v *reportView) verdictLine() (verdictKind, string) {
	err := v.failure()
	if err == nil {
		if v.calls() == 0 {
			return asPredicted, "nothing to do"
		}
		return asPredicted, "all as predicted"
	}
	text := clean(err.Error(), messageWidth)
	if v.stop == nil && v.Verdict == fork.Refused {
		return refusedKind, text
	}
	return wrong, text
}

func stepPart(number int, step *fork.Step) reportPart {
	p := reportPart{source: clean(step.Source, textWidth)}
	p.title = fmt.Sprintf("%d. %s of %s (%s)", number, step.Operation, clean(step.Pool.Name, nameWidth), step.Pool.Address)
	p.notes = stepNotes(step)
	p.tables = append(p.tables, previewTable(step))
	if list := differencesOf(step); len(list) > 0 {
		p.tables = append(p.tables, differencesTable(list))
	}
	if len(step.Calls) > 0 {
		p.tables = append(p.tables, callTable("calls", step.Calls), momentsTable(step.Moments), tryoutTable(step.Tryouts))
	}
	p.tables = filled(p.tables)
	p.charts = chartsOf(step)
	return p
}

// filled leaves out tables without rows.
func filled(tables []reportTable) []reportTable {
	var some []reportTable
	for _, t := range tables {
		if len(t.rows) > 0 {
			some = append(some, t)
		}
	}
	return some
}

func stepNotes(step *fork.Step) []reportNote {
	var notes []reportNote
	if step.Plan == nil {
		return nil
	}
	for _, f := range step.Plan.Findings {
		text := clean(f.Summary, textWidth) + " [" + f.Code + "]"
		for _, more := range []string{f.Detail, f.Hint} {
			if more != "" {
				text += "; " + clean(more, textWidth)
			}
		}
		notes = append(notes, reportNote{f.Severity, text})
	}
	if step.Verdict == fork.OK && len(step.Calls) == 0 {
		notes = append(notes, reportNote{ops.Note, "nothing to do: the pool is as asked for"})
	}
	for _, t := range step.Tryouts {
		if t.Broken {
			notes = append(notes, brokenNote(t))
		}
	}
	return notes
}

// brokenNote says what users can no longer do, and since when.
func brokenNote(t fork.Tryout) reportNote {
	when, outcome := "after this", t.After
	if t.After.Revert == nil && t.AtEnd != nil {
		when, outcome = "at the end of the changes", *t.AtEnd
	}
	return reportNote{ops.Warn, fmt.Sprintf("%s, users can no longer %s: %s", when, whatText(t), outcomeText(&page{}, t.Kind, outcome))}
}

// previewTable is what changes, as the plan's preview has it.
func previewTable(step *fork.Step) reportTable {
	t := reportTable{caption: "before and after", columns: []string{""}}
	if step.Plan == nil || step.Verdict == fork.Refused || len(step.Plan.Calls) == 0 {
		return t
	}
	later, err := statesAt(step.Plan.Predicted, step.Plan.Moments)
	if err != nil {
		return t
	}
	preview := newTimeline(step.Before, step.Plan, later)
	times := []string{""}
	for _, column := range preview.Columns {
		t.columns = append(t.columns, ">"+column.Label)
		times = append(times, shortTime(column.Time))
	}
	t.columns[1] = ">before"
	t.rows = append(t.rows, times)
	for _, row := range preview.Rows {
		cells := []string{clean(row.Label, nameWidth)}
		for _, value := range row.Values {
			cells = append(cells, shortNumber(clean(value, nameWidth)))
		}
		t.rows = append(t.rows, cells)
	}
	return t
}

func callTable(caption string, calls []fork.CallResult) reportTable {
	t := reportTable{caption: caption, columns: []string{"call", "from", "mined", ">gas", "the pool then", "events"}}
	for i, call := range calls {
		var events []string
		for _, e := range call.Events {
			events = append(events, eventText(e))
		}
		t.rows = append(t.rows, []string{strconv.Itoa(i+1) + ". " + methodName(call.Method), call.From.Hex(), shortTime(call.Block.Time),
			group(strconv.FormatUint(call.GasUsed, 10)), after(&page{}, call.Revert, call.Differences, call.Fields), strings.Join(events, ", ")})
	}
	return t
}

// earlierTable is what became of calls that nothing is predicted for.
func earlierTable(calls []fork.CallResult) reportTable {
	t := callTable("", calls)
	t.columns[4] = "outcome"
	for i, call := range calls {
		if call.Revert == nil {
			t.rows[i][4] = "mined"
		}
	}
	return t
}

func methodName(method string) string {
	name, _, _ := strings.Cut(method, "(")
	return name
}

func momentsTable(moments []fork.Moment) reportTable {
	t := reportTable{caption: "later", columns: []string{"", "time", "the pool then"}}
	for _, m := range moments {
		t.rows = append(t.rows, []string{m.Label, shortTime(m.Time), after(&page{}, nil, m.Differences, m.Fields)})
	}
	return t
}

func tryoutTable(tryouts []fork.Tryout) reportTable {
	t := reportTable{caption: "what users do next", columns: []string{"", "before", "after", "at the end"}}
	for _, try := range tryouts {
		end := "-"
		if try.AtEnd != nil {
			end = outcomeText(&page{}, try.Kind, *try.AtEnd)
		}
		t.rows = append(t.rows, []string{whatText(try), outcomeText(&page{}, try.Kind, try.Before), outcomeText(&page{}, try.Kind, try.After), end})
	}
	return t
}

func differencesTable(list []ops.Change) reportTable {
	t := reportTable{caption: "not as predicted", columns: []string{"", ">predicted", ">found"}}
	for _, c := range list {
		t.rows = append(t.rows, []string{clean(c.Label, nameWidth), clean(c.Before, textWidth), clean(c.After, textWidth)})
	}
	return t
}

func (v *reportView) notTriedPart() reportPart {
	p := reportPart{title: "Not tried"}
	t := reportTable{columns: []string{"operation", "from"}}
	for _, n := range v.NotTried {
		t.rows = append(t.rows, []string{n.Operation, clean(n.Source, textWidth)})
	}
	p.tables = []reportTable{t}
	return p
}
