package poolplan

import (
	"strings"

	"mpool/internal/text"
)

// Applied is the result of applying several files, with the last comparison of each.
type Applied []*View

// Text shows a line for each file.
func (a Applied) Text(p *text.Page) {
	p.Line("\n%s:", text.Plural(len(a), "pool file"))
	for _, v := range a {
		p.Line("  %s: %s", text.Clean(v.File, text.LineWidth), v.applied())
	}
}

// Follows stores whether an earlier plan of the same run was sent.
func (v *View) Follows(sent bool) {
	if v != nil {
		v.sent = sent
	}
}

// applied says what was done with a file, and what is left.
func (v *View) applied() string {
	var words []string
	switch {
	case v.OfSafe && len(v.Steps) > 0:
		words = append(words, "proposed to the Safe's owners")
	case v.sent || len(v.Steps) > 0:
		words = append(words, "sent")
	default:
		words = append(words, "nothing was sent")
	}
	if n := v.held(); n > 0 {
		words = append(words, text.Plural(n, "field")+" held: add --reopen to open")
	}
	if v.ComeAgain != nil {
		words = append(words, "come again at "+v.ComeAgain.String())
	}
	return strings.Join(words, "; ")
}
