package market

import "slices"

// inStep counts a run of rows in which every series continues with the same spacing, as in most rows
// of a wide file. It counts them once for all series and adds the counts to each at the end.
type inStep struct {
	on     bool
	at     int64 // of the last row
	apart  int64
	rows   int
	prices []float64 // of the last row
	ones   []int     // the series whose prices so far are all 1
}

// take counts a row if it continues the run.
func (s *surveyor) take() bool {
	n := &s.inStep
	if !n.on || !s.plain || s.rows.at-n.at != n.apart {
		return false
	}
	n.at, n.rows = s.rows.at, n.rows+1
	copy(n.prices, s.values)
	if len(n.ones) > 0 {
		n.ones = slices.DeleteFunc(n.ones, func(i int) bool {
			s.parts[i].ones = s.values[i] == 1
			return !s.parts[i].ones
		})
	}
	return true
}

// begin starts a run if the last row had a price of each series, all with the same spacing.
func (n *inStep) begin(s *surveyor) {
	n.ones = n.ones[:0]
	for i := range s.parts {
		p := &s.parts[i]
		if s.places[i] != i+1 || p.last != s.rows.at || p.spacings.last != s.parts[0].spacings.last || p.spacings.last <= 0 {
			return
		}
		if p.ones {
			n.ones = append(n.ones, i)
		}
	}
	n.on, n.at, n.apart, n.prices = true, s.rows.at, s.parts[0].spacings.last, append(n.prices[:0], s.values...)
}

// end adds the counts to each series and stops the run.
func (n *inStep) end(parts []part) {
	for i := range parts {
		if n.on {
			parts[i].last, parts[i].price = n.at, n.prices[i]
			parts[i].spacings.run += n.rows
		}
	}
	n.on, n.rows = false, 0
}
