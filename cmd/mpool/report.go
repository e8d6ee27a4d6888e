package main

import (
	"fmt"

	"mpool/internal/chart"
	"mpool/internal/console"
	"mpool/internal/failure"
	"mpool/internal/fork"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/text"
)

// reportView is what a dry run found, as text, JSON and whatever else.
type reportView struct {
	*fork.Result
	Prices    []*planner.Arbitrage   `json:"prices"`    // of the weight change of each step; null where none begins
	Overrides [][]planner.Overridden `json:"overrides"` // of each step: policies that refused, and why that does not count
	Costs     []*planner.Cost        `json:"costs"`     // of each step; null where nothing was mined; empty where gas has no price
	Cost      *planner.Cost          `json:"cost"`      // of all steps
	NotTried  []notTried             `json:"not_tried"` // what stands behind an operation that does not hold
	Stopped   string                 `json:"stopped,omitempty"`

	Plot    bool `json:"-"` // draw the charts in the text
	columns int
	old     string // that the chain stands still; empty: it does not
	stop    error
}

// notTried is an operation that was not reached.
type notTried struct {
	Operation string `json:"operation"`
	Source    string `json:"source"`
	why       string // that it cannot be tried; empty where it is not its own fault
}

// newReportView is the report of a run that tried the first of a list; stop is
// what kept it from going on, other than what it found.
func newReportView(r *fork.Result, list []*candidate, stop error) *reportView {
	v := &reportView{Result: r, Prices: []*planner.Arbitrage{}, Overrides: [][]planner.Overridden{}, Costs: []*planner.Cost{}, NotTried: []notTried{}, stop: stop}
	if stop != nil {
		v.Stopped = stop.Error()
	}
	if stop != nil && r.Verdict == fork.OK {
		r.Verdict = fork.Stopped // what came before is no verdict
	}
	tried := min(len(r.Steps), len(list))
	for i, c := range list[:tried] {
		v.Prices = append(v.Prices, c.price)
		v.Overrides = append(v.Overrides, c.overridden(r.Steps[i].Plan))
		c.inFields(r.Steps[i].Plan)
	}
	for _, c := range list[tried:] {
		n := notTried{Operation: c.name(), Source: c.source()}
		if c.blamed && stop != nil {
			n.why = text.Clean(stop.Error(), console.MessageWidth)
		}
		v.NotTried = append(v.NotTried, n)
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
	return v.queuedFailure()
}

// queuedFailure is nil where nothing that is queued before reverts.
func (v *reportView) queuedFailure() error {
	for i, call := range v.Earlier {
		if call.Revert != nil {
			return failure.New(failure.Simulation, "revert", "%s: on the fork, call %d of what is queued before reverts: %s: %s: %s", text.Clean(call.Source, text.LineWidth), i+1,
				calledWith(call), title(call.Revert), text.Clean(call.Revert.Meaning, text.LineWidth)).WithHint("%s", call.Revert.Remedy)
		}
	}
	return nil
}

// Warnings are the findings of the operations that were tried, and what those take
// from users.
func (v *reportView) Warnings() []ops.Finding {
	var all []ops.Finding
	for _, step := range v.Steps {
		if step.Plan != nil {
			all = append(all, step.Plan.Findings...)
		}
	}
	return append(all, usersFindings(v.Result)...)
}

func stepFailure(step *fork.Step) *failure.Failure {
	at := step.Operation
	if step.Source != "" {
		at = step.Source + ": " + at
	}
	switch step.Verdict {
	case fork.Refused:
		for _, finding := range step.Plan.Findings {
			if finding.Severity == ops.Refuse {
				return failure.New(failure.Refused, finding.Code, "%s: refused: %s [%s]", at, text.Clean(finding.Summary, text.LineWidth), finding.Code).WithHint("%s", finding.Hint)
			}
		}
	case fork.Reverted:
		n := len(step.Calls)
		revert := step.Calls[n-1].Revert
		return failure.New(failure.Simulation, "revert", "%s: on the fork, call %d of %d reverts: %s: %s", at, n, len(step.Plan.Calls), title(revert), text.Clean(revert.Meaning, text.LineWidth)).
			WithHint("%s", revert.Remedy)
	}
	return disagreement(at+": ", differencesOf(step))
}

// disagreement names the first of the fields, of which there is one at least.
func disagreement(at string, list []ops.Change) *failure.Failure {
	first := list[0]
	return failure.New(failure.Simulation, "disagreement", "%sthe pool on the fork is not the predicted one in %s; first in %s: predicted %s, found %s; nothing was sent", at,
		text.Plural(planner.DistinctFields(list), "field"), text.Clean(first.Label, text.LineWidth), text.Clean(first.Before, text.LineWidth), text.Clean(first.After, text.LineWidth)).
		WithDetail("differences", list).
		WithHint("send nothing before they agree: run it again, and if it comes out so again, report it with what --json says")
}

// differencesOf are the fields that are not as predicted, and when.
func differencesOf(step *fork.Step) []ops.Change {
	list := []ops.Change{}
	add := func(when string, changes []ops.Change) {
		for _, c := range changes {
			c.Label += ", " + when
			list = append(list, c)
		}
	}
	for i, call := range step.Calls {
		add(fmt.Sprintf("after call %d", i+1), call.Differences)
	}
	for _, moment := range step.Moments {
		add(moment.Label, moment.Differences)
	}
	return list
}

// report is what all forms of it say: parts with text, tables and charts, all
// stripped of what text from the chain may hide.
type report struct {
	title   string
	verdict string
	verdictKind
	hint     string     // what to do about it; empty where there is nothing
	facts    [][]string // a name and a value each
	overview reportTable
	parts    []reportPart
}

type verdictKind int

const (
	asPredicted verdictKind = iota
	careful                 // as predicted, and with something to look at
	refusedKind
	wrong
)

// reportPart is one operation, or what was queued before them.
type reportPart struct {
	title  string
	source string
	sum    stepSum // of an operation
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
	bad     map[cellAt]bool // what must not be missed
}

// cellAt is a place in a table.
type cellAt struct{ row, column int }

// mark calls a cell of the last row bad, where it is.
func (t *reportTable) mark(column int, bad bool) {
	if !bad {
		return
	}
	if t.bad == nil {
		t.bad = map[cellAt]bool{}
	}
	t.bad[cellAt{len(t.rows) - 1, column}] = true
}

func (v *reportView) report() report {
	r := report{title: "Dry run of " + text.Plural(len(v.Steps)+len(v.NotTried), "operation")}
	r.hint = text.Clean(failure.HintOf(v.failure()), console.MessageWidth)
	r.facts = [][]string{
		{"forked from", fmt.Sprintf("%s, %s, block %d, %s UTC", v.Node, network.ID(v.ChainID), v.Block.Number, text.FullTime(v.Block.Time))},
		{"proof", v.proof()},
		{"effort", fmt.Sprintf("%s in %s s", text.Plural(v.Requests, "request"), decimalSeconds(v.TookMS))},
	}
	if v.Cost != nil {
		r.facts = append(r.facts, []string{"cost", v.Cost.Sentence(network.ID(v.ChainID))})
	}
	if len(v.Earlier) > 0 {
		r.parts = append(r.parts, reportPart{title: "Queued before", tables: []reportTable{earlierTable(v.Earlier)}})
	}
	lockouts := lockoutsOf(v.Steps)
	for i := range v.Steps {
		r.parts = append(r.parts, v.stepPart(i, ofStep(lockouts, i)))
	}
	if len(v.NotTried) > 0 {
		r.parts = append(r.parts, v.notTriedPart())
	}
	r.verdictKind, r.verdict = v.verdictLine(r.parts, lockouts)
	r.overview = overviewOf(r.parts, v.NotTried)
	return r
}

// proof is how far the operations were tried out.
func (v *reportView) proof() string {
	if v.Level == fork.Unproven {
		return "none: of the operations nothing was mined, on " + v.program() + "; nothing was sent"
	}
	return fmt.Sprintf("%s: mined on %s; nothing was sent", v.Level, v.program())
}

// program is the anvil that mined, and a word of caution where it is another one
// than mpool knows.
func (v *reportView) program() string {
	name := text.Clean(v.Anvil, text.NameWidth)
	if !v.Expected() {
		name += ", and mpool was tried with anvil " + fork.Version
	}
	return name
}

func decimalSeconds(ms int64) string {
	return fmt.Sprintf("%d.%d", ms/1000, ms%1000/100)
}
