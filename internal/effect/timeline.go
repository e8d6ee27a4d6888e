package effect

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"mpool/internal/ops"
	"mpool/internal/safe"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Timeline is a table of changes: a row for each field, a column for each moment.
type Timeline struct {
	Columns []Moment `json:"columns"`
	Rows    []Row    `json:"rows"`
}

// Moment is a time that a plan has a state for: now, when mined, or later.
type Moment struct {
	Label string     `json:"label"`
	Time  units.Time `json:"time"`
}

// Row is a field with its value at each moment.
type Row struct {
	Path   string   `json:"path"`
	Label  string   `json:"label"`
	Values []string `json:"values"`
	ours   bool     // the operation causes the change
	jumps  bool     // the operation changes the value as soon as it is mined
}

// NewTimeline compares the pool before a plan with its predicted states; later are those after mining.
func NewTimeline(before *ops.Snapshot, plan *ops.Plan, later []*ops.Snapshot) Timeline {
	states := append([]*ops.Snapshot{before, plan.Predicted}, later...)
	t := Timeline{Columns: []Moment{{"now", before.Block.Time}, {"when mined", plan.At}}}
	for i, state := range later {
		t.Columns = append(t.Columns, Moment{MomentLabel(i, len(later)), state.Block.Time})
	}
	values, otherwise := make([]map[string]string, len(states)), make([]map[string]string, len(states))
	for i, state := range states {
		values[i] = valuesOf(previewed(state))
		otherwise[i] = valuesOf(previewed(untouched(before, t.Columns[i].Time)))
	}
	if _, creates := safe.InnerOperation(plan).(ops.Creating); creates {
		values[0] = nil // the pool does not exist yet
	}
	var rows []Row
	for _, field := range append(previewed(plan.Predicted), gone(before, values[1])...) {
		row := Row{Path: field.Path, Label: field.Label}
		for i := range states {
			row.Values = append(row.Values, values[i][field.Path])
			row.ours = row.ours || values[i][field.Path] != otherwise[i][field.Path]
		}
		row.jumps = values[1][field.Path] != otherwise[1][field.Path]
		rows = append(rows, row)
	}
	rows = slices.DeleteFunc(rows, func(r Row) bool { return misleads(plan, r, plan.Predicted, later) })
	if setAtOnce(plan) {
		rows = slices.DeleteFunc(rows, func(r Row) bool { return strings.HasPrefix(r.Path, "fees.swap_fee_change.") })
	}
	t.Rows = append(t.Rows, shown(rows)...)
	return t
}

// setAtOnce says whether a plan sets the swap fee at once. That call is a ramp from the fee to
// itself: its end is a deadline, and the fee does not move.
func setAtOnce(plan *ops.Plan) bool {
	op := safe.InnerOperation(plan)
	parts := []ops.Nested{{Operation: op}}
	if series, several := op.(ops.Series); several {
		parts = series.Parts
	}
	return slices.ContainsFunc(parts, func(p ops.Nested) bool { _, is := p.Operation.(ops.SetSwapFee); return is })
}

// untouched is the pool at a time if nothing is sent. Changes that happen by themselves until then
// do not belong to the operation.
func untouched(before *ops.Snapshot, at units.Time) *ops.Snapshot {
	if at == before.Block.Time {
		return before
	}
	state, err := before.At(at)
	if err != nil { // the state cannot be computed, so show everything that changes
		return before
	}
	return state
}

func valuesOf(fields []ops.Field) map[string]string {
	values := map[string]string{}
	for _, field := range fields {
		values[field.Path] = field.Value
	}
	return values
}

// gone returns the fields of tokens that the pool no longer has after the plan.
func gone(before *ops.Snapshot, after map[string]string) []ops.Field {
	var fields []ops.Field
	for _, field := range before.Fields() {
		_, there := after[field.Path]
		name := field.Path[strings.LastIndex(field.Path, ".")+1:]
		if !there && slices.Contains([]string{"weight", "cash", "managed"}, name) {
			fields = append(fields, field)
		}
	}
	return fields
}

// shown returns the rows that a reader needs: changed rows, and all weights if one changes, because
// weights make sense only together.
func shown(rows []Row) []Row {
	weights := slices.ContainsFunc(rows, func(row Row) bool { return row.IsWeight() && row.ours })
	var wanted []Row
	for _, row := range rows {
		if row.ours && row.changes() && !Clockwork(row.Path) && !row.alone(rows) || weights && row.IsWeight() {
			wanted = append(wanted, row)
		}
	}
	return wanted
}

// changes says that a reader sees different values in the row.
func (r Row) changes() bool { return len(slices.Compact(r.Short())) > 1 }

// IsWeight says whether the row is of a token's weight.
func (r Row) IsWeight() bool { return strings.HasSuffix(r.Path, ".weight") }

// MomentLabel names the later moments of a plan: a later start, half way, and the end. The moments
// of several changes have no such names.
func MomentLabel(i, n int) string {
	if n > 3 && i < n-1 {
		return "between"
	}
	return []string{"start", "half way", "end"}[3-n+i]
}

// Clockwork says whether a field changes by itself with time, or only says when something else
// changes. Such fields are checked but not shown in the preview.
func Clockwork(path string) bool {
	switch path {
	case "block.time", "supply.actual", "fees.aum_fee_due",
		"weight_change.start", "weight_change.end":
		return true
	}
	return strings.HasSuffix(path, ".start_weight") || strings.HasSuffix(path, ".end_weight")
}

// Text prints the table, with times in the page's zone.
func (t Timeline) Text(p *text.Page) {
	clocks := t.clocks(p.Zone)
	columns := []string{"\n" + p.ZoneName()}
	for _, column := range t.Columns {
		columns = append(columns, ">"+column.Label+"\n"+clocks[column.Time.RFC3339()])
	}
	var rows [][]string
	for _, row := range t.Rows {
		cells := []string{text.Clean(row.Label, LabelWidth)}
		for i, value := range row.Short() {
			value = cmp.Or(clocks[row.Values[i]], value, "-")
			cells = append(cells, text.Clean(value, text.NameWidth+4)) // an address has 42 characters; a symbol is hostile text
		}
		rows = append(rows, cells)
	}
	p.Table(columns, rows)
}

// clocks formats the table's times in a zone, by their RFC 3339 values.
func (t Timeline) clocks(zone *time.Location) map[string]string {
	times := t.Times()
	for _, row := range t.Rows {
		for _, value := range row.Values {
			if moment, is := text.ReadTime(value); is {
				times = append(times, moment)
			}
		}
	}
	list := map[string]string{}
	for i, clock := range text.Clocks(times, zone) {
		list[times[i].RFC3339()] = clock
	}
	return list
}

// Times returns the times of the columns.
func (t Timeline) Times() []units.Time {
	var times []units.Time
	for _, column := range t.Columns {
		times = append(times, column.Time)
	}
	return times
}

// Short formats the values for people. The ID of a chain is no quantity, and has no commas.
func (r Row) Short() []string {
	if r.Path == "chain_id" {
		return slices.Clone(r.Values)
	}
	values := make([]string, len(r.Values))
	for i, value := range r.Values {
		values[i] = OrNone(r.Path, value)
	}
	return text.Row(values)
}

// OrNone returns "none" for a bound that a circuit breaker does not have: 0 would look like a
// bound.
func OrNone(path, value string) string {
	if strings.Contains(path, ".breaker.") && (value == "" || value == "0" || value == "0%") {
		return "none"
	}
	return value
}

// LabelWidth leaves room for an address and its description.
const LabelWidth = 80
