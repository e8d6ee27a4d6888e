// Package effect says what a plan changes: one line that names each deed, and a table of the fields at
// the plan's moments.
package effect

import (
	"fmt"
	"slices"
	"strings"

	"mpool/internal/ops"
	"mpool/internal/safe"
	"mpool/internal/text"
)

// Deed is what one call does, or the calls of one operation, for a first line.
type Deed struct {
	Words string
	Mild  bool   // it changes no fee, weight, balance or right
	Kind  string // deeds of a kind may be counted in a long line; empty: never
}

// A first line names so many deeds, in so many letters.
const (
	mostDeeds   = 12
	mostLetters = 800
)

// Line says in one line what all deeds do. Mild deeds come last. Where the line is too long, words
// within deeds are cut. left is the number of deeds that have no place at all.
func Line(deeds []Deed) (words string, left int) {
	list := counted(deeds)
	slices.SortStableFunc(list, func(a, b Deed) int { return rank(a) - rank(b) })
	if left = max(0, len(list)-mostDeeds); left > 0 {
		list = list[:mostDeeds]
	}
	letters := 0
	for _, d := range list {
		letters += len([]rune(d.Words))
	}
	var parts []string
	for _, d := range list {
		if letters > mostLetters {
			d.Words = text.Clean(d.Words, mostLetters/len(list))
		}
		parts = append(parts, d.Words)
	}
	if left > 0 {
		parts = append(parts, "and "+text.Plural(left, "more call"))
	}
	return strings.Join(parts, "; "), left
}

func rank(d Deed) int {
	if d.Mild {
		return 1
	}
	return 0
}

// counted joins deeds with the same words. In a list that is too long, it also joins those of a
// kind.
func counted(deeds []Deed) []Deed {
	deeds = slices.DeleteFunc(slices.Clone(deeds), func(d Deed) bool { return d.Words == "" })
	list := joined(deeds, func(d Deed) string { return d.Words }, func(d Deed, n int) string {
		return fmt.Sprintf("%s (%d times)", d.Words, n)
	})
	if len(list) <= mostDeeds {
		return list
	}
	return joined(list, func(d Deed) string { return d.Kind }, func(d Deed, n int) string {
		return fmt.Sprintf("%s and %s", d.Words, text.Plural(n-1, "more "+d.Kind))
	})
}

// joined makes one deed of all with the same key. Deeds without a key stay.
func joined(deeds []Deed, key func(Deed) string, words func(Deed, int) string) []Deed {
	times, first := map[string]int{}, map[string]int{}
	var list []Deed
	for _, d := range deeds {
		k := key(d)
		if times[k]++; k == "" || times[k] == 1 {
			first[k] = len(list)
			list = append(list, d)
		}
	}
	for k, n := range times {
		if at := first[k]; k != "" && n > 1 {
			list[at].Words = words(list[at], n)
		}
	}
	return list
}

// Mild says that an operation changes no fee, weight, balance or right over them.
func Mild(op ops.Operation) bool {
	switch op := op.(type) {
	case ops.SetSwaps:
		return op.FeeRamp == nil
	case ops.Open:
		return op.FeeRamp == nil
	case ops.SetBreakers, ops.ClearBreakers, ops.EnableAllowlist, ops.ChangeAllowlist, ops.SetJoinsExits, ops.Shut,
		ops.CollectAumFees, ops.RevokeAllowance:
		return true
	}
	return false
}

// Of lists what a plan does: one deed, or those of its parts. preview must be of the same plan.
func Of(before *ops.Snapshot, plan *ops.Plan, preview Timeline) []Deed {
	series, several := safe.InnerOperation(plan).(ops.Series)
	if !several {
		return []Deed{{Words: oneChange(before, plan, preview), Mild: Mild(safe.InnerOperation(plan))}}
	}
	var deeds []Deed
	state := before
	for _, part := range series.Parts {
		next, err := part.Plan(state, plan.At)
		if err != nil || next.Refused() {
			return []Deed{{Words: oneChange(before, plan, preview)}}
		}
		later, err := StatesAt(next.Predicted, next.Moments)
		if err != nil {
			return []Deed{{Words: oneChange(before, plan, preview)}}
		}
		if len(next.Calls) > 0 {
			deeds = append(deeds, Of(state, next, NewTimeline(state, next, later))...)
		}
		state = next.Predicted
	}
	return deeds
}

// ChangeOf says in one line what a plan changes, from what to what and over what time. preview must
// be of the same plan.
func ChangeOf(before *ops.Snapshot, plan *ops.Plan, preview Timeline) string {
	words, _ := Line(Of(before, plan, preview))
	return words
}

// LeftOut is the number of operations that the first line of a plan cannot name.
func LeftOut(before *ops.Snapshot, plan *ops.Plan) int {
	_, left := Line(Of(before, plan, Timeline{}))
	return left
}
