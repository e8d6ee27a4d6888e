package main

import (
	"fmt"

	"mpool/internal/fork"
)

// attacksText says what became of strangers who tried to rob the pool between two calls.
func attacksText(p *page, step fork.Step) {
	if len(step.Attacks) == 0 {
		return
	}
	var rows [][]string
	for _, a := range step.Attacks {
		rows = append(rows, []string{fmt.Sprint(a.Call), clean(a.What, textWidth), attackText(p, a)})
	}
	p.line("")
	p.table([]string{"after call", "a stranger without tokens tries to", "what he gets"}, rows)
}

func attackText(p *page, a fork.Attack) string {
	if !a.Works {
		return "refused: " + clean(title(a.Revert), nameWidth)
	}
	return p.red(fmt.Sprintf("IT WORKS: up to %s of a token", shortPercent(a.Took)))
}
