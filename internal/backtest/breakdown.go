package backtest

import "time"

// Period is a day, a week or a month of a run, in UTC.
type Period struct {
	Name     string  `json:"name"`
	From     int64   `json:"from"`
	To       int64   `json:"to"`
	Start    float64 `json:"value_start"`
	End      float64 `json:"value_end"`
	Hold     float64 `json:"hold"` // value at the period's end of the balances at its start
	LVR      float64 `json:"lvr"`
	Gross    float64 `json:"arbitrage"`
	Fees     float64 `json:"fees"`
	Reweight float64 `json:"reweight_cost"`
	OwnerGas float64 `json:"owner_gas"`
	Trades   int     `json:"trades"`
}

// Breakdown divides a run into periods. A period starts at the last step of the one before and ends at
// its own last step, so that the sums over all periods are those of the run.
type Breakdown struct {
	Of      string // day, week, month
	Periods []Period

	open   Sample // the sample at the period's start
	latest Sample
	held   []float64
	hold   float64
	name   string
}

// Stepped must be called after every step.
func (b *Breakdown) Stepped(e *Engine) {
	at := e.meter.last
	name := b.nameOf(at)
	if b.name == "" {
		b.name = name
		b.begin(e.Sample())
	}
	if name != b.name {
		b.close()
		b.name = name
		b.begin(b.latest)
	}
	b.latest = e.Sample()
	b.hold = 0
	for i, amount := range b.held {
		b.hold += float64(amount * e.prices[i])
	}
}

// End closes the last period.
func (b *Breakdown) End() {
	if b.name != "" {
		b.close()
	}
}

func (b *Breakdown) begin(s Sample) { b.open, b.held = s, s.Balances }

func (b *Breakdown) close() {
	o, l := b.open, b.latest
	b.Periods = append(b.Periods, Period{Name: b.name, From: o.At, To: l.At, Start: o.Value, End: l.Value, Hold: b.hold, LVR: l.LVR - o.LVR,
		Gross: l.Arbitrage - o.Arbitrage, Fees: l.Fees - o.Fees, Reweight: l.Reweight - o.Reweight, OwnerGas: l.OwnerGas - o.OwnerGas, Trades: l.Trades - o.Trades})
}

// nameOf is the name of the period of a time: 2021-01, 2021-01-04 (the Monday of its week), or the
// day.
func (b *Breakdown) nameOf(at int64) string {
	t := time.Unix(at, 0).UTC()
	switch b.Of {
	case "month":
		return t.Format("2006-01")
	case "week":
		return t.AddDate(0, 0, -(int(t.Weekday())+6)%7).Format("2006-01-02")
	}
	return t.Format("2006-01-02")
}
