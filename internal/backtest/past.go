package backtest

// past has the prices of the last rows, for traders who see them late.
type past struct {
	rows []float64
	n    int // number of prices in a row
	next int // index of the row that is written next, which is the oldest
}

func newPast(rows, n int) past { return past{rows: make([]float64, rows*n), n: n} }

// write stores a row. The first row also fills all earlier ones.
func (p *past) write(row []float64, first bool) {
	for first && p.next*p.n < len(p.rows) {
		copy(p.rows[p.next*p.n:], row[:p.n])
		p.next++
	}
	if p.next*p.n >= len(p.rows) {
		p.next = 0
	}
	copy(p.rows[p.next*p.n:], row[:p.n])
	p.next++
}

// read copies the oldest row.
func (p *past) read(into []float64) {
	at := p.next
	if at*p.n >= len(p.rows) {
		at = 0
	}
	copy(into, p.rows[at*p.n:])
}
