package report

import (
	"fmt"
	"strings"

	"mpool/internal/chart"
	"mpool/internal/failure"
	"mpool/internal/fork"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/text"
	"mpool/internal/units"
)

// View is what a dry run found, as text, JSON and whatever else.
type View struct {
	*fork.Result
	Prices    []*planner.Arbitrage   `json:"arbitrage_costs"` // of the weight change of each step; null where none begins
	Overrides [][]planner.Overridden `json:"overrides"`       // of each step: policies that refused, and why that does not count
	Costs     []*planner.Cost        `json:"gas_fees"`        // of each step; null where nothing was mined; empty where gas has no price
	Cost      *planner.Cost          `json:"gas_fee"`         // of all steps
	NotTried  []NotTried             `json:"not_tried"`       // what stands behind an operation that does not hold
	Stopped   string                 `json:"stopped,omitempty"`

	Next    []Next `json:"-"` // what sends the operations; empty: one does not hold
	Plot    bool   `json:"-"` // draw the charts in the text
	Columns int    `json:"-"`
	Old     string `json:"-"` // that the chain stands still; empty: it does not
	Stop    error  `json:"-"`
}

// Next is a command that sends an operation which was tried out.
type Next struct {
	After   string // the wait before it, as the batch has it; empty: none
	Command string
}

// Behind sets more words behind each command of Next.
func (v *View) Behind(words []string) {
	for i := range v.Next {
		v.Next[i].Command = strings.Join(append([]string{v.Next[i].Command}, words...), " ")
	}
}

// NotTried is an operation that was not reached.
type NotTried struct {
	Operation string `json:"operation"`
	Source    string `json:"source"`
	Why       string `json:"-"` // that it cannot be tried; empty where it is not its own fault
}

// Calls counts what would be sent.
func (v *View) Calls() int {
	n := 0
	for _, step := range v.Steps {
		n += len(step.Calls)
	}
	return n
}

// Failure is nil where everything came out as predicted.
func (v *View) Failure() error {
	if v.Stop != nil {
		return v.Stop
	}
	if n := len(v.Steps); n > 0 && v.Steps[n-1].Verdict != fork.OK {
		return StepFailure(&v.Steps[n-1])
	}
	return v.queuedFailure()
}

// queuedFailure is nil where nothing that is queued before reverts.
func (v *View) queuedFailure() error {
	for i, call := range v.Earlier {
		if call.Revert != nil {
			return failure.New(failure.Simulation, "revert", "%s: on the fork, queued call %d reverts: %s: %s: %s", text.Clean(call.Source, text.LineWidth), i+1,
				calledWith(call), Title(call.Revert), text.Clean(call.Revert.Meaning, text.LineWidth)).WithHint("%s", call.Revert.Remedy)
		}
	}
	return nil
}

// Warnings are the findings of the operations that were tried, and what those take
// from users.
func (v *View) Warnings() []ops.Finding {
	var all []ops.Finding
	for _, step := range v.Steps {
		if step.Plan != nil {
			all = append(all, step.Plan.Findings...)
		}
	}
	return append(all, usersFindings(v.Result)...)
}

func StepFailure(step *fork.Step) *failure.Failure {
	at := step.Operation
	if step.Source != "" {
		at = step.Source + ": " + at
	}
	switch step.Verdict {
	case fork.Refused:
		for _, finding := range step.Plan.Findings {
			if finding.Severity == ops.Refuse {
				return failure.New(failure.Refused, finding.Code, "%s: refused: %s [%s]", at, text.Clean(finding.Summary, text.MessageWidth), finding.Code).WithHint("%s", finding.Hint)
			}
		}
	case fork.Reverted:
		n := len(step.Calls)
		revert := step.Calls[n-1].Revert
		return failure.New(failure.Simulation, "revert", "%s: on the fork, call %d of %d reverts: %s: %s", at, n, len(step.Plan.Calls), Title(revert), text.Clean(revert.Meaning, text.LineWidth)).
			WithHint("%s", revert.Remedy)
	}
	return Disagreement(at+": ", DifferencesOf(step))
}

// Disagreement names the first of the fields, of which there is one at least.
func Disagreement(at string, list []ops.Change) *failure.Failure {
	first := list[0]
	return failure.New(failure.Simulation, "disagreement", "%sthe pool on the fork differs from the prediction in %s; first in %s: predicted %s, found %s; nothing was sent", at,
		text.Plural(planner.DistinctFields(list), "field"), text.Clean(first.Label, text.LineWidth), text.Clean(text.Exact(first.Before), text.LineWidth), text.Clean(text.Exact(first.After), text.LineWidth)).
		WithDetail("differences", list).
		WithHint("do not send this: run it again, and if it fails again, report it with the output of --json")
}

// DifferencesOf are the fields that are not as predicted, and when.
func DifferencesOf(step *fork.Step) []ops.Change {
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
	title   string // of a dry run, its headline
	Verdict string
	VerdictKind
	hint     string     // what to do about it; empty where there is nothing
	facts    [][]string // a name and a value each
	overview Table
	parts    []Part
}

type VerdictKind int

const (
	AsPredicted VerdictKind = iota
	Careful                 // as predicted, and with something to look at
	refusedKind
	wrong
)

// Part is one operation, or what was queued before them.
type Part struct {
	title  string
	source string
	sum    stepSum // of an operation
	notes  []Note
	tables []Table
	charts []chart.Chart
}

// Note is a finding or another thing that a reader must not miss.
type Note struct {
	severity ops.Severity
	Text     string
}

// Table is a table; the names of columns of numbers begin with >.
type Table struct {
	caption string
	columns []string
	rows    [][]string
	times   []units.Time    // those of the first row, which belongs to the columns' names; nil: there is none
	bad     map[cellAt]bool // what must not be missed
}

// cellAt is a place in a table.
type cellAt struct{ row, column int }

// mark calls a cell of the last row bad, where it is.
func (t *Table) mark(column int, bad bool) {
	if !bad {
		return
	}
	if t.bad == nil {
		t.bad = map[cellAt]bool{}
	}
	t.bad[cellAt{len(t.rows) - 1, column}] = true
}

func (v *View) Report() report {
	r := report{}
	r.hint = text.Clean(failure.HintOf(v.Failure()), text.MessageWidth)
	r.facts = [][]string{
		{"dry run", "of " + text.Plural(len(v.Steps)+len(v.NotTried), "operation")},
		{"forked from", fmt.Sprintf("%s, %s, block %d, %s", v.Node, network.ID(v.ChainID), v.Block.Number, text.Time(v.Block.Time))},
		{"proof", v.proof()},
		{"effort", fmt.Sprintf("%s in %s s", text.Plural(v.Requests, "request"), decimalSeconds(v.TookMS))},
	}
	if v.Cost != nil {
		r.facts = append(r.facts, []string{"cost", v.Cost.Sentence(network.ID(v.ChainID))})
	}
	if len(v.Earlier) > 0 {
		r.parts = append(r.parts, Part{title: "Queued before", tables: []Table{earlierTable(v.Earlier)}})
	}
	lockouts := LockoutsOf(v.Steps)
	for i := range v.Steps {
		r.parts = append(r.parts, v.stepPart(i, ofStep(lockouts, i)))
	}
	if len(v.NotTried) > 0 {
		r.parts = append(r.parts, v.notTriedPart())
	}
	all := v.sumOfAll(r.parts, lockouts)
	r.VerdictKind, r.Verdict = v.verdictLine(all)
	r.title = v.head(v.shortVerdict(r.VerdictKind, all)).String()
	r.overview = overviewOf(r.parts, v.NotTried)
	return r
}

// proof is how far the operations were tried out.
func (v *View) proof() string {
	if v.Level == fork.Unproven {
		return "none: no operation was mined on " + v.program() + "; nothing was sent"
	}
	return fmt.Sprintf("%s: mined on %s; nothing was sent", v.Level, v.program())
}

// program is the anvil that mined, and a word of caution where it is another one
// than mpool knows.
func (v *View) program() string {
	name := text.Clean(v.Anvil, text.NameWidth)
	if !v.Expected() {
		name += ", but mpool is tested with anvil " + fork.Version
	}
	return name
}

func decimalSeconds(ms int64) string {
	return fmt.Sprintf("%d.%d", ms/1000, ms%1000/100)
}
