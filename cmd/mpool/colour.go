package main

import (
	"io"

	"golang.org/x/term"
)

// colour says whether escape sequences may be written to w: as --color says,
// and by default where w is a terminal that nobody asked to stay plain.
func (a *app) colour(w io.Writer) bool {
	switch a.global.color.value {
	case "always":
		return true
	case "never":
		return false
	}
	return a.wantsColour() && isTerminal(w)
}

func (a *app) wantsColour() bool {
	if no, _ := a.env("NO_COLOR"); no != "" {
		return false
	}
	if cli, found := a.env("CLICOLOR"); found && cli == "0" {
		return false
	}
	kind, _ := a.env("TERM")
	return kind != "dumb"
}

// isTerminal takes a reader or a writer; only files can be terminals.
func isTerminal(stream any) bool {
	f, isFile := stream.(interface{ Fd() uintptr })
	return isFile && term.IsTerminal(int(f.Fd()))
}

// interactive says whether somebody is there who can be asked.
func (a *app) interactive() bool {
	return !a.global.noInput && isTerminal(a.in) && isTerminal(a.err)
}
