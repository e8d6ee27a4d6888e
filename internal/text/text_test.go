package text

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestClean(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain", "WETH", "WETH"},
		{"colour", "\x1b[31mWETH\x1b[0m", "WETH"},
		{"clear screen, title, link", "\x1b[2JA\x1b]0;owned\x07B\x1b]8;;http://x\x1b\\C\x1b]8;;\x1b\\", "ABC"},
		{"C1", "A\u009b31mB", "A31mB"},
		{"control", "A\x00\x07\x08\x7fB", "AB"},
		{"new line", "A\nB\r\nC\tD", "A B  C D"},
		{"right to left", "A\u202eB\u2066C\u200fD", "ABCD"},
		{"zero width", "W\u200bE\u200dT\ufeffH\u00ad", "WETH"},
		{"piled accents", "A\u0301\u0301\u0301B", "AB"},
		{"invalid UTF-8", "A\xff\xfeB", "A\uFFFDB"},
		{"cut", "ABCDEFGHIJKLMNOP", "ABCDEFGHI…"},
		{"wide letters", "漢字漢字漢字漢字", "漢字漢字…"},
		{"long", strings.Repeat("A", 10_000), "AAAAAAAAA…"},
		{"emoji", "🦄X", "🦄X"},
	}
	for _, test := range tests {
		if got := Clean(test.in, 10); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestTable(t *testing.T) {
	p := &Page{}
	p.Table([]string{"token", ">endWeight_of BPT", "note"}, [][]string{
		{"WETH", "30 %", "a | b"},
		{"漢字", "2.5 %", ""},
	})
	want := "token  endWeight_of BPT  note\n" +
		"WETH               30 %  a | b\n" +
		"漢字              2.5 %\n"
	if p.String() != want {
		t.Errorf("got\n%s\nwant\n%s", p.String(), want)
	}
}

// Colours have no width.
func TestColouredTable(t *testing.T) {
	p := &Page{Colour: true}
	p.Table([]string{"a", "b"}, [][]string{{p.Red("xx"), "y"}})
	if got, want := ansi.Strip(p.String()), "a   b\nxx  y\n"; trimLines(got) != want {
		t.Errorf("%q", p.String())
	}
}

func trimLines(text string) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		out.WriteString(strings.TrimRight(line, " \n") + "\n")
	}
	return out.String()
}

// A name that is as long as its column does not touch the value.
func TestNamedKeepsApart(t *testing.T) {
	p := &Page{}
	p.Fact("value", "1")
	p.Fact("2024-01-01", "997,223.87")
	if got, want := p.String(), "value     1\n2024-01-01 997,223.87\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
