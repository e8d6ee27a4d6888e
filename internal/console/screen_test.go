package console

import (
	"bytes"
	"strings"
	"testing"

	"mpool/internal/text"
)

type lines string

func (l lines) Text(p *text.Page) { p.WriteString(string(l)) }

// A page overwrites the previous one, and no line of that is left.
func TestScreen(t *testing.T) {
	var out bytes.Buffer
	s := &screen{to: &out, page: func() *text.Page { return &text.Page{} }, size: func() size { return size{height: 3} }, ended: make(chan struct{})}
	if err := s.show(lines("a\nb\nc\nd\n")); err != nil {
		t.Fatal(err)
	}
	if err := s.show(lines("e\n")); err != nil {
		t.Fatal(err)
	}
	s.end()
	want := enterScreen + fromTop + "a\x1b[K\r\nb\x1b[K\r\n… 2 lines more\x1b[K" + eraseBelow + fromTop + "e\x1b[K" + eraseBelow + leaveScreen + "e\n"
	if got := out.String(); got != want {
		t.Errorf("%q\nwant %q", got, want)
	}
	out.Reset()
	(&screen{to: &out, ended: make(chan struct{})}).end()
	if out.Len() > 0 {
		t.Errorf("a screen that nothing was shown on ends with %q", out.String())
	}
}

// A line that is longer than the terminal takes several rows, so that the first line stays on the screen; another
// size draws the view again.
func TestScreenOfLongLines(t *testing.T) {
	var out bytes.Buffer
	now := size{width: 10, height: 4}
	s := &screen{to: &out, page: func() *text.Page { return &text.Page{} }, size: func() size { return now }, ended: make(chan struct{})}
	view := "name\n\x1b[1m" + strings.Repeat("a", 25) + "\x1b[0m\nb\n"
	if err := s.show(lines(view)); err != nil {
		t.Fatal(err)
	}
	if want := enterScreen + fromTop + "name\x1b[K\r\n… 2 lines more\x1b[K" + eraseBelow; out.String() != want {
		t.Errorf("%q\nwant %q", out.String(), want)
	}
	out.Reset()
	s.fit()
	if out.Len() > 0 {
		t.Errorf("the same size is drawn again: %q", out.String())
	}
	now.width = 30
	s.fit()
	if !strings.Contains(out.String(), "aaa") || strings.Contains(out.String(), "more") {
		t.Errorf("a wider terminal: %q", out.String())
	}
	s.end()
	out.Reset()
	now.width = 10
	if s.fit(); out.Len() > 0 {
		t.Errorf("drawn after its end: %q", out.String())
	}
}

// If standard output is a file, there is no screen, and progress is one line.
func TestNoScreen(t *testing.T) {
	var out, errs bytes.Buffer
	c := New(nil, &out, &errs, func(string) (string, bool) { return "", false })
	if show, end := c.Screen(); show != nil {
		t.Error("a buffer is a screen")
	} else {
		end()
	}
	show, end := c.Live()
	show("first %d", 1)
	show("second")
	end()
	if got := errs.String(); !strings.Contains(got, "first 1") || strings.Contains(got, "second") {
		t.Error(got)
	}
	if err := c.Print("a\x1b[31m %s", "b\nc"); err != nil || out.String() != "a b c\n" {
		t.Errorf("%q %v", out.String(), err)
	}
}
