package inspect

import (
	"fmt"
	"time"

	"mpool/internal/calendar"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Calendar returns a calendar file with the ends of running or scheduled changes; nil if there are
// none. A pool has one entry for weights and one for the swap fee: a later change replaces the entry of
// an earlier one.
func (v *StatusView) Calendar() []byte {
	var events []calendar.Event
	if v.Weights.moving() {
		events = append(events, v.event("weights", "weight change ends", v.Weights, v.weightsAtEnd()))
	}
	if change := v.SwapFee.Change; change != nil && change.moving() && v.SwapFee.Start != v.SwapFee.End {
		events = append(events, v.event("swap-fee", "swap fee change ends", *change, "swap fee "+text.Percent(v.SwapFee.End)))
	}
	if len(events) == 0 {
		return nil
	}
	return calendar.File(moment(v.Block.Time), events)
}

func (v *StatusView) event(kind, what string, change rampView, end string) calendar.Event {
	name := v.Pool.Name
	return calendar.Event{
		UID:      fmt.Sprintf("%s-%d-%s@mpool", kind, v.Chain.ID, v.Pool.Address),
		At:       moment(change.End),
		Revision: uint32(v.Block.Number & 0x7fffffff),
		Summary:  fmt.Sprintf("%s: %s", name, what),
		Description: fmt.Sprintf("pool %s on %s\nfrom %s\nat the end: %s\nas of block %d, %s", v.Pool.Address, v.Chain.Name,
			text.Between(change.Start, change.End), end, v.Block.Number, text.Time(v.Block.Time)),
	}
}

func (v *StatusView) weightsAtEnd() string {
	words := ""
	for i, t := range v.Tokens {
		if i > 0 {
			words += ", "
		}
		words += text.Symbol(t.Symbol) + " " + text.Percent(t.Weight.End)
	}
	return words
}

func moment(t units.Time) time.Time { return time.Unix(int64(t), 0) }
