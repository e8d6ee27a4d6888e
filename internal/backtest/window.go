package backtest

import (
	"fmt"
	"strconv"
	"strings"

	"mpool/internal/units"
)

// Window is a time of each day (UTC) in which the market has only a part of its usual depth. In it,
// arbitrage makes this part of its trades, and the limit by volume is lower by the same factor. It can
// pass midnight.
type Window struct {
	From, To int64 // seconds of the day
	Depth    float64
}

// ParseWindow reads a window such as 02:00-06:00=10%.
func ParseWindow(words string) (w Window, err error) {
	span, share, found := strings.Cut(words, "=")
	from, to, found2 := strings.Cut(span, "-")
	w.From, w.To = secondOfDay(from), secondOfDay(to)
	if !found || !found2 || w.From < 0 || w.To < 0 || w.From == w.To {
		return w, fmt.Errorf("invalid time of day %q: use a form like 02:00-06:00=10%%", words)
	}
	f, err := units.ParsePercent(share)
	one := units.FixedOne()
	if err == nil && (f.Int().Gt(one.Int()) || f == units.Fixed{}) {
		err = fmt.Errorf("%q is not above 0%% and at most 100%%", share)
	}
	w.Depth = f.Int().Float64() / 1e18
	return w, err
}

// secondOfDay reads a time such as 02:00; -1 if it is invalid.
func secondOfDay(words string) int64 {
	h, m, found := strings.Cut(words, ":")
	hour, err := strconv.ParseUint(h, 10, 8)
	minute, err2 := strconv.ParseUint(m, 10, 8)
	if !found || err != nil || err2 != nil || hour > 24 || minute > 59 || hour == 24 && minute > 0 {
		return -1
	}
	return int64(hour*3600 + minute*60)
}

// DepthAt is the part of the market's depth at a time: that of the first window that contains it,
// otherwise 1.
func DepthAt(windows []Window, at int64) float64 {
	second := at % 86400
	for _, w := range windows {
		inside := second >= w.From && second < w.To
		if w.From > w.To {
			inside = second >= w.From || second < w.To
		}
		if inside {
			return w.Depth
		}
	}
	return 1
}
