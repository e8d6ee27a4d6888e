package console

import (
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"mpool/internal/text"
)

// Terminal sequences (ECMA-48, and xterm's alternate screen).
const (
	enterScreen = "\x1b[?1049h\x1b[?25l" // alternate screen, without a cursor
	leaveScreen = "\x1b[?25h\x1b[?1049l"
	fromTop     = "\x1b[H"
	eraseToEnd  = "\x1b[K" // of the line
	eraseBelow  = "\x1b[J"
)

// Screen shows views in place of each other on the terminal's alternate screen. show is nil if standard
// output is not a terminal. end returns to the normal screen and leaves the last view there.
func (c *Console) Screen() (show func(text.View) error, end func()) {
	if !IsTerminal(c.out) {
		return nil, func() {}
	}
	s := &screen{to: c.out, page: c.NewPage, height: func() int { return terminalHeight(c.out) }}
	return s.show, s.end
}

type screen struct {
	to     io.Writer
	page   func() *text.Page
	height func() int // in lines; 0: unknown
	last   string
}

func (s *screen) show(v text.View) error {
	begin := fromTop
	if s.last == "" {
		begin = enterScreen + fromTop
	}
	p := s.page()
	v.Text(p)
	s.last = p.String()
	_, err := io.WriteString(s.to, begin+inPlace(s.last, s.height())+eraseBelow)
	return err
}

func (s *screen) end() {
	if s.last != "" {
		_, _ = io.WriteString(s.to, leaveScreen+s.last) // there is no other place to report a failure
	}
}

// inPlace returns a page that overwrites the previous one: each line erases the rest of the old line,
// and lines below the screen are omitted.
func inPlace(page string, height int) string {
	lines := strings.Split(strings.TrimSuffix(page, "\n"), "\n")
	if height > 1 && len(lines) > height {
		more := len(lines) - height + 1
		lines = append(lines[:height-1], fmt.Sprintf("… %s more", text.Plural(more, "line")))
	}
	return strings.Join(lines, eraseToEnd+"\r\n") + eraseToEnd
}

func terminalHeight(w io.Writer) int {
	f, isFile := w.(*os.File)
	if !isFile {
		return 0
	}
	_, height, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return height
}

// Print writes a line of the result to standard output immediately. It cleans the line, because it may
// quote a contract.
func (c *Console) Print(format string, args ...any) error {
	_, err := fmt.Fprintln(c.out, text.Clean(fmt.Sprintf(format, args...), text.MessageWidth))
	return err
}

// Live shows one line that is rewritten, on standard error if that is a terminal, and unless --quiet.
// Without a terminal, the first line is a note and the others are not shown.
func (c *Console) Live() (show func(format string, args ...any), end func()) {
	if c.Options.Quiet {
		return func(string, ...any) {}, func() {}
	}
	if !IsTerminal(c.Err) {
		said := false
		return func(format string, args ...any) {
			if !said {
				c.Note(format, args...)
			}
			said = true
		}, func() {}
	}
	show = func(format string, args ...any) {
		width := max(20, terminalWidth(c.Err, usualWidth)-1)
		fmt.Fprint(c.Err, eraseLine+text.Clean(fmt.Sprintf(format, args...), width))
	}
	return show, func() { fmt.Fprint(c.Err, eraseLine) }
}
