package backtest

// Result is the result of a run. Money is in the prices' money, shares are fractions of 1.
type Result struct {
	From  int64 `json:"from"` // unix seconds
	To    int64 `json:"to"`
	Steps int   `json:"steps"`

	ValueStart   float64 `json:"value_start"`
	Value        float64 `json:"value"`
	Hold         float64 `json:"hold"`
	Rebalanced   float64 `json:"rebalanced"`       // rebalanced to the weights at each step, without cost
	Fund         float64 `json:"rebalancing_fund"` // the same with a spread
	AgainstFund  float64 `json:"against_fund"`     // value / fund - 1
	AgainstHold  float64 `json:"impermanent_loss"`
	LVR          float64 `json:"lvr"`
	PriceGain    float64 `json:"price_gain"`
	ReweightCost float64 `json:"reweight_cost"`

	Arbitrage Arbitrage `json:"arbitrage"`
	Retail    Trading   `json:"retail"`
	Sandwich  Sandwich  `json:"sandwich"`
	Fees      Fees      `json:"fees"`
	AumFee    AumFee    `json:"aum_fee"`
	Open      Open      `json:"open_arbitrage"`
	Holders   Holders   `json:"lps"`
	Owner     Owner     `json:"owner"`

	Drawdown     float64 `json:"max_drawdown"`
	DrawdownFrom int64   `json:"max_drawdown_from"`
	DrawdownTo   int64   `json:"max_drawdown_to"`
	Volatility   float64 `json:"volatility"`
	Sharpe       float64 `json:"sharpe"`
	BptPrice     float64 `json:"bpt_price"` // 0 if the supply is unknown

	Trips    []Trip     `json:"breaker_trips"`
	Nearest  []Distance `json:"breaker_distance"`
	Slippage Slippages  `json:"slippage"`

	Curves [2][]Curve `json:"-"` // of slippage, at the start and at the end

	Balances []string  `json:"balances"` // raw units, in the pool's order
	Weights  []float64 `json:"weights"`
}

// Slippages are the slippage at the start, at the end, and for each swap at the step in which fee and
// weights made it cost the most. The time of Worst is that of its largest cost.
type Slippages struct {
	Start Profile `json:"start"`
	End   Profile `json:"end"`
	Worst Profile `json:"worst"`
}

// AumFee is the AUM fee of the run, paid or due. All LPs pay it by dilution: the pool's own value does
// not change.
type AumFee struct {
	Bpt   float64 `json:"bpt"`
	Value float64 `json:"value"` // at the price at the end
}

// Owner counts what the owner did.
type Owner struct {
	Transactions int            `json:"transactions"`
	Gas          float64        `json:"gas"`
	Decisions    int            `json:"decisions"` // of the signal
	Kept         map[string]int `json:"kept"`      // decisions without an operation, by reason
}

// Arbitrage has the sums of all arbitrageurs.
type Arbitrage struct {
	Gross   float64        `json:"gross"`
	Gas     float64        `json:"gas"`
	Net     float64        `json:"net"`
	Volume  float64        `json:"volume"`
	Trades  int            `json:"trades"`
	Hops    int            `json:"hops"`
	Refused int            `json:"refused"`         // number of hops that the pool refused
	Codes   map[string]int `json:"refused_by_code"` // of all traders
	Capped  int            `json:"capped"`          // steps in which trades remained after the last round
	Thin    int            `json:"thinned"`         // hops that a limit by outside volume reduced
	Closed  int            `json:"closed"`          // steps with swaps disabled
}

// Trading has the sums of users.
type Trading struct {
	Gain     float64 `json:"gain"` // value received less value paid, at market prices
	Volume   float64 `json:"volume"`
	Swaps    int     `json:"swaps"`
	Refused  int     `json:"refused"`
	Declined int     `json:"declined"` // number of swaps whose output would be below the user's minimum
	Reduced  int     `json:"reduced"`  // number of swaps that were reduced to 30% of the balance
}

// Sandwich has the sums of searchers.
type Sandwich struct {
	Gain   float64 `json:"gain"`
	Gas    float64 `json:"gas"`
	Volume float64 `json:"volume"`
	Count  int     `json:"count"`
}

// Fees are the swap fees that stayed in the pool, by who paid them.
type Fees struct {
	Arbitrage float64 `json:"arbitrage"`
	Retail    float64 `json:"retail"`
	Sandwich  float64 `json:"sandwich"`
}

// Result returns the results. It fails with a BooksError if the books do not balance.
func (e *Engine) Result() (*Result, error) {
	m := &e.meter
	if err := m.balance(e); err != nil {
		return nil, err
	}
	r := &Result{
		From: m.first, To: m.last, Steps: e.steps,
		ValueStart: m.startValue, Value: m.endValue, Rebalanced: m.rebalanced, LVR: m.lvr, PriceGain: m.priceGain,
		ReweightCost: m.reweight, Owner: Owner{m.updates, m.ownerGas, m.advised, m.kept},
		Drawdown: m.drawdown, DrawdownFrom: m.fallFrom, DrawdownTo: m.fallTo,
		Arbitrage: m.arbitrage(),
		Retail:    Trading{m.by[User].gain, m.by[User].volume, m.by[User].swaps, m.by[User].refused, m.declined, m.reduced},
		Sandwich:  Sandwich{m.by[Searcher].gain, m.searcherGas, m.by[Searcher].volume, m.sandwiches},
		Fees:      Fees{m.by[Arbitrageur].fees, m.by[User].fees, m.by[Searcher].fees},
		Fund:      m.fund.value(), Trips: append([]Trip{}, m.trips...), Nearest: append([]Distance{}, m.nearest...),
		Weights: append([]float64{}, e.weights...),
	}
	r.Hold = e.meter.hold(e.prices)
	for i := range m.held {
		r.Balances = append(r.Balances, e.pool.Tokens[i].Balance.Dec())
	}
	r.AgainstHold, r.AgainstFund = float64(r.Value/r.Hold)-1, float64(r.Value/r.Fund)-1
	var ended state
	e.keep(&ended)
	r.Curves = [2][]Curve{m.opened.curves(e.unit), ended.curves(e.unit)}
	r.Slippage = m.slippages(&ended, e.unit)
	r.Volatility, r.Sharpe = m.volatility()
	var err error
	if r.Open, err = e.open(); err != nil {
		return nil, err
	}
	return r, e.bptPrice(r)
}

func (m *meter) arbitrage() Arbitrage {
	a := m.by[Arbitrageur]
	return Arbitrage{
		Gross: a.gain, Gas: m.gas, Net: a.gain - m.gas, Volume: a.volume, Trades: m.trades, Hops: m.hops,
		Refused: a.refused, Codes: m.codes, Capped: m.capped, Thin: m.thin, Closed: m.closed,
	}
}

// bptPrice fills in the price of BPT, the AUM fee, and what LPs have after it.
func (e *Engine) bptPrice(r *Result) error {
	if e.pool.VirtualSupply.IsZero() {
		r.holders(0)
		return nil
	}
	supply, err := e.pool.ActualSupply(e.now)
	whole := float64(float(&supply) / wholeBpt)
	r.BptPrice = float64(r.Value / whole)
	r.AumFee.Bpt = whole - e.meter.supply
	r.AumFee.Value = float64(r.AumFee.Bpt * r.BptPrice)
	r.holders(whole)
	return err
}

// wholeBpt is the number of raw units in one BPT.
const wholeBpt = 1e18
