package console

import (
	"io"

	"golang.org/x/term"

	"mpool/internal/text"
)

// Coloured reports whether escape sequences may be written to w, according to --color. By default they
// may if w is a terminal, unless NO_COLOR, CLICOLOR=0 or TERM=dumb is set.
func (c *Console) Coloured(w io.Writer) bool {
	switch c.Options.Color {
	case "always":
		return true
	case "never":
		return false
	}
	return c.WantsColour() && IsTerminal(w)
}

func (c *Console) WantsColour() bool {
	if no, _ := c.env("NO_COLOR"); no != "" {
		return false
	}
	if cli, found := c.env("CLICOLOR"); found && cli == "0" {
		return false
	}
	kind, _ := c.env("TERM")
	return kind != "dumb"
}

// IsTerminal accepts a reader or a writer; only files can be terminals.
func IsTerminal(stream any) bool {
	f, isFile := stream.(interface{ Fd() uintptr })
	return isFile && term.IsTerminal(int(f.Fd()))
}

// Interactive reports whether the user can be asked.
func (c *Console) Interactive() bool {
	return !c.Options.NoInput && IsTerminal(c.in) && IsTerminal(c.Err)
}

// Columns returns the width of a chart on standard output, without its labels.
func (c *Console) Columns() int {
	const labels = 16
	return max(30, min(120, terminalWidth(c.out, usualWidth)-labels))
}

// terminalWidth returns the width of the terminal at w, or otherwise if there is none.
func terminalWidth(w io.Writer, otherwise int) int {
	f, isFile := w.(interface{ Fd() uintptr })
	if !isFile {
		return otherwise
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil || width <= 0 {
		return otherwise
	}
	return width
}

// NewPage returns a page for standard output.
func (c *Console) NewPage() *text.Page { return c.PageFor(c.out) }

// PageFor returns a page for w, as wide as the terminal. Without a terminal nothing breaks, so that a
// program finds each fact on one line.
func (c *Console) PageFor(w io.Writer) *text.Page {
	return &text.Page{Colour: c.Coloured(w), Width: widthOf(w), Wide: c.Options.Wide, Quiet: c.Options.Quiet, Labels: c.Labels, Zone: c.Zone}
}

// Reader is who reads the files that a command writes.
func (c *Console) Reader() text.Reader { return text.Reader{Labels: c.Labels, Zone: c.Zone} }

// usualWidth is the width of a terminal that does not report it.
const usualWidth = 80

// widthOf returns the width of the terminal at w in columns; 0 if w is not a terminal.
func widthOf(w io.Writer) int {
	if !IsTerminal(w) {
		return 0
	}
	return terminalWidth(w, usualWidth)
}
