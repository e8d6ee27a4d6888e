package planner

import "mpool/internal/ops"

// Private says that signed bytes go to a private relay or builder only.
func (pl *Planner) Private() bool {
	return pl.Settings.Private()
}

// privateNote says what a private place protects from and what not.
func privateNote(calls int) ops.Finding {
	more := ""
	if calls > 1 {
		more = "; the state between the calls, once one is mined; and the later calls, for the first one shows what is to come"
	}
	return ops.Finding{Severity: ops.Note, Code: "publish.private",
		Summary: "what is signed goes to --publish-url only, which keeps it from those who watch the public pool before it is mined",
		Hint:    "it does not protect from whoever builds the block, or runs that place and sees it first" + more + "; nobody can say that it was refused until its nonce is used"}
}

// tellPrivate adds it to what is shown.
func (pl *Planner) tellPrivate(p *Proposal) {
	if pl.Private() {
		p.View.Findings = append(p.View.Findings, privateNote(len(p.Plan.Calls)))
	}
}
