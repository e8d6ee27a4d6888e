package main

import (
	"fmt"
	"io"
	"strings"
)

// bar is a progress bar on standard error, where that is a terminal and somebody
// wants to read. It is so little that no module is worth its start-up time.
type bar struct {
	to    io.Writer // nil: nothing is shown
	what  string
	total uint64
	shown int // percent; -1: nothing yet
}

func (c *console) newBar(what string, total uint64) *bar {
	b := &bar{what: what, total: max(total, 1), shown: -1}
	if !c.global.quiet && isTerminal(c.err) {
		b.to = c.err
	}
	return b
}

const barWidth = 30

// show draws the bar anew when it has grown by a percent.
func (b *bar) show(done uint64) {
	percent := int(float64(min(done, b.total)) / float64(b.total) * 100)
	if b.to == nil || percent == b.shown {
		return
	}
	b.shown = percent
	full := percent * barWidth / 100
	fmt.Fprintf(b.to, "\r%s [%s%s] %3d%%", b.what, strings.Repeat("#", full), strings.Repeat(" ", barWidth-full), percent)
}

// end takes the bar away.
func (b *bar) end() {
	if b.to != nil && b.shown >= 0 {
		fmt.Fprintf(b.to, "\r%s\r", strings.Repeat(" ", len(b.what)+barWidth+8))
	}
}
