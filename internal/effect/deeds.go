// Package effect says what a plan changes: one line that names each deed, and a table of the fields at
// the plan's moments.
package effect

import (
	"fmt"
	"slices"
	"strings"

	"mpool/internal/ops"
	"mpool/internal/ops/wallet"
	"mpool/internal/safe"
	"mpool/internal/text"
)

// Deed is what one call does, or the calls of one operation, for a first line.
type Deed struct {
	Words  string
	Mild   bool   // it changes no fee, weight, balance or right
	Switch bool   // it may move a switch of the pool, as others may before and after it
	Kind   string // neighbours of a kind may be counted in a long line; empty: never
}

// NewDeed makes the deed of an operation; nil is of a call that no operation makes.
func NewDeed(words string, op ops.Operation) Deed {
	return Deed{Words: words, Mild: mild(op), Switch: switches(op)}
}

// A first line names so many deeds, in so many letters.
const (
	mostDeeds   = 12
	mostLetters = 800
)

// Line says in one line what all deeds do, in their order. Where the line is too long, mild deeds are
// dropped and words are cut. left is the number of deeds that have no place.
func Line(deeds []Deed) (words string, left int) {
	list := counted(deeds)
	for ; len(list) > mostDeeds; left++ {
		i := spared(list)
		list = slices.Delete(list, i, i+1)
	}
	list = shortened(shortened(list, func(d Deed) bool { return d.Mild }), func(Deed) bool { return true })
	var parts []string
	for _, d := range list {
		parts = append(parts, d.Words)
	}
	if left > 0 {
		parts = append(parts, "and "+text.Plural(left, "more call"))
	}
	return strings.Join(parts, "; "), left
}

// spared is the deed to drop first: a mild one, the earliest. The last word about a switch stays.
func spared(list []Deed) int {
	moved := false
	for i, d := range list {
		if d.Mild && (!d.Switch || !moved) {
			return i
		}
		moved = moved || d.Switch
	}
	for i, d := range slices.Backward(list) {
		if !d.Switch {
			return i
		}
	}
	return 0
}

// shortened cuts the words of some deeds if the line has too many letters.
func shortened(list []Deed, which func(Deed) bool) []Deed {
	letters := 0
	for _, d := range list {
		letters += len([]rune(d.Words))
	}
	for i, d := range list {
		if letters > mostLetters && which(d) {
			list[i].Words = text.Clean(d.Words, mostLetters/len(list))
		}
	}
	return list
}

// counted joins neighbours with the same words. In a list that is too long, it also joins those of a
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

// joined makes one deed of neighbours with the same key. Deeds without a key stay.
func joined(deeds []Deed, key func(Deed) string, words func(Deed, int) string) []Deed {
	var list []Deed
	for i := 0; i < len(deeds); {
		d, n := deeds[i], 1
		for i+n < len(deeds) && key(d) != "" && key(deeds[i+n]) == key(d) {
			n++
		}
		if n > 1 {
			d.Words = words(d, n)
		}
		list, i = append(list, d), i+n
	}
	return list
}

// mild says that an operation changes no fee, weight, balance or right over them.
func mild(op ops.Operation) bool {
	switch op := op.(type) {
	case ops.SetSwaps:
		return op.FeeRamp == nil
	case ops.Open:
		return op.FeeRamp == nil
	case ops.SetBreakers, ops.ClearBreakers, ops.EnableAllowlist, ops.ChangeAllowlist, ops.SetJoinsExits, ops.Shut,
		ops.CollectAumFees, wallet.RevokeAllowance:
		return true
	}
	return false
}

// switches says that an operation is there to move switches.
func switches(op ops.Operation) bool {
	switch op.(type) {
	case ops.SetSwaps, ops.SetJoinsExits, ops.EnableAllowlist, ops.Open, ops.Shut:
		return true
	}
	return false
}

// Of lists what a plan does: one deed, or those of its parts. preview must be of the same plan.
func Of(before *ops.Snapshot, plan *ops.Plan, preview Timeline) []Deed {
	series, several := safe.InnerOperation(plan).(ops.Series)
	if !several {
		return []Deed{NewDeed(oneChange(before, plan, preview), safe.InnerOperation(plan))}
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

// Whole lists what a whole plan does. First comes what an asset manager reports or gives without a
// cause, which a part of the plan cannot know.
func Whole(before *ops.Snapshot, plan *ops.Plan, preview Timeline) []Deed {
	return append(Unbacked(before, plan), Of(before, plan, preview)...)
}

// ChangeOf says in one line what a plan changes, from what to what and over what time. preview must
// be of the same plan.
func ChangeOf(before *ops.Snapshot, plan *ops.Plan, preview Timeline) string {
	words, _ := Line(Whole(before, plan, preview))
	return words
}

// LeftOut is the number of operations that the first line of a plan cannot name.
func LeftOut(before *ops.Snapshot, plan *ops.Plan) int {
	_, left := Line(Whole(before, plan, Timeline{}))
	return left
}
