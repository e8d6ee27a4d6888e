package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/arbcost"
	"mpool/internal/effect"
	"mpool/internal/fork"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/text"
	"mpool/internal/units"
)

// The parts of a report: one for each operation, with its tables.

func (v *View) stepPart(i int, lockouts []Lockout) Part {
	step, overrides := &v.Steps[i], at(v.Overrides, i)
	p := Part{source: text.Clean(step.Source, text.LineWidth)}
	p.title = fmt.Sprintf("%d. %s of %s (%s)", i+1, step.Operation, step.Pool.Name, step.Pool.Address)
	p.notes = stepNotes(step, lockouts, overrides)
	if v.idle(i) {
		p.notes = append(p.notes, Note{ops.Note, idleNote})
	}
	if price := at(v.Prices, i); price != nil {
		p.notes = append(p.notes, priceNote(price))
	}
	p.sum = sumOf(i+1, step, p.notes, lockouts, overrides)
	p.tables = append(p.tables, previewTable(step), argumentTable(step))
	if list := DifferencesOf(step); len(list) > 0 {
		p.tables = append(p.tables, differencesTable(list))
	}
	if len(step.Calls) > 0 {
		p.tables = append(p.tables, tryoutTable(step.Tryouts), attackTable(step.Attacks), callTable("calls", step.Calls, at(v.Costs, i), network.ID(v.ChainID)), momentsTable(step.Moments))
	}
	p.tables = filled(p.tables)
	p.charts = v.ownCharts(i)
	return p
}

// filled removes tables without rows.
func filled(tables []Table) []Table {
	var some []Table
	for _, t := range tables {
		if len(t.rows) > 0 {
			some = append(some, t)
		}
	}
	return some
}

// at returns the element at an index; zero if the list is shorter.
func at[T any](list []T, i int) (none T) {
	if i < len(list) {
		return list[i]
	}
	return none
}

func stepNotes(step *fork.Step, lockouts []Lockout, overrides []planview.Overridden) []Note {
	var notes []Note
	if step.Plan == nil {
		return nil
	}
	for _, f := range step.Plan.Findings {
		words := text.Rounded(text.Clean(f.Summary, text.MessageWidth)) + " [" + f.Code + "]"
		for _, more := range []string{f.Detail, f.Hint} {
			if more != "" {
				words += "; " + text.Clean(more, text.MessageWidth)
			}
		}
		for _, o := range overrides {
			if f.Code == ops.PolicyCode(o.Policy) && f.Severity == ops.Warn {
				words += "; reason given: " + text.Clean(o.Reason, planview.LongestReason)
			}
		}
		notes = append(notes, Note{f.Severity, words})
	}
	if step.Verdict == fork.OK && len(step.Plan.Calls) == 0 {
		notes = append(notes, Note{ops.Note, "nothing to do: the pool is already in this state"})
	}
	return append(notes, TryoutNotes(step, lockouts)...)
}

// priceNote returns the arbitrage cost of a weight change in the words of the preview: the main figure,
// then its basis in lines of their own.
func priceNote(price *arbcost.Cost) Note {
	return Note{ops.Note, strings.Join(price.Sentences(), "\n  ")}
}

// previewTable returns the plan's preview. It is empty if the contracts would refuse the plan.
func previewTable(step *fork.Step) Table {
	t := Table{caption: "before and after", columns: []string{""}}
	if step.Plan == nil || len(step.Plan.Calls) == 0 || refusedByContracts(step) {
		return t
	}
	if step.Verdict == fork.Refused {
		t.caption = "before and after, if it were not refused"
	}
	later, err := effect.StatesAt(step.Plan.Predicted, step.Plan.Moments)
	if err != nil {
		return t
	}
	preview := effect.NewTimeline(step.Before, step.Plan, later)
	t.times = preview.Times()
	for _, column := range preview.Columns {
		t.columns = append(t.columns, ">"+column.Label)
	}
	t.columns[1] = ">before"
	t.rows = append(t.rows, append([]string{"UTC"}, text.Clocks(t.times, time.UTC)...))
	for _, row := range preview.Rows {
		cells := []string{text.Clean(row.Label, effect.LabelWidth)}
		for _, value := range row.Short() {
			cells = append(cells, text.Clean(value, text.NameWidth+4)) // an address has 42 columns
		}
		t.rows = append(t.rows, cells)
	}
	return t
}

// refusedByContracts reports whether a step is refused for another reason than a policy or an old plan.
func refusedByContracts(step *fork.Step) bool {
	return slices.ContainsFunc(step.Plan.Findings, func(f ops.Finding) bool {
		return f.Severity == ops.Refuse && f.Code != "stale" && !strings.HasPrefix(f.Code, ops.PolicyCode(""))
	})
}

// argumentTable lists the calls, their contracts and their arguments.
func argumentTable(step *fork.Step) Table {
	t := Table{caption: "what is called", columns: []string{"call", "argument", "value"}}
	if step.Plan == nil || refusedByContracts(step) {
		return t
	}
	for i, call := range step.Plan.Calls {
		name := strconv.Itoa(i+1) + ". " + methodName(call.Method)
		t.rows = append(t.rows, []string{name, "contract", call.To.Hex() + contractName(step, call.To)})
		for _, arg := range call.Args {
			t.rows = append(t.rows, []string{name, text.Clean(arg.Name, effect.LabelWidth), text.Clean(arg.Value, argumentWidth)})
		}
	}
	return t
}

// argumentWidth is enough for fifty addresses or weights.
const argumentWidth = 4000

func contractName(step *fork.Step, address common.Address) string {
	switch address {
	case step.Pool.Address:
		return " (the pool)"
	case step.Plan.Predicted.Pool.Vault:
		return " (the Vault)"
	}
	if token, err := step.Plan.Predicted.Token(address); err == nil {
		return " (the token " + text.SymbolIn(token.Symbol, movedWidth) + ")"
	}
	return ""
}

func callTable(caption string, calls []fork.CallResult, cost *planview.Cost, on network.ID) Table {
	t := Table{caption: caption, columns: []string{"call", "from", "mined", ">gas", "the pool then", "events"}}
	if cost != nil && cost.BySafe != nil {
		cost = nil // a Safe's calls are not transactions of their own
	}
	if cost != nil {
		t.columns = slices.Insert(t.columns, 4, ">"+on.Coin()+", at most")
	}
	mined := text.Times(minedAt(calls))
	for i, call := range calls {
		var events []string
		for _, e := range call.Events {
			events = append(events, eventText(e))
		}
		row := []string{strconv.Itoa(i+1) + ". " + methodName(call.Method), call.From.Hex(), mined[i],
			text.Count(call.GasUsed), after(&text.Page{}, call.Revert, call.Differences, call.Fields), strings.Join(events, ", ")}
		if cost != nil {
			row = slices.Insert(row, 4, text.Most(cost.FeeCap.Times(cost.Limit(i)).String()))
		}
		t.rows = append(t.rows, row)
		t.mark(len(row)-2, call.Revert != nil || len(call.Differences) > 0)
	}
	return t
}

func minedAt(calls []fork.CallResult) []units.Time {
	var times []units.Time
	for _, call := range calls {
		times = append(times, call.Block.Time)
	}
	return times
}

func laterAt(moments []fork.Moment) []units.Time {
	var times []units.Time
	for _, m := range moments {
		times = append(times, m.Time)
	}
	return times
}

// earlierTable shows the outcomes of queued calls, for which nothing is predicted.
func earlierTable(calls []fork.CallResult) Table {
	t := callTable("", calls, nil, 0)
	t.columns[4] = "outcome"
	for i, call := range calls {
		t.rows[i][0], t.rows[i][4] = strconv.Itoa(i+1)+". "+calledWith(call), earlierOutcome(call)
		t.rows[i] = slices.Insert(t.rows[i], 1, text.Clean(call.Source, text.LineWidth))
		if t.bad[cellAt{i, 4}] {
			t.bad[cellAt{i, 5}] = true
			delete(t.bad, cellAt{i, 4})
		}
	}
	t.columns = slices.Insert(t.columns, 1, "file")
	return t
}

func methodName(method string) string {
	name, _, _ := strings.Cut(method, "(")
	return name
}

func momentsTable(moments []fork.Moment) Table {
	t := Table{caption: "later", columns: []string{"", "time", "the pool then"}}
	times := text.Times(laterAt(moments))
	for i, m := range moments {
		t.rows = append(t.rows, []string{m.Label, times[i], after(&text.Page{}, nil, m.Differences, m.Fields)})
		t.mark(2, len(m.Differences) > 0)
	}
	return t
}

func tryoutTable(tryouts []fork.Tryout) Table {
	t := Table{caption: "what users do next", columns: []string{"", "before", "after"}}
	later := slices.ContainsFunc(tryouts, func(t fork.Tryout) bool { return t.AtEnd != nil })
	if later {
		t.columns = append(t.columns, endColumn)
	}
	for _, try := range tryouts {
		outcomes := []*fork.Outcome{&try.Before, &try.After}
		if later {
			outcomes = append(outcomes, try.AtEnd)
		}
		row := []string{whatText(try)}
		for _, o := range outcomes {
			words := "-"
			if o != nil {
				words = outcomeText(&text.Page{}, try.Kind, *o)
			}
			row = append(row, words)
		}
		t.rows = append(t.rows, row)
		for i, o := range outcomes {
			t.mark(i+1, o != nil && !o.Works && (i < 2 || !try.Idle))
		}
	}
	return t
}

func differencesTable(list []ops.Change) Table {
	t := Table{caption: "differs from the prediction", columns: []string{"", ">predicted", ">found"}}
	for _, c := range list {
		t.rows = append(t.rows, []string{text.Clean(c.Label, text.LineWidth), text.Clean(text.Exact(c.Before), text.LineWidth), text.Clean(text.Exact(c.After), text.LineWidth)})
	}
	return t
}

func (v *View) notTriedPart() Part {
	p := Part{title: "Not tried"}
	t := Table{columns: []string{"operation", "from"}}
	for _, n := range v.NotTried {
		t.rows = append(t.rows, []string{n.Operation, text.Clean(n.Source, text.LineWidth)})
	}
	p.tables = []Table{t}
	return p
}
