package queue

import (
	"fmt"

	"mpool/internal/failure"
	"mpool/internal/safe/review"
	"mpool/internal/text"
)

// head is the first line of a queue: what is wrong with it, or what its first transaction waits for.
func (v *View) head() string {
	queue := "queue of " + text.Plural(len(v.Transactions), "transaction") + ": "
	switch f := v.worst(); {
	case f != nil && f.Exit == failure.Simulation:
		return queue + "one REVERTS"
	case f != nil:
		return queue + "refused [" + f.Code + "]"
	case len(v.Transactions) == 0:
		return "the queue is empty"
	case v.Ready():
		return fmt.Sprintf("%stransaction %d can be executed", queue, v.Safe.Nonce)
	case v.sound():
		return fmt.Sprintf("%stransaction %d needs %d more of %s", queue, v.Safe.Nonce, v.lacks(), text.Plural(int(v.Safe.Threshold), "signature"))
	}
	return fmt.Sprintf("%stransaction %d was not simulated", queue, v.Safe.Nonce)
}

// head is the first line of a transaction: what it changes, unless it should not be signed.
func (t Tx) head() string {
	switch found := t.refused(); {
	case t.Broken != "", t.Foreign:
		return t.which()
	case found != nil:
		return t.which() + ": do not sign [" + found.Code + "]"
	case t.Revert != "":
		return t.which() + ": REVERTS"
	}
	if words := review.Changes(t.Calls, nil); words != "" {
		return t.which() + ": " + text.Clean(words, text.MessageWidth)
	}
	return t.which()
}

// quiet is what --quiet leaves of a transaction: its first line, and what is warned of.
func (t Tx) quiet(p *text.Page, threshold uint64) {
	p.Line("%s", p.Bold(fmt.Sprintf("%s; %d of %d required signatures", t.head(), len(t.Signed), threshold)))
	if t.Broken != "" {
		p.Line("  %s: %s", p.Red("INVALID TRANSACTION"), text.Clean(t.Broken, text.LineWidth))
	}
	if t.Foreign {
		p.Line("  %s: the service says %s", p.Red("WRONG HASH"), t.Claimed)
	}
	list := t.Findings
	for _, c := range t.Calls {
		list = append(list[:len(list):len(list)], c.Findings...)
	}
	review.Warned(p, list)
}
