package report

import (
	"fmt"

	"mpool/internal/fork"
	"mpool/internal/text"
)

// attacksText shows the outcomes of a stranger's attempts to rob the pool after each call.
func attacksText(p *text.Page, step fork.Step) {
	if len(step.Attacks) == 0 {
		return
	}
	var rows [][]string
	for _, a := range step.Attacks {
		rows = append(rows, []string{fmt.Sprint(a.Call), text.Clean(a.What, text.LineWidth), attackText(p, a)})
	}
	p.Line("")
	p.Table([]string{"after call", "a stranger tries to", "outcome"}, rows)
}

func attackText(p *text.Page, a fork.Attack) string {
	switch {
	case a.Revert != nil:
		return "refused: " + text.Clean(Title(a.Revert), text.NameWidth)
	case !a.Works:
		return "it succeeds, but gains nothing"
	}
	return p.Red(fmt.Sprintf("IT WORKS: the stranger gains %s of the pool", text.Percent(a.Took)))
}

// attackTable is the same as a table of the report.
func attackTable(attacks []fork.Attack) Table {
	t := Table{caption: "what a stranger tries", columns: []string{"", "after call", "outcome"}}
	for _, a := range attacks {
		t.rows = append(t.rows, []string{text.Clean(a.What, text.LineWidth), fmt.Sprint(a.Call), attackText(&text.Page{}, a)})
		t.mark(2, a.Works)
	}
	return t
}

// robbedWords lists the calls after which a stranger took something, each call once.
func robbedWords(attacks []fork.Attack) []string {
	var words []string
	last := -1
	for _, a := range attacks {
		if a.Works && a.Call != last {
			words, last = append(words, fmt.Sprintf("after call %d a stranger takes a part of the pool", a.Call)), a.Call
		}
	}
	return words
}
