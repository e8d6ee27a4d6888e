// Package doctor checks what mpool depends on: the node, anvil, key files, the configuration and the
// records. A pure function judges each check; other functions collect the facts.
package doctor

import (
	"mpool/internal/text"
)

// State is the result of a check.
type State string

// The states, from good to bad.
const (
	OK      State = "ok"
	Skipped State = "skipped" // another check that it depends on failed
	Warning State = "warning" // mpool works with restrictions
	Refused State = "refused" // mpool cannot work with this, or refuses to
)

// Check is the result about one thing.
type Check struct {
	Name   string `json:"name"`
	State  State  `json:"state"`
	Says   string `json:"says"`
	Remedy string `json:"remedy,omitempty"`
}

func ok(name, says string) Check { return Check{Name: name, State: OK, Says: says} }

func skipped(name, says string) Check { return Check{Name: name, State: Skipped, Says: says} }

func warning(name, says, remedy string) Check { return Check{name, Warning, says, remedy} }

func refused(name, says, remedy string) Check { return Check{name, Refused, says, remedy} }

// View is the result of all checks.
type View struct {
	Checks   []Check `json:"checks"`
	Warnings int     `json:"warning_count"`
	Refusals int     `json:"refused_count"`
}

// Of returns the view of checks, with the number of each state.
func Of(checks []Check) *View {
	v := &View{Checks: checks}
	for _, c := range checks {
		switch c.State {
		case Warning:
			v.Warnings++
		case Refused:
			v.Refusals++
		}
	}
	return v
}

// Text shows a line for each check, with the remedy below it.
func (v *View) Text(p *text.Page) {
	for _, c := range v.Checks {
		p.Named(24, string(c.State)+spaces(c.State)+c.Name, "%s", c.State.paint(p, text.Clean(c.Says, text.MessageWidth)))
		if c.Remedy != "" {
			p.Named(24, "", "remedy: %s", text.Clean(c.Remedy, text.MessageWidth))
		}
	}
	p.Line("")
	p.Line("%s", p.Bold(v.sum(p)))
}

// paint colours words by state.
func (s State) paint(p *text.Page, words string) string {
	switch s {
	case Warning:
		return p.Yellow(words)
	case Refused:
		return p.Red(words)
	case Skipped:
		return p.Faint(words)
	}
	return words
}

// spaces pads a state so that the names are aligned.
func spaces(s State) string { return "          "[len(s):] }

// sum returns the last line.
func (v *View) sum(p *text.Page) string {
	switch {
	case v.Refusals > 0:
		return p.Red(text.Plural(v.Refusals, "refusal")) + " and " + text.Plural(v.Warnings, "warning")
	case v.Warnings > 0:
		return p.Yellow(text.Plural(v.Warnings, "warning"))
	}
	return p.Green("all is well")
}
