package inspect

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/history"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/text"
	"mpool/internal/units"
)

// A spreadsheet would run a cell that begins like a formula.
func TestCSVCells(t *testing.T) {
	for text, want := range map[string]string{
		"=HYPERLINK(\"http://x\")": "'=HYPERLINK(\"http://x\")",
		"+1+cmd|' /C calc'!A0":     "'+1+cmd|' /C calc'!A0",
		"-2+3":                     "'-2+3",
		"@SUM(A1)":                 "'@SUM(A1)",
		"\t=1":                     "' =1",
		"  =1":                     "'  =1",
		"\x1b[31m=1":               "'=1",
		"\u202e=1":                 "'=1",
		"＝1":                       "'＝1",
		"-":                        "'-",
		"+1.5":                     "+1.5",
		"-1500000raw":              "-1500000raw",
		"-1.5.5":                   "'-1.5.5",
		"30%":                      "30%",
		"WETH weight":              "WETH weight",
		"":                         "",
	} {
		if got := cell(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func hostileHistory() *HistoryView {
	collect := func(amount uint64) historyEntry {
		e := historyEntry{Entry: history.Entry{Time: 1_700_000_000, Action: collecting, Role: history.Anyone, Collected: units.Amount{Raw: *units.FixedFrom(amount).Int(), Decimals: 18}}}
		e.Changes = []ops.Change{{Label: "BPT to the owner", After: e.Collected.String()}}
		return e
	}
	nasty := historyEntry{Sender: common.Address{2}, Entry: history.Entry{Action: "weights-update", Role: history.Owner, Actor: common.Address{1},
		Changes: []ops.Change{{Label: "=cmd\x1b[2J\u202e,\"\n weight", Before: "40%", After: "30%"}}}}
	return &HistoryView{Entries: []historyEntry{collect(1e18), collect(2e18), nasty, collect(5e17), {}}}
}

func TestCSV(t *testing.T) {
	var out bytes.Buffer
	if err := hostileHistory().CSV(&out); err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(&out).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(records) != 6 {
		t.Fatalf("%d records", len(records))
	}
	if got := records[3][9]; got != `'=cmd," weight` && got != `'=cmd,"  weight` {
		t.Errorf("the label is %q", got)
	}
}

// Consecutive collections are one line, and text from the chain is clean.
func TestHistoryText(t *testing.T) {
	p := &text.Page{}
	hostileHistory().Text(p)
	text := p.String()
	for _, want := range []string{"aum-fee collect x2", " 3\n", " 0.5\n", "owner 0x0100…0000, sent by 0x0200…0000"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	if strings.ContainsAny(text, "\x1b\u202e") {
		t.Errorf("escapes in %q", text)
	}
}

func TestParseSince(t *testing.T) {
	const now = units.Time(1_700_000_000)
	for text, want := range map[string]units.Time{
		"30d": now - 30*86400, "12h": now - 43200, "40000d": 0, "now": now,
		"2023-01-01T00:00:00Z": 1_672_531_200, "1600000000": 1_600_000_000,
	} {
		if got, err := planner.ParseSince(text, now, time.UTC); err != nil || got != want {
			t.Errorf("%s is %d, %v; want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "+1d", "-1d", "yesterday", "1700000001", "30"} {
		if got, err := planner.ParseSince(text, now, time.UTC); err == nil {
			t.Errorf("%q is read as %d", text, got)
		}
	}
}

// The hashes of transactions are complete, so that mpool explain accepts them.
func TestHistoryHashes(t *testing.T) {
	v := hostileHistory()
	v.Entries[2].Tx = common.HexToHash("0x1234")
	for _, hashes := range []bool{false, true} {
		v.Hashes = hashes
		p := &text.Page{}
		v.Text(p)
		if strings.Contains(p.String(), v.Entries[2].Tx.Hex()) != hashes {
			t.Errorf("hashes %t: %s", hashes, p.String())
		}
	}
}

// Values before and after that differ look different in the history too.
func TestShownChange(t *testing.T) {
	for _, test := range [][4]string{
		{"10001000", "10001001.5", "10,001,000", "10,001,001.5"},
		{"30%", "29.999999999999999999%", "30%", "≈30%"},
		{"", "+1234567.89", "", "+1,234,567.89"},
		{"none", "0.5", "none", "0.5"},
		{"2026-01-31T12:00:00Z", "2026-02-01T12:00:00Z", "2026-01-31 12:00", "2026-02-01 12:00"},
	} {
		if before, after := shownChange(test[0], test[1], nil); before != test[2] || after != test[3] {
			t.Errorf("%q: %q %q", test, before, after)
		}
	}
}

// A bound that is not set has no value, and one that stays unset is no change.
func TestHistoryOfBounds(t *testing.T) {
	e := historyEntry{Entry: history.Entry{Changes: []ops.Change{
		{Path: "tokens.0x01.breaker.lower_bound", Label: "lower", Before: "", After: "0.8"},
		{Path: "tokens.0x01.breaker.upper_bound", Label: "upper", Before: "", After: "0"},
	}}}
	rows := e.rows("", nil)
	if len(rows) != 1 || rows[0][4] != "none" || rows[0][5] != "0.8" {
		t.Errorf("%q", rows)
	}
}

// A fee ramp reads in its order, and what stays equal is no row.
func TestHistoryOfRamps(t *testing.T) {
	e := historyEntry{Entry: history.Entry{Changes: []ops.Change{
		{Path: "fees.swap_fee", Label: "swap fee", Before: "0.3%", After: "0.3%"},
		{Path: "fees.start_swap_fee", Label: "swap fee at the start", Before: "0.3%", After: "50%"},
		{Path: "tokens.0x01.weight", Label: "A weight", Before: "20%", After: "20%"},
	}}}
	rows := e.rows("", nil)
	if len(rows) != 2 || !slices.Equal(rows[0][3:], []string{"swap fee at the start", "0.3%", "50%"}) || !slices.Equal(rows[1][3:], []string{"swap fee", "50%", "0.3%"}) {
		t.Errorf("%q", rows)
	}
}
