package ops

import (
	"fmt"

	"mpool/internal/units"
)

// Lasting is an estimate of how long a pool is shut around the calls of a plan: from
// the call that shuts first to the one that opens last. Nobody knows when a call is
// mined, so that it is the least there is.
type Lasting struct {
	Blocks int `json:"blocks"` // if each call is mined in the block after the one before
	// Seconds is that in time; 0 where the chain's time between blocks is not known.
	Seconds units.Time `json:"seconds,omitempty"`
	// Handovers is how often another account has to go on meanwhile. What each of
	// them waits comes on top.
	Handovers int `json:"handovers"`
}

// lasting is nil where the pool is not opened again.
func (w *Window) lasting(chainID uint64, steps []step) *Lasting {
	if w == nil || w.Opens == 0 {
		return nil
	}
	l := Lasting{Blocks: w.Calls - w.Shuts} // shut already: from now on
	for i := max(w.Shuts, 1); i < len(steps); i++ {
		if steps[i].call.From != steps[i-1].call.From {
			l.Handovers++
		}
	}
	l.Seconds = units.Time((milliseconds(chainID)*l.Blocks + 999) / 1000)
	return &l
}

// milliseconds are a chain's time between two blocks; 0 where it is not known, or
// blocks come when there is something to mine.
func milliseconds(chainID uint64) int {
	return map[uint64]int{1: 12_000, 11155111: 12_000, 10: 2_000, 8453: 2_000, 252: 2_000, 34443: 2_000, 100: 5_000, 137: 2_000}[chainID]
}

// words say that it is an estimate.
func (l *Lasting) words() string {
	text := "about " + count(l.Blocks, "block")
	if l.Seconds > 0 {
		text += ", " + roughly(l.Seconds)
	}
	return text + ", if each call is mined in the next block"
}

// longer says what makes it take longer than that.
func (l *Lasting) longer() string {
	if l.Handovers == 0 {
		return "longer if a call waits to be mined"
	}
	return fmt.Sprintf("longer if a call waits to be mined, and each time another account takes over (%s)", count(l.Handovers, "time"))
}

// roughly is a time to two units, rounded up to the second.
func roughly(seconds units.Time) string {
	switch minutes, rest := int(seconds/60), int(seconds%60); {
	case minutes == 0:
		return count(rest, "second")
	case rest == 0:
		return count(minutes, "minute")
	default:
		return fmt.Sprintf("%s %s", count(minutes, "minute"), count(rest, "second"))
	}
}
