package effect

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"mpool/internal/text"
)

// swapFeePath is the field of the swap fee.
const swapFeePath = "fees.swap_fee"

// words describe the changes of the rows from the first to the last moment, a jump among them, and how long they take,
// the largest weight changes first; empty if nothing changes.
func (t Timeline) words(over func(Row) string) string {
	rows := slices.Clone(t.Rows)
	slices.SortStableFunc(rows, func(a, b Row) int {
		switch x, y := a.move(), b.move(); {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	if meant := slices.DeleteFunc(slices.Clone(rows), func(r Row) bool { return !r.isMeant() }); len(meant) > 0 {
		rows = meant
	}
	var spans []string
	parts := map[string][]string{} // by duration
	for _, row := range rows {
		words, span := row.words(), over(row)
		switch {
		case words == "":
			continue
		case parts[span] == nil:
			spans = append(spans, span)
		}
		parts[span] = append(parts[span], words)
	}
	for i, span := range spans {
		spans[i] = Few(parts[span], ", ") + span
	}
	return strings.Join(spans, ", ")
}

// isMeant says whether an owner changes this field on purpose. Other fields follow from these, such
// as the prices at which circuit breakers trip.
func (r Row) isMeant() bool {
	switch r.Path {
	case swapFeePath, "fees.aum_fee", "pool.swap_enabled", "pool.join_exit_enabled", "pool.must_allowlist_lps":
		return r.differs()
	}
	for _, end := range []string{".weight", ".cash", ".managed", ".lower_bound", ".upper_bound"} {
		if strings.HasPrefix(r.Path, "tokens.") && strings.HasSuffix(r.Path, end) {
			return r.differs()
		}
	}
	return false
}

func (r Row) differs() bool {
	first, last := r.shownEnds()
	return first != last
}

// words describe the name and the change of a row; empty if its value does not change. A value that
// jumps and then moves on has both.
func (r Row) words() string {
	name := text.Clean(r.name(), LabelWidth)
	if mined, last := r.since(1); r.jumps && mined != last {
		if first, mined := r.shown(r.Values[0], r.Values[1]); first != mined {
			return fmt.Sprintf("%s %s → %s at once, then → %s", name, first, mined, last)
		}
	}
	first, last := r.shownEnds()
	if first == last {
		return ""
	}
	return name + " " + first + " → " + last
}

// shownEnds are the first and the last value as people see them.
func (r Row) shownEnds() (first, last string) { return r.shown(r.ends()) }

// since is the value at a moment, and the last one, as people see them.
func (r Row) since(moment int) (then, last string) {
	return r.shown(r.Values[min(moment, len(r.Values)-1)], r.Values[len(r.Values)-1])
}

func (r Row) shown(one, other string) (string, string) {
	values := text.Row([]string{OrNone(r.Path, one), OrNone(r.Path, other)})
	return onOff(values[0]), onOff(values[1])
}

// ends returns the first and the last value. If both are equal, the last one is the value in
// between.
func (r Row) ends() (first, last string) {
	first, last = r.Values[0], r.Values[len(r.Values)-1]
	if first == last {
		last = r.Values[min(1, len(r.Values)-1)]
	}
	return first, last
}

// name is the short name of a token's weight or of a switch, otherwise the label.
func (r Row) name() string {
	if r.IsWeight() {
		return strings.TrimSuffix(r.Label, " weight")
	}
	return strings.TrimSuffix(r.Label, " enabled")
}

// onOff formats a value for people.
func onOff(value string) string {
	switch value {
	case "true":
		return "on"
	case "false":
		return "off"
	case "":
		return "none"
	}
	return text.Clean(value, text.NameWidth+4)
}

// move returns by how many points a weight moves; 0 for other rows, which come after weights.
func (r Row) move() float64 {
	if !r.IsWeight() {
		return 0
	}
	first, last := r.ends()
	return math.Abs(points(last) - points(first))
}

func points(percent string) float64 {
	value, err := strconv.ParseFloat(strings.TrimSuffix(percent, "%"), 64)
	if err != nil { // the token is not in the pool at that time
		return 0
	}
	return value
}
