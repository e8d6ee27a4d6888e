package poolplan

import (
	"fmt"
	"strings"

	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/poolfile"
	"mpool/internal/text"
	"mpool/internal/units"
)

// View is the result of comparing a pool with its file.
type View struct {
	File     string `json:"file"`
	PoolFrom string `json:"pool_from,omitempty"` // source of the pool, if the file does not name one
	*poolfile.Drift
	ComeAgain *units.Time `json:"come_again"`         // null: nothing waits for a time
	Strategy  string      `json:"strategy,omitempty"` // the strategy's weights, with the prices and times that they come from
	Attack    *Attack     `json:"attack,omitempty"`   // the worst attack on the strategy's prices
	OfSafe    bool        `json:"-"`                  // the plan goes to the owners of a Safe, and is not sent
	Plan      *ops.Plan   `json:"-"`                  // the plan of the steps
	on        poolfile.Situation
	blames    blames // finds the field of a refusal
	sent      bool   // an earlier plan of the same run was sent
	queue     string // the command that shows the queue of the pool's Safe; empty: nothing waits there
	// Later are the plans after this one, as far as they need no wait.
	Later []Later `json:"-"`
}

// NewView returns the view of a comparison.
func NewView(file string, d *poolfile.Drift) *View {
	v := &View{File: file}
	v.showDrift(d)
	return v
}

// showDrift replaces the comparison by one with other steps.
func (v *View) showDrift(d *poolfile.Drift) {
	v.Drift, v.ComeAgain = d, nil
	if at := d.Again(); at > 0 {
		v.ComeAgain = &at
	}
}

// Left reports whether something remains after the steps: waits, a Safe's plan that is not executed, or
// doors that the user has not asked to open.
func (v *View) Left() bool {
	return v.held() > 0 || len(v.Waits) > 0 || v.OfSafe && len(v.Steps) > 0
}

// held returns the number of held fields.
func (v *View) held() (n int) {
	for _, d := range v.Differences {
		if d.Standing == poolfile.Held {
			n++
		}
	}
	return n
}

// Became stores the plan, adds findings about the strategy's weights, and names the file's keys in hints.
func (v *View) Became(p *planner.Proposal) {
	v.Plan = p.Plan
	p.View.Findings = fileHints(p.View.Findings)
	if v.Strategy != "" && len(p.Plan.Calls) > 0 {
		p.Warn(ops.Finding{Severity: ops.Note, Code: "strategy.target", Summary: v.Strategy})
	}
	if v.Attack.partly() {
		p.Warn(ops.Finding{Severity: ops.Warn, Code: "strategy.attack_partly", Summary: "attacks on the strategy's prices were tried at " + v.Attack.scope(),
			Hint: "give the strategy prices of a shorter time, so that each decision is tried"})
	}
}

// Text shows the verdict first.
func (v *View) Text(p *text.Page) {
	end := ""
	if v.Closed() && len(v.Waits)+len(v.Steps) == 0 {
		end = "; nothing to do"
	}
	p.Line("%s: %s%s", text.Clean(v.File, text.LineWidth), v.verdict(), end)
	if p.Quiet {
		return
	}
	v.details(p)
}

// details shows the fields that differ, with notes.
func (v *View) details(p *text.Page) {
	if v.PoolFrom != "" {
		p.Line("the file does not name its pool: mpool uses the pool of %s", v.PoolFrom)
	}
	if len(v.Differences) > 0 {
		var rows [][]string
		for _, d := range v.Differences {
			rows = append(rows, []string{sign(d.Standing) + " " + d.Field, text.Clean(shortNumbers(d.Is), 60), text.Clean(shortNumbers(d.Wanted), 60), string(d.Standing)})
		}
		p.Table([]string{"field", "is", "wanted", "status"}, rows)
	}
	for _, d := range v.Differences {
		if d.Why != "" {
			p.Line("  %s: %s", d.Field, shortNumbers(text.Clean(d.Why, text.LineWidth)))
		}
	}
	if v.Strategy != "" {
		p.Line("strategy: %s", text.Rounded(text.Clean(v.Strategy, 4*text.LineWidth)))
	}
	if v.Attack != nil {
		p.Line("attack: %s", v.Attack.Words())
	}
	for _, w := range v.Waits {
		when := ""
		if w.At > 0 {
			when = fmt.Sprintf("; run this again at %s", w.At)
		}
		p.Line("later: %s: %s%s", w.What, text.Clean(w.Why, text.LineWidth), when)
	}
	v.laterText(p)
	if v.queue != "" && len(v.Differences)+len(v.Waits) > 0 {
		p.Line("to see what waits in the Safe's queue, and to sign or execute it:")
		p.Command(v.queue)
	}
	if v.held() > 0 {
		p.Line("if you know that nothing is in progress, open what is held:")
		p.Command("mpool pool apply " + text.ShellWord(v.File) + " --reopen --account NAME")
	}
}

// shortNumbers rounds the numbers in a text.
func shortNumbers(words string) string {
	all := strings.Split(words, " ")
	for i, word := range all {
		number := strings.TrimSuffix(word, ",")
		all[i] = text.Number(number) + word[len(number):]
	}
	return strings.Join(all, " ")
}

func (v *View) verdict() string {
	counts := map[poolfile.Standing]int{}
	for _, d := range v.Differences {
		counts[d.Standing]++
	}
	words, held := "no drift", counts[poolfile.Held]
	if n := counts[poolfile.Drifted] + held; n > 0 { // a held difference is drift too
		words = "drift in " + text.Plural(n, "field")
	}
	switch {
	case held == 0:
	case counts[poolfile.Drifted] == 0:
		words += " (held)"
	default:
		words += fmt.Sprintf(" (%d of them held)", held)
	}
	if n := counts[poolfile.Underway]; n > 0 {
		words += fmt.Sprintf(", %d in progress", n)
	}
	return words
}

// Nothing says why nothing is to be sent; empty if the first line says it.
func (v *View) Nothing() string {
	if len(v.Waits) > 0 {
		return "nothing to do now: see \"later\" above"
	}
	if v.Closed() {
		return ""
	}
	return "nothing to do now"
}

func sign(s poolfile.Standing) string {
	return map[poolfile.Standing]string{poolfile.Drifted: "~", poolfile.Underway: "…", poolfile.Held: "!", poolfile.Unknown: "?"}[s]
}
