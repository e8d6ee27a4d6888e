package inspect

import (
	"encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/effect"
	"mpool/internal/history"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/text"
	"mpool/internal/units"
)

func (v *HistoryView) Text(p *text.Page) {
	if v.Unproven != "" {
		p.Line("%s", p.Yellow(text.Clean("NOT PROVEN to be a Balancer pool: "+v.Unproven, text.MessageWidth)))
	}
	p.Line("history of %s (%s)", v.Pool.Name, v.Pool.Address)
	p.Line("on %s, blocks %d to %d, %s", network.ID(v.Pool.ChainID), v.From, v.To.Number, text.Time(v.To.Time))
	p.Line("")
	if len(v.Entries) == 0 {
		p.Line("no events")
		return
	}
	var rows [][]string
	var times []units.Time
	for _, e := range v.Entries {
		times = append(times, e.Time)
	}
	clocks := text.Clocks(times, p.Zone)
	for i := 0; i < len(v.Entries); i++ {
		e, more := v.Entries[i], v.collections(i)
		if more > 0 {
			e = folded(v.Entries[i : i+more+1])
			i += more
		}
		rows = append(rows, v.withHash(e, e.rows(clocks[i], p.Zone))...)
	}
	columns := []string{p.ZoneName(), "action", "by", "what", ">before", ">after"}
	if v.Hashes {
		columns = append(columns, "transaction")
	}
	p.Table(columns, rows)
}

// withHash adds the transaction's hash to the first row of an action. The hash is complete, because
// mpool explain needs all of it.
func (v *HistoryView) withHash(e historyEntry, rows [][]string) [][]string {
	for i := range rows {
		switch {
		case !v.Hashes:
		case i == 0:
			rows[i] = append(rows[i], e.Tx.Hex())
		default:
			rows[i] = append(rows[i], "")
		}
	}
	return rows
}

// collections returns how many of the following entries are fee collections too, if entry i is one.
// Every join and exit collects fees.
func (v *HistoryView) collections(i int) int {
	n := 0
	for v.Entries[i].Action == collecting && i+n+1 < len(v.Entries) && v.Entries[i+n+1].Action == collecting {
		n++
	}
	return n
}

const collecting = "aum-fee collect"

// folded combines several collections into one, with the time of the last.
func folded(entries []historyEntry) historyEntry {
	sum, protocols := entries[0].Collected, entries[0].ToProtocol
	for _, e := range entries[1:] {
		sum, protocols = sum.Plus(e.Collected), protocols.Plus(e.ToProtocol)
	}
	all := entries[len(entries)-1]
	all.Action = collecting + " x" + strconv.Itoa(len(entries))
	change := all.Changes[0]
	change.After = sum.String()
	all.Changes = []ops.Change{change}
	if !protocols.Raw.IsZero() {
		all.Changes = append(all.Changes, ops.Change{Path: "fees.protocol_aum_fee_collected", Label: "BPT to the protocol", After: protocols.String()})
	}
	return all
}

// rows returns a line for each change; the first line names the action.
func (e historyEntry) rows(clock string, zone *time.Location) [][]string {
	head := []string{clock, e.Action, e.by()}
	var rows [][]string
	for _, c := range fromStart(e.Changes) {
		was, is := effect.OrNone(c.Path, c.Before), effect.OrNone(c.Path, c.After)
		before, after := shownChange(was, is, zone)
		if before == after && before != "" {
			continue // nothing changes, such as a bound when only the other one was set
		}
		after = asDifference(c, after)
		rows = append(rows, append(head, text.Clean(c.Label, effect.LabelWidth), before, after))
		head = []string{"", "", ""}
	}
	if len(rows) == 0 {
		rows = append(rows, append(head, "", "", ""))
	}
	return rows
}

// fromStart lets a fee ramp read in its order: the jump to its start fee, then from there to its end.
func fromStart(changes []ops.Change) []ops.Change {
	is := func(path string) func(ops.Change) bool { return func(c ops.Change) bool { return c.Path == path } }
	fee, start := slices.IndexFunc(changes, is("fees.swap_fee")), slices.IndexFunc(changes, is("fees.start_swap_fee"))
	if fee < 0 || start < fee {
		return changes
	}
	list := slices.Clone(changes)
	list[fee].Before = list[start].After
	list[fee], list[start] = list[start], list[fee]
	return list
}

// shownChange formats two values for people: numbers that differ look different.
func shownChange(before, after string, zone *time.Location) (string, string) {
	short := text.Row([]string{before, after})
	for i, exact := range []string{before, after} {
		if _, _, isNumber := text.ReadNumber(exact); !isNumber {
			short[i] = shownValue(exact, zone)
		}
	}
	return short[0], short[1]
}

// asDifference marks a value as a difference.
func asDifference(c ops.Change, text string) string {
	if strings.HasSuffix(c.Path, "_delta") {
		text += " (change)"
	}
	return text
}

// shownValue formats a value for people, with numbers and times as elsewhere.
func shownValue(exact string, zone *time.Location) string {
	if t, is := text.ReadTime(exact); is {
		return text.Clocks([]units.Time{t}, zone)[0]
	}
	if sign, rest := signOf(exact); sign != "" {
		return sign + text.Number(rest)
	}
	return text.Clean(text.Number(exact), effect.LabelWidth)
}

func signOf(text string) (sign, rest string) {
	if strings.HasPrefix(text, "+") || strings.HasPrefix(text, "-") {
		return text[:1], text[1:]
	}
	return "", text
}

// by returns the role, and the sender if that is another account, as with a Safe.
func (e historyEntry) by() string {
	if e.Actor == (common.Address{}) && e.Role == history.Factory { // a factory is no sender of transactions
		return string(e.Role) + ", sent by " + shortAddress(e.Sender)
	}
	if e.Actor == (common.Address{}) || e.Actor == e.Sender {
		return string(e.Role) + " " + shortAddress(e.Sender)
	}
	return string(e.Role) + " " + shortAddress(e.Actor) + ", sent by " + shortAddress(e.Sender)
}

func shortAddress(a common.Address) string {
	text := a.Hex()
	return text[:6] + "…" + text[38:]
}

// CSV writes the timeline for spreadsheets: exact values, one line for each change.
func (v *HistoryView) CSV(to io.Writer) error {
	w := csv.NewWriter(to)
	_ = w.Write([]string{"time", "block", "transaction", "log_index", "action", "role", "actor", "sender", "path", "what", "before", "after"})
	for _, e := range v.Entries {
		changes := e.Changes
		if len(changes) == 0 {
			changes = []ops.Change{{}}
		}
		for _, c := range changes {
			_ = w.Write([]string{e.Time.RFC3339(), strconv.FormatUint(e.Block, 10), e.Tx.Hex(), strconv.FormatUint(uint64(e.Index), 10),
				e.Action, string(e.Role), actorText(e.Entry), e.Sender.Hex(), cell(c.Path), cell(c.Label), cell(c.Before), cell(c.After)})
		}
	}
	w.Flush()
	return w.Error()
}

func actorText(e history.Entry) string {
	if e.Actor == (common.Address{}) {
		return ""
	}
	return e.Actor.Hex()
}

// cell makes text from the chain safe for a spreadsheet, which runs cells that begin like a formula: a
// symbol may be =HYPERLINK(…). Numbers may begin with a sign.
func cell(words string) string {
	words = text.Clean(words, text.LineWidth)
	trimmed := strings.TrimLeft(words, " ")
	if trimmed == "" || isSigned(words) {
		return words
	}
	if strings.ContainsAny(string([]rune(trimmed)[0]), "=+-@|%＝＋－＠") {
		return "'" + words
	}
	return words
}

// isSigned reports whether a text is a number with a sign, possibly in raw units.
func isSigned(text string) bool {
	_, digits := signOf(strings.TrimSuffix(text, "raw"))
	return digits != "" && strings.Trim(digits, "0123456789.") == "" && strings.Count(digits, ".") <= 1
}
