package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"mpool/internal/fork"
	"mpool/internal/ops"
)

// The parts of a report: an operation each, and its tables.

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

// priceNote is what a weight change gives to arbitrage, as the plan's preview has
// it.
func priceNote(price *priceView) reportNote {
	return reportNote{ops.Note, strings.Join(price.sentences(), "; ")}
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
		for _, value := range row.short() {
			cells = append(cells, clean(value, nameWidth))
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
		t.rows[i] = slices.Insert(t.rows[i], 1, clean(call.Source, textWidth))
	}
	t.columns = slices.Insert(t.columns, 1, "file")
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
		t.rows = append(t.rows, []string{clean(c.Label, textWidth), clean(c.Before, textWidth), clean(c.After, textWidth)})
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
