package planner

import "mpool/internal/ops"

// Private says whether signed transactions go only to a private relay or builder.
func (pl *Planner) Private() bool {
	return pl.Settings.Private()
}

// privateNote says what a private relay protects from, and what it does not.
func privateNote(calls int) ops.Finding {
	more := ""
	if calls > 1 {
		more = "; the state between the calls, once one is mined; or the later calls, which the first one reveals"
	}
	return ops.Finding{Severity: ops.Note, Code: "publish.private",
		Summary: "signed transactions go only to --publish-url, so watchers of the public mempool do not see them before they are mined",
		Hint:    "this does not hide them from the block builder or the operator of that URL" + more + "; mpool cannot know that one was refused until its nonce is used"}
}

// tellPrivate adds the note to the view.
func tellPrivate(pl *Planner, p *Proposal) {
	if pl.Private() {
		p.View.Findings = append(p.View.Findings, privateNote(len(p.Plan.Calls)))
		p.tellLate("publish.late", "the operator of --publish-url can hold it back", "if it is not mined in time, run mpool tx cancel with --publish-url public")
	}
}
