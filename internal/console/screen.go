package console

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"golang.org/x/term"

	"mpool/internal/mistake"
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
	s := &screen{to: c.out, page: c.NewPage, size: func() size { return terminalSize(c.out) }, ended: make(chan struct{})}
	go s.follow()
	return s.show, s.end
}

// size is that of a terminal, in characters and lines; zero: unknown.
type size struct{ width, height int }

type screen struct {
	to    io.Writer
	page  func() *text.Page
	size  func() size
	ended chan struct{} // closed at the end

	mu    sync.Mutex // the rest is drawn by show and by follow
	view  text.View
	drawn size
	last  string
}

func (s *screen) show(v text.View) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.view = v
	return s.draw()
}

// draw shows the view in the current size.
func (s *screen) draw() error {
	begin := fromTop
	if s.last == "" {
		begin = enterScreen + fromTop
	}
	p := s.page()
	s.view.Text(p)
	s.last, s.drawn = p.String(), s.size()
	_, err := io.WriteString(s.to, begin+inPlace(s.last, s.drawn)+eraseBelow)
	return err
}

// follow draws the view again when the terminal has another size.
func (s *screen) follow() {
	defer mistake.Contain(nil)
	tick := time.NewTicker(200 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-s.ended:
			return
		case <-tick.C:
			s.fit()
		}
	}
}

func (s *screen) fit() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.view != nil && s.size() != s.drawn {
		_ = s.draw() // the next block reports a failure
	}
}

func (s *screen) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	close(s.ended)
	s.view = nil
	if s.last != "" {
		_, _ = io.WriteString(s.to, leaveScreen+s.last) // there is no other place to report a failure
	}
}

// inPlace returns a page that overwrites the previous one: each line erases the rest of the old line,
// and lines below the screen are omitted. A long line takes several rows of the screen.
func inPlace(page string, in size) string {
	lines := strings.Split(strings.TrimSuffix(page, "\n"), "\n")
	if fits := linesIn(lines, in); in.height > 1 && fits < len(lines) {
		fits = linesIn(lines, size{in.width, in.height - 1})
		lines = append(lines[:fits:fits], fmt.Sprintf("… %s more", text.Plural(len(lines)-fits, "line")))
	}
	return strings.Join(lines, eraseToEnd+"\r\n") + eraseToEnd
}

// linesIn is the number of lines that a screen shows.
func linesIn(lines []string, in size) int {
	rows := 0
	for i, line := range lines {
		if rows += text.Rows(line, in.width); rows > in.height {
			return i
		}
	}
	return len(lines)
}

func terminalSize(w io.Writer) (of size) {
	if f, isFile := w.(*os.File); isFile {
		of.width, of.height, _ = term.GetSize(int(f.Fd())) // zero without a terminal
	}
	return of
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
