package report

import (
	"fmt"
	"strconv"
	"strings"

	"mpool/internal/explain"
	"mpool/internal/fork"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// dryRunText shows a dry run below its plan.
func dryRunText(p *text.Page, r *fork.Result) {
	p.Heading(fmt.Sprintf("dry run on a fork of %s at block %d (%s)", r.Node, r.Block.Number, text.Clean(r.Anvil, text.NameWidth)))
	lockouts := LockoutsOf(r.Steps)
	for i, step := range r.Steps {
		minedText(p, step)
		laterText(p, step)
		tryoutsText(p, step)
		attacksText(p, step)
		notes := TryoutNotes(&step, ofStep(lockouts, i))
		if len(notes) > 0 {
			p.Line("")
		}
		for _, note := range notes {
			p.Finding(note.severity, "%s", note.Text)
		}
	}
	p.Line("")
}

func minedText(p *text.Page, step fork.Step) {
	var rows [][]string
	mined := text.Times(minedAt(step.Calls))
	for i, call := range step.Calls {
		method, _, _ := strings.Cut(call.Method, "(")
		rows = append(rows, []string{strconv.Itoa(i + 1), method, p.Faint(mined[i]),
			text.Count(call.GasUsed), after(p, call.Revert, call.Differences, call.Fields)})
	}
	p.Table([]string{"call", "", "mined", ">gas", "the pool then"}, rows)
	for i, call := range step.Calls {
		for _, e := range call.Events {
			p.Line("  event of call %d: %s", i+1, eventText(e))
		}
	}
}

func eventText(e fork.Event) string {
	of := e.Of.Hex()
	if e.Is != "" {
		of = text.Clean(e.Is, text.NameWidth)
	}
	if e.Event == nil {
		return "of " + of + ", not decoded"
	}
	name, _, _ := strings.Cut(e.Signature, "(")
	return name + " of " + of
}

// after says how the pool compares with the prediction.
func after(p *text.Page, revert *fork.Revert, differences []ops.Change, fields int) string {
	switch {
	case revert != nil:
		return p.Red("REVERTED: ") + Title(revert)
	case len(differences) > 0:
		return p.Red("DIFFERS FROM THE PREDICTION") + " in " + text.Plural(len(differences), "field")
	}
	return fmt.Sprintf("matches the prediction: %s", text.Plural(fields, "field"))
}

func laterText(p *text.Page, step fork.Step) {
	if len(step.Moments) == 0 {
		return
	}
	var rows [][]string
	times := text.Times(laterAt(step.Moments))
	for i, m := range step.Moments {
		rows = append(rows, []string{m.Label, p.Faint(times[i]), after(p, nil, m.Differences, m.Fields)})
	}
	p.Line("")
	p.Table([]string{"later", "", "the pool then"}, rows)
}

func tryoutsText(p *text.Page, step fork.Step) {
	if len(step.Tryouts) == 0 {
		return
	}
	columns := []string{"what users do next", "before", "after"}
	if step.Tryouts[0].AtEnd != nil {
		columns = append(columns, endColumn)
	}
	var rows [][]string
	for _, t := range step.Tryouts {
		row := []string{whatText(t), outcomeText(p, t.Kind, t.Before), outcomeText(p, t.Kind, t.After)}
		if t.AtEnd != nil {
			row = append(row, outcomeText(p, t.Kind, *t.AtEnd))
		}
		rows = append(rows, row)
	}
	p.Line("")
	p.Table(columns, rows)
}

// endColumn is the heading of the attempts at the end of all changes.
const endColumn = "at the end, if nobody trades"

// whatText describes an attempt with rounded numbers.
func whatText(t fork.Tryout) string {
	words := strings.Fields(text.Clean(t.What, text.LineWidth))
	for i, word := range words {
		words[i] = text.Number(word)
	}
	return strings.Join(words, " ")
}

// TryoutNotes says what users can no longer do, what they cannot do between the calls, and what would
// fail at the end if nobody traded until then.
func TryoutNotes(step *fork.Step, lockouts []Lockout) []Note {
	var notes []Note
	for _, l := range lockouts {
		notes = append(notes, l.note())
	}
	for i := range step.Tryouts {
		t := &step.Tryouts[i]
		if since, until, fails := t.Interrupted(); fails != nil && !t.Broken {
			notes = append(notes, Note{ops.Warn, fmt.Sprintf("from call %d until call %d is mined, users cannot %s: %s", since, until, whatText(*t), outcomeText(&text.Page{}, t.Kind, *fails))})
		}
	}
	return append(notes, idleNotes(step)...)
}

// idleNotes returns one note about what fails only if nobody trades while weights change.
func idleNotes(step *fork.Step) []Note {
	var list []string
	for i := range step.Tryouts {
		if t := &step.Tryouts[i]; t.Idle && t.Without != nil && t.Without.Works {
			list = append(list, whatText(*t)+" "+outcomeText(&text.Page{}, t.Kind, *t.AtEnd))
		}
	}
	if len(list) == 0 {
		return nil
	}
	return []Note{{ops.Note, "only if nobody trades until the changes end (arbitrage normally does), these fail then: " + strings.Join(list, "; ")}}
}

// whyText is the reason that adds to the code, with rounded numbers.
func whyText(o fork.Outcome) string {
	words := strings.Fields(text.Clean(o.Why, text.LineWidth))
	for i, word := range words {
		words[i] = text.Number(word)
	}
	return strings.Join(words, " ")
}

// outcomeText says what the user gets, or pays for a share of the pool.
func outcomeText(p *text.Page, kind string, o fork.Outcome) string {
	switch {
	case o.Why == fork.NotTried:
		return o.Why
	case o.Revert != nil && o.Why != "":
		return p.Yellow("fails: ") + Title(o.Revert) + ": " + whyText(o)
	case o.Revert != nil:
		return p.Yellow("fails: ") + Title(o.Revert)
	case !o.Works:
		return p.Yellow("fails: ") + whyText(o)
	}
	var list []string
	for _, m := range o.Amounts {
		if m.Given == (kind == fork.TryJoin) {
			list = append(list, text.Amount(m.Amount)+" "+text.SymbolIn(m.Symbol, movedWidth))
		}
	}
	if len(list) > mostAmounts {
		list = append(list[:mostAmounts], "…")
	}
	if kind == fork.TryJoin {
		return "pays " + strings.Join(list, ", ")
	}
	return "gets " + strings.Join(list, ", ")
}

const (
	mostAmounts = 2 // amounts shown of one outcome; JSON has all
	movedWidth  = 12
)

// Title returns a revert's code and name.
func Title(r *fork.Revert) string {
	words := (&explain.Revert{Code: r.Code, Name: r.Name}).Title()
	return text.Clean(words, text.LineWidth)
}

// earlierOutcome is the outcome of a queued call, for which nothing is predicted.
func earlierOutcome(call fork.CallResult) string {
	switch {
	case call.Revert != nil:
		return after(&text.Page{}, call.Revert, nil, 0)
	case call.Undone:
		return "reverted: the whole batch reverts"
	}
	return "mined"
}

// calledWith returns a call with its arguments.
func calledWith(call fork.CallResult) string {
	var args []string
	for _, arg := range call.Args {
		args = append(args, text.Clean(arg.Value, text.NameWidth+4)) // an address has 42 columns
	}
	if len(args) == 0 {
		return methodName(call.Method)
	}
	return methodName(call.Method) + "(" + strings.Join(args, ", ") + ")"
}
