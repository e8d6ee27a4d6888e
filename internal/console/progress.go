package console

import (
	"fmt"
	"io"
	"sync"
	"time"

	"mpool/internal/units"
)

// progress shows on a terminal, in one line that it rewrites, that mpool waits for a transaction. In a
// pipe it shows nothing.
type progress struct {
	w     io.Writer
	want  uint64
	now   func() time.Time
	begun time.Time
	stop  chan struct{}
	over  sync.WaitGroup

	mutex sync.Mutex
	have  uint64
}

func NewProgress(w io.Writer, confirmations uint64, now func() time.Time) *progress {
	p := &progress{w: w, want: max(confirmations, 1), now: now, begun: now(), stop: make(chan struct{})}
	p.over.Go(p.run)
	return p
}

// Seen sets the number of confirmations.
func (p *progress) Seen(confirmations uint64) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.have = confirmations
}

func (p *progress) run() {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-p.stop:
			fmt.Fprint(p.w, eraseLine)
			return
		case <-tick.C:
			fmt.Fprint(p.w, eraseLine+p.Text())
		}
	}
}

const eraseLine = "\r\x1b[2K"

func (p *progress) Text() string {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	waited := p.now().Sub(p.begun).Truncate(time.Second)
	if p.have == 0 {
		return fmt.Sprintf("pending for %s (Ctrl-C stops waiting; continue with mpool resume)", units.Wait(waited))
	}
	return fmt.Sprintf("mined: %d of %d confirmations after %s", min(p.have, p.want), p.want, units.Wait(waited))
}

// End removes the line.
func (p *progress) End() {
	close(p.stop)
	p.over.Wait()
}

// Waiting shows on a terminal, unless --quiet, that mpool waits for a transaction. seen takes the
// number of confirmations, and end removes the line.
func (c *Console) Waiting(confirmations uint64, now func() time.Time) (seen func(uint64), end func()) {
	if !IsTerminal(c.Err) || c.Options.Quiet {
		return func(uint64) {}, func() {}
	}
	p := NewProgress(c.Err, confirmations, now)
	return p.Seen, p.End
}
