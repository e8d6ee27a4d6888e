package backtest

import (
	"fmt"
	"math"

	"github.com/holiman/uint256"

	"mpool/internal/arb"
)

// meter adds up the measures of a run, in the prices' money.
type meter struct {
	first, last, now  int64
	startValue        float64
	endValue          float64
	supply            float64   // whole BPT at the start, including unpaid AUM fees
	held              []float64 // whole tokens at the start
	start             []uint256.Int
	in, out           []uint256.Int // raw units received and paid, by token
	prior             []float64     // weights at the end of the last step
	grew, logs        []float64     // growth of each price in this step, and its logarithm
	priceGain         float64       // sum of balances times changes of prices
	rebalanced        float64       // value of a fund that has the weights at each step, without cost
	fund              fund
	lvr               float64
	joined            float64 // value of joins less exits
	by                [actors]account
	gas, searcherGas  float64
	reweight          float64
	trades, hops      int
	sandwiches        int
	declined, thin    int
	reduced           int     // users' swaps that were too large for the pool
	lastArbitrage     float64 // the volume of arbitrage before this step
	capped            int
	closed, updates   int
	advised           int
	ownerGas          float64
	trips             []Trip
	lasting           []bool // whether each trip still lasts
	nearest           []Distance
	distance          float64        // the least in this step
	opened            state          // the pool at the start
	dearest           dearest        // the pool when swaps cost the most
	kept              map[string]int // number of advised decisions without an operation, by reason
	codes             map[string]int
	peak, drawdown    float64
	peakAt            int64
	fallFrom, fallTo  int64
	day               int64
	dayValue          float64
	days              int
	daySum, daySquare float64
}

func (m *meter) begin(n int) {
	m.held, m.prior, m.grew, m.logs = make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	m.start, m.in, m.out = make([]uint256.Int, n), make([]uint256.Int, n), make([]uint256.Int, n)
	m.codes, m.kept = map[string]int{}, map[string]int{}
}

func (m *meter) setOut(e *Engine) {
	m.first = int64(e.now)
	m.startValue, m.rebalanced = e.Value(), e.Value()
	m.fund.spread = e.options.Spread
	m.fund.begin(e.values)
	m.day, m.dayValue = m.first/86400, m.startValue
	copy(m.held, e.amounts)
	e.keep(&m.opened)
	m.supply = e.supply()
	for i := range m.start {
		m.start[i] = e.pool.Tokens[i].Balance
	}
}

// moved books a move of the prices, before anyone reacts. The loss versus rebalancing of a step is V
// (sum w x - product x^w), where x is the growth of each price.
func (m *meter) moved(e *Engine, prices []float64) {
	var mean, logarithm, fund float64
	for i, was := range e.prices {
		p := prices[i]
		m.grew[i] = 1
		if p == was {
			mean += m.prior[i]
			fund += m.fund.values[i]
			continue
		}
		m.priceGain += float64(e.amounts[i] * (p - was))
		x := p / was
		m.grew[i] = x
		grown := float64(m.fund.values[i] * x)
		m.fund.values[i], fund = grown, fund+grown
		mean += float64(m.prior[i] * x)
	}
	m.fund.sum = fund
	arb.Lns(m.logs, m.grew)
	for i, l := range m.logs {
		logarithm += float64(m.prior[i] * l) // adds 0 if the price did not move
	}
	m.lvr += float64(m.endValue * (mean - arb.Exp(logarithm)))
	m.rebalanced = float64(m.rebalanced * mean)
}

// account has the sums of one kind of trader, in money.
type account struct {
	gain           float64 // the value received less the value paid
	volume, fees   float64
	swaps, refused int
}

// arbitraged is the volume of arbitrage in the last step.
func (m *meter) arbitraged() float64 {
	return m.by[Arbitrageur].volume - m.lastArbitrage
}

func (m *meter) measure(e *Engine) {
	m.last, m.endValue = int64(e.now), e.Value()
	if !e.resting || e.steps == 0 {
		m.reweighed(e)
	}
	m.fund.rebalance()
	m.distance = math.Inf(1)
	e.distances()
	if m.endValue > m.peak {
		m.peak, m.peakAt = m.endValue, m.last
	}
	if fall := 1 - float64(m.endValue/m.peak); fall > m.drawdown {
		m.drawdown, m.fallFrom, m.fallTo = fall, m.peakAt, m.last
	}
	if day := m.last / 86400; day != m.day {
		grew := float64(m.endValue/m.dayValue) - 1
		m.days++
		m.daySum += grew
		m.daySquare += float64(grew * grew)
		m.day, m.dayValue = day, m.endValue
	}
}

// reweighed records new weights or a new fee.
func (m *meter) reweighed(e *Engine) {
	copy(m.prior, e.weights)
	m.fund.share(e.weights)
	m.dearest.see(e)
}

// volatility is the yearly standard deviation of daily returns, and the yearly Sharpe ratio without a
// risk-free rate.
func (m *meter) volatility() (yearly, sharpe float64) {
	if m.days < 2 {
		return 0, 0
	}
	n := float64(m.days)
	mean := m.daySum / n
	variance := float64((m.daySquare - float64(n*mean)*mean) / (n - 1))
	if !(variance > 0) {
		return 0, 0
	}
	deviation := math.Sqrt(variance)
	return float64(deviation * math.Sqrt(365)), float64(float64(mean/deviation) * math.Sqrt(365))
}

// BooksError says that a run's sums do not agree. It is always a bug.
type BooksError struct{ What string }

func (e *BooksError) Error() string {
	return "internal check failed: the books do not balance: " + e.What
}

// leastAgreement is the largest accepted difference between the two sides of the books, relative to
// the larger value.
const leastAgreement = 1e-9

// balance checks the books. The final value must be the first value plus the gains from prices and
// joins, less the gains of the traders. Each balance must be the first one plus its inflows less its
// outflows, to the wei.
func (m *meter) balance(e *Engine) error {
	want := m.startValue + m.priceGain + m.joined
	for _, who := range m.by {
		want -= who.gain
	}
	if math.Abs(want-m.endValue) > leastAgreement*max(m.startValue, m.endValue) {
		return &BooksError{fmt.Sprintf("the final value is %v, but start, prices and trades give %v", m.endValue, want)}
	}
	for i := range m.start {
		var left uint256.Int
		left.Add(&m.start[i], &m.in[i])
		left.Sub(&left, &m.out[i])
		if left != e.pool.Tokens[i].Balance {
			return &BooksError{fmt.Sprintf("the balance of token %d differs from the sum of its trades", i)}
		}
	}
	return nil
}
