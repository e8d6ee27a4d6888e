package text

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

func TestWrap(t *testing.T) {
	hash := "0x" + strings.Repeat("a", 64)
	for _, test := range []struct {
		name, in    string
		width, hang int
		want        []string
	}{
		{"fits", "a  b", 4, 2, []string{"a  b"}},
		{"any width", strings.Repeat("a ", 90), 0, 2, []string{strings.Repeat("a ", 90)}},
		{"breaks", "one two three", 8, 2, []string{"one two", "  three"}},
		{"blanks before", "  one two three", 9, 4, []string{"  one two", "    three"}},
		{"blanks between", "name      one two", 14, 10, []string{"name      one", "          two"}},
		{"thousands", "in 12,345,678.5 steps", 14, 0, []string{"in", "12,345,678.5", "steps"}},
		{"flags", "with --from-block 5", 12, 0, []string{"with", "--from-block", "5"}},
		{"a hash", "tx " + hash + " mined", 20, 2, []string{"tx", hash, "  mined"}},
		{"wide letters", "漢字 漢字 漢字", 9, 0, []string{"漢字 漢字", "漢字"}},
		{"colours", "\x1b[31mone two\x1b[0m three", 5, 2, []string{"\x1b[31mone\x1b[0m", "  \x1b[31mtwo\x1b[0m", "three"}},
	} {
		if got := Wrap(test.in, test.width, test.hang); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// No word is lost or cut, and only a single long word makes a line wider than the width.
func TestWrapKeepsWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOf(rapid.StringMatching(`[a-z][a-z0-9-]{0,29}`)).Draw(t, "words")
		width := rapid.IntRange(5, 100).Draw(t, "width")
		parts := Wrap(strings.Join(list, " "), width, rapid.IntRange(0, 6).Draw(t, "hang"))
		if got := strings.Fields(strings.Join(parts, "\n")); !slices.Equal(got, list) && len(got)+len(list) > 0 {
			t.Fatalf("%q became %q", list, parts)
		}
		for _, part := range parts {
			if ansi.StringWidth(part) > width && len(strings.Fields(part)) > 1 {
				t.Fatalf("%q is wider than %d", part, width)
			}
		}
	})
}

// A page applies its width to lines, facts and commands.
func TestPageWidth(t *testing.T) {
	p := &Page{Width: 20}
	p.Line("one two three four five")
	p.Fact("name", "one two three\nfour")
	p.Command("mpool status fund --wide --json")
	want := "one two three four\n  five\n" +
		"name      one two\n          three\n          four\n" +
		"  mpool status \\\n    fund --wide \\\n    --json\n"
	if got := p.String(); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
