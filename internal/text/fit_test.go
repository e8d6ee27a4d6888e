package text

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

const (
	oneAddress = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
	another    = "0x5FbDB2315678afecb367f032d93F642f64180aa3"
)

// A table becomes narrower in a fixed order, and keeps all its text.
func TestFit(t *testing.T) {
	for _, test := range []struct {
		name   string
		width  int
		header []string
		row    []string
		want   string
	}{
		{"it fits", 60, []string{"a", "b"}, []string{"x", oneAddress}, "a  b\nx  " + oneAddress + "\n"},
		{"the last address first", 70, []string{"a", "b", "c"}, []string{"x", another, oneAddress},
			"a  b                                           c\nx  " + another + "  0x7099…79C8\n0x7099…79C8 is " + oneAddress + "\n"},
		{"both addresses", 45, []string{"a", "b", "c"}, []string{"x", another, oneAddress},
			"a  b            c\nx  0x5FbD…0aa3  0x7099…79C8\n0x7099…79C8 is\n  " + oneAddress + "\n0x5FbD…0aa3 is\n  " + another + "\n"},
		{"names", 18, []string{"a", ">lower bound", ">b"}, []string{"x", "1.5", "2.5555"}, "a  lower       b\n   bound\nx    1.5  2.5555\n"},
		{"sentences", 30, []string{"a", "b"}, []string{"x", "one two three four five six seven"}, "a  b\nx  one two three four five six\n   seven\n"},
		{"times", 26, []string{"", ">now\n2026-11-21 10:22:57", ">end\n2026-11-22 10:22:57"}, []string{"w", "40%", "50%"},
			"          now         end\n   2026-11-21  2026-11-22\n     10:22:57    10:22:57\nw         40%         50%\n"},
		{"turned", 13, []string{"a", ">one", ">two", ">three"}, []string{"x", "98,765", "", "2"}, "a x\n  one 98,765\n  three 2\n"},
		{"turned, side by side", 24, []string{"what", ">before", ">after", ">later"}, []string{"WETH weight", "40%", "45%", "1234567890"}, "what WETH weight\n  before 40%  after 45%\n  later 1234567890\n"},
	} {
		p := &Page{Width: test.width}
		p.Table(test.header, [][]string{test.row})
		if p.String() != test.want {
			t.Errorf("%s: got\n%s\nwant\n%s", test.name, p.String(), test.want)
		}
		wide := &Page{Width: test.width, Wide: true}
		wide.Table(test.header, [][]string{test.row})
		if first, _, _ := strings.Cut(wide.String(), "\n"); strings.Contains(wide.String(), "…") || first == "" {
			t.Errorf("%s: --wide gives\n%s", test.name, wide.String())
		}
	}
}

// Many addresses are not repeated below the table.
func TestShortAddresses(t *testing.T) {
	p := &Page{Width: 40}
	var rows [][]string
	for _, digit := range "12345" {
		rows = append(rows, []string{"x", "0x" + strings.Repeat(string(digit), 40)})
	}
	p.Table([]string{"a", "b"}, rows)
	if got := p.String(); !strings.HasSuffix(got, "addresses in full: add --wide or --json\n") || !strings.Contains(got, "x  0x1111…1111\n") {
		t.Error(got)
	}
}

// The colour of a cell with several lines does not reach its neighbours.
func TestFitColours(t *testing.T) {
	p := &Page{Colour: true, Width: 24}
	p.Table([]string{"a", "b"}, [][]string{{p.Red("one two three four five"), "y"}})
	for line := range strings.Lines(p.String()) {
		if begun, ended := strings.Count(line, "\x1b[")/2, strings.Count(line, endOfColour); begun != ended || ansi.StringWidth(line) > 24 {
			t.Errorf("%q", line)
		}
	}
}
