package report

import (
	"fmt"
	"strings"

	"mpool/internal/arbcost"
	"mpool/internal/chart"
	"mpool/internal/failure"
	"mpool/internal/fork"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/text"
	"mpool/internal/units"
)

// View is the result of a dry run, as text, JSON and reports.
type View struct {
	*fork.Result
	Prices    []*arbcost.Cost         `json:"arbitrage_costs"` // for each step; null if it does not begin a weight change
	Overrides [][]planview.Overridden `json:"overrides"`       // for each step: the policies that refused, and the reason to override them
	Costs     []*planview.Cost        `json:"gas_fees"`        // for each step; null if nothing was mined; empty if the gas has no price
	Cost      *planview.Cost          `json:"gas_fee"`         // sum over all steps
	NotTried  []NotTried              `json:"not_tried"`       // operations after one that failed
	Stopped   string                  `json:"stopped,omitempty"`

	Next    []Next `json:"-"` // what sends the operations; empty: one does not hold
	Plot    bool   `json:"-"` // draw charts in the text
	Columns int    `json:"-"`
	Old     string `json:"-"` // says that the chain has no new blocks; empty if it has
	Stop    error  `json:"-"`
}

// Next is a command that sends an operation which was tried out.
type Next struct {
	After   string // what comes before it, such as "2 days after the previous operation"; empty: nothing
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
	Why       string `json:"-"` // why it cannot be tried; empty if only an earlier operation stopped it
}

// Calls returns the number of calls that would be sent.
func (v *View) Calls() int {
	n := 0
	for _, step := range v.Steps {
		n += len(step.Calls)
	}
	return n
}

// Failure returns nil if everything is as predicted.
func (v *View) Failure() error {
	if v.Stop != nil {
		return v.Stop
	}
	if n := len(v.Steps); n > 0 && v.Steps[n-1].Verdict != fork.OK {
		return StepFailure(&v.Steps[n-1])
	}
	return v.queuedFailure()
}

// queuedFailure returns nil if no queued call reverts.
func (v *View) queuedFailure() error {
	for i, call := range v.Earlier {
		if call.Revert != nil {
			return failure.New(failure.Simulation, "revert", "%s: on the fork, queued call %d reverts: %s: %s: %s", text.Clean(call.Source, text.LineWidth), i+1,
				calledWith(call), Title(call.Revert), text.Clean(call.Revert.Meaning, text.LineWidth)).WithHint("%s", call.Revert.Remedy)
		}
	}
	return nil
}

// Warnings returns the findings of the tried operations, and what the operations take from users.
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

// Disagreement is the error about a difference. It names the first field of list, which must not be
// empty.
func Disagreement(at string, list []ops.Change) *failure.Failure {
	first := list[0]
	return failure.New(failure.Simulation, "disagreement", "%sthe pool on the fork differs from the prediction in %s; first in %s: predicted %s, found %s; nothing was sent", at,
		text.Plural(planview.DistinctFields(list), "field"), text.Clean(first.Label, text.LineWidth), text.Clean(text.Exact(first.Before), text.LineWidth), text.Clean(text.Exact(first.After), text.LineWidth)).
		WithDetail("differences", list).
		WithHint("do not send this: run it again, and if it fails again, report it with the output of --json")
}

// DifferencesOf lists the fields that differ from the prediction, with the time.
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

// report is the content of all forms: parts with text, tables and charts. All its text is clean.
type report struct {
	title   string // headline of a dry run
	Verdict string
	VerdictKind
	hint     string     // what to do about the verdict; may be empty
	facts    [][]string // pairs of a name and a value
	overview Table
	parts    []Part
}

type VerdictKind int

const (
	AsPredicted VerdictKind = iota
	Careful                 // as predicted, but with something to look at
	refusedKind
	wrong
)

// Part is one operation, or the calls that were queued before.
type Part struct {
	title  string
	source string
	sum    stepSum // set for an operation
	notes  []Note
	tables []Table
	charts []chart.Chart
}

// Note is a finding or other information that a reader must not miss.
type Note struct {
	severity ops.Severity
	Text     string
}

// Table is a table; a column whose name begins with > holds numbers.
type Table struct {
	caption string
	columns []string
	rows    [][]string
	times   []units.Time    // times of the first row, which belongs to the header; nil: there is none
	bad     map[cellAt]bool // cells with a fault
}

// cellAt is the place of a cell.
type cellAt struct{ row, column int }

// mark marks a cell of the last row as bad, if bad is true.
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

// proof says how far the operations were tried.
func (v *View) proof() string {
	if v.Level == fork.Unproven {
		return "none: no operation was mined on " + v.program() + "; nothing was sent"
	}
	return fmt.Sprintf("%s: mined on %s; nothing was sent", v.Level, v.program())
}

// program names the anvil that mined, and warns if it is a version that mpool is not tested with.
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
