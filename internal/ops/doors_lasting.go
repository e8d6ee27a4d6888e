package ops

import (
	"fmt"

	"mpool/internal/units"
)

// Lasting estimates how long a pool is shut, from the first call that shuts a door to the last one
// that opens one. Calls may be mined late, so it is the minimum.
type Lasting struct {
	Blocks int `json:"blocks"` // if each call is mined in the block after the previous one
	// Seconds is the same as a time. It is 0 if the chain's block time is unknown.
	Seconds units.Time `json:"seconds,omitempty"`
	// Handovers counts how often another account must continue. Its waiting time comes on top.
	Handovers int `json:"handovers"`
}

// lasting is nil if the plan does not open the pool again.
func (w *Window) lasting(chainID uint64, steps []Step) *Lasting {
	if w == nil || w.Opens == 0 {
		return nil
	}
	l := Lasting{Blocks: w.Calls - w.Shuts} // without Shuts the pool is shut already
	for i := max(w.Shuts, 1); i < len(steps); i++ {
		if steps[i].Call.From != steps[i-1].Call.From {
			l.Handovers++
		}
	}
	l.Seconds = units.Time((milliseconds(chainID)*l.Blocks + 999) / 1000)
	return &l
}

// milliseconds is a chain's block time. It is 0 if it is unknown, or if the chain mines blocks on
// demand.
func milliseconds(chainID uint64) int {
	return map[uint64]int{1: 12_000, 11155111: 12_000, 10: 2_000, 8453: 2_000, 252: 2_000, 34443: 2_000, 100: 5_000, 137: 2_000}[chainID]
}

// words gives the estimate and its condition.
func (l *Lasting) words() string {
	text := "about " + count(l.Blocks, "block")
	if l.Seconds > 0 {
		text += ", " + roughly(l.Seconds)
	}
	return text + ", if each call is mined in the next block"
}

// longer says what can prolong the time.
func (l *Lasting) longer() string {
	if l.Handovers == 0 {
		return "it takes longer if a call waits to be mined"
	}
	return fmt.Sprintf("it takes longer if a call waits to be mined, and each time the sender changes (%s)", count(l.Handovers, "time"))
}

// roughly is a time in minutes and seconds.
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
