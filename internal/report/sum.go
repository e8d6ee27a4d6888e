package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"mpool/internal/fork"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/text"
)

// The beginning of a report: the verdict, and a line for each operation.

// stepSum is one operation in a line. A part that is not an operation has number 0.
type stepSum struct {
	number    int
	name      string
	source    string
	verdict   fork.Verdict
	warnings  int
	robbed    []string // what a stranger took on the fork
	broken    []string // what users can no longer do, and until when
	overrides []planview.Overridden
}

func sumOf(number int, step *fork.Step, notes []Note, lockouts []Lockout, overrides []planview.Overridden) stepSum {
	s := stepSum{number: number, name: step.Operation, source: text.Clean(step.Source, text.LineWidth), verdict: step.Verdict, overrides: overrides}
	for _, note := range notes {
		if note.severity == ops.Warn {
			s.warnings++
		}
	}
	s.robbed = robbedWords(step.Attacks)
	s.broken = stepLockoutWords(step, lockouts)
	return s
}

// careful reports whether there is something to look at.
func (s stepSum) careful() bool {
	return s.warnings > 0 || len(s.robbed) > 0 || len(s.broken) > 0 || len(s.overrides) > 0
}

// plus combines two lines. It does not combine broken, because only all operations together tell what
// users can no longer do.
func (s stepSum) plus(other stepSum) stepSum {
	s.warnings += other.warnings
	s.robbed = append(s.robbed, other.robbed...)
	s.overrides = append(s.overrides, other.overrides...)
	return s
}

// words lists what to look at.
func (s stepSum) words() []string {
	var words []string
	if s.warnings > 0 {
		words = append(words, text.Plural(s.warnings, "warning"))
	}
	words = append(append(words, s.robbed...), s.broken...)
	for _, o := range s.overrides {
		words = append(words, fmt.Sprintf("%s is overridden: %q", o.Policy, text.Clean(o.Reason, reasonWidth)))
	}
	return words
}

// reasonWidth is the width of a reason in a headline; the operation's notes have all of it.
const reasonWidth = 80

// sumOfAll returns what to look at in all operations.
func (v *View) sumOfAll(parts []Part, lockouts []Lockout) stepSum {
	var all stepSum
	for _, part := range parts {
		all = all.plus(part.sum)
	}
	all.broken = LockoutWords(v.Steps, lockouts)
	return all
}

// verdictLine returns the verdict with its reasons, for the line below the headline.
func (v *View) verdictLine(all stepSum) (VerdictKind, string) {
	if err := v.Failure(); err != nil {
		text := text.Clean(err.Error(), text.MessageWidth)
		if v.Stop == nil && v.Verdict == fork.Refused {
			return refusedKind, text
		}
		return wrong, text
	}
	text := v.asPredicted()
	if v.Old != "" {
		return Careful, strings.Join(append([]string{text + ", but " + v.Old}, all.words()...), "; ")
	}
	switch {
	case all.careful():
		return Careful, text + ", " + strings.Join(all.words(), "; ") // words begins with the warnings
	case v.Calls() > 0:
		return AsPredicted, "everything " + text
	}
	return AsPredicted, text
}

// overviewOf returns a table of the operations, if there are at least two. Those that need a look come
// first, so that nobody misses them in a hurry or in a shortened report.
func overviewOf(parts []Part, rest []NotTried) Table {
	t := Table{caption: "operations, most important first", columns: []string{"operation", "from", "outcome", "look at"}}
	var sums []stepSum
	for _, part := range parts {
		if part.sum.number > 0 {
			sums = append(sums, part.sum)
		}
	}
	if len(sums)+len(rest) < 2 {
		return t
	}
	for i, n := range rest {
		if n.Why != "" {
			t.rows = append(t.rows, []string{n.Operation, text.Clean(n.Source, text.LineWidth), "cannot be tried", n.Why})
			t.mark(2, true)
			rest = slices.Delete(slices.Clone(rest), i, i+1)
			break
		}
	}
	slices.SortStableFunc(sums, func(a, b stepSum) int { return cmp.Compare(b.rank(), a.rank()) })
	for _, s := range sums {
		t.rows = append(t.rows, []string{fmt.Sprintf("%d. %s", s.number, s.name), s.source, verdictWord(s.verdict), strings.Join(s.words(), "; ")})
		t.mark(2, s.verdict != fork.OK)
		t.mark(3, s.careful())
	}
	for _, n := range rest {
		t.rows = append(t.rows, []string{n.Operation, text.Clean(n.Source, text.LineWidth), "not tried", ""})
	}
	return t
}

// rank returns how much an operation needs a look, at most highest. Parts that are not operations, such
// as the queue, always need one.
func (s stepSum) rank() int {
	switch {
	case s.number == 0 || s.verdict != fork.OK:
		return highest
	case len(s.robbed) > 0 || len(s.broken) > 0 || len(s.overrides) > 0:
		return 2
	case s.warnings > 0:
		return 1
	}
	return 0
}

const highest = 3

func verdictWord(v fork.Verdict) string {
	switch v {
	case fork.OK:
		return "matches"
	case fork.Disagrees:
		return "DIFFERS"
	}
	return string(v)
}
