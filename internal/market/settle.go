package market

import (
	"fmt"
	"slices"
)

// settle makes a series rise in time. It reverses a falling series and drops repeated rows with the
// same price. It refuses two prices for one time, and rows out of order.
func (r *reader) settle(i int) {
	s, places := &r.series[i], r.places[i]
	if n := len(s.Times); n > 1 && s.Times[0] > s.Times[n-1] {
		slices.Reverse(s.Times)
		slices.Reverse(s.Prices)
		slices.Reverse(places)
		r.counts.Turned = true
	}
	kept := 1
	for k := 1; k < len(s.Times) && len(r.errs) < mostErrors; k++ {
		switch last := kept - 1; {
		case s.Times[k] == s.Times[last] && s.Prices[k] == s.Prices[last]:
			r.counts.Dropped++
			continue
		case s.Times[k] == s.Times[last]:
			r.fail(places[k], s.Name, fmt.Sprintf("different price for the time of line %d", places[last]))
		case s.Times[k] < s.Times[last]:
			r.fail(places[k], s.Name, fmt.Sprintf("the time is before that of line %d", places[last]))
		}
		s.Times[kept], s.Prices[kept], places[kept] = s.Times[k], s.Prices[k], places[k]
		kept++
	}
	s.Times, s.Prices = s.Times[:kept], s.Prices[:kept]
}
