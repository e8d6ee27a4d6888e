package console

import (
	"fmt"
	"io"
	"strings"
)

// Bar is a progress bar on standard error, if that is a terminal. It is small because a library for it
// would cost start-up time.
type Bar struct {
	To    io.Writer // nil: show nothing
	What  string
	Total uint64
	Shown int // percent that was drawn; -1: nothing yet
}

func (c *Console) NewBar(what string, total uint64) *Bar {
	b := &Bar{What: what, Total: max(total, 1), Shown: -1}
	if !c.Options.Quiet && IsTerminal(c.Err) {
		b.To = c.Err
	}
	return b
}

const barWidth = 30

// Show draws the bar again if it has grown by a percent.
func (b *Bar) Show(done uint64) {
	percent := int(float64(min(done, b.Total)) / float64(b.Total) * 100)
	if b.To == nil || percent == b.Shown {
		return
	}
	b.Shown = percent
	full := percent * barWidth / 100
	fmt.Fprintf(b.To, "\r%s [%s%s] %3d%%", b.What, strings.Repeat("#", full), strings.Repeat(" ", barWidth-full), percent)
}

// End removes the bar.
func (b *Bar) End() {
	if b.To != nil && b.Shown >= 0 {
		fmt.Fprintf(b.To, "\r%s\r", strings.Repeat(" ", len(b.What)+barWidth+8))
	}
}
