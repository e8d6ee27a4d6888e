package main

import (
	"fmt"
	"strings"
)

// page collects the text form of a view.
type page struct {
	strings.Builder
	colour bool
}

func (a *app) newPage() *page { return &page{colour: a.colour(a.out)} }

// line adds one line.
func (p *page) line(format string, args ...any) {
	fmt.Fprintf(p, format, args...)
	p.WriteByte('\n')
}
