package main

import (
	"io"

	"golang.org/x/term"
)

// colour says whether escape sequences may be written to w: as --color says,
// and by default where w is a terminal that nobody asked to stay plain.
func (c *console) colour(w io.Writer) bool {
	switch c.global.color.value {
	case "always":
		return true
	case "never":
		return false
	}
	return c.wantsColour() && isTerminal(w)
}

func (c *console) wantsColour() bool {
	if no, _ := c.env("NO_COLOR"); no != "" {
		return false
	}
	if cli, found := c.env("CLICOLOR"); found && cli == "0" {
		return false
	}
	kind, _ := c.env("TERM")
	return kind != "dumb"
}

// isTerminal takes a reader or a writer; only files can be terminals.
func isTerminal(stream any) bool {
	f, isFile := stream.(interface{ Fd() uintptr })
	return isFile && term.IsTerminal(int(f.Fd()))
}

// interactive says whether somebody is there who can be asked.
func (c *console) interactive() bool {
	return !c.global.noInput && isTerminal(c.in) && isTerminal(c.err)
}
