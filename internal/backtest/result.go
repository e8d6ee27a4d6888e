package backtest

// Result is what a run came to. Money is in the prices' money, shares are of 1.
type Result struct {
	From  int64 `json:"from"` // unix seconds
	To    int64 `json:"to"`
	Steps int   `json:"steps"`

	ValueStart   float64 `json:"value_start"`
	Value        float64 `json:"value"`
	Hold         float64 `json:"hold"`
	Rebalanced   float64 `json:"rebalanced"` // to the weights at each step, without cost
	AgainstHold  float64 `json:"impermanent_loss"`
	LVR          float64 `json:"lvr"`
	PriceGain    float64 `json:"price_gain"`
	ReweightCost float64 `json:"reweight_cost"`

	Arbitrage Arbitrage `json:"arbitrage"`
	Fees      float64   `json:"fees_from_arbitrage"`
	Owner     Owner     `json:"owner"`

	Drawdown     float64 `json:"max_drawdown"`
	DrawdownFrom int64   `json:"max_drawdown_from"`
	DrawdownTo   int64   `json:"max_drawdown_to"`
	Volatility   float64 `json:"volatility"`
	Sharpe       float64 `json:"sharpe"`
	BptPrice     float64 `json:"bpt_price"` // 0 where the supply is not known

	Balances []string  `json:"balances"` // raw units, in the pool's order
	Weights  []float64 `json:"weights"`
}

// Owner is what the owner did.
type Owner struct {
	Transactions int            `json:"transactions"`
	Gas          float64        `json:"gas"`
	Decisions    int            `json:"decisions"` // of the signal
	Kept         map[string]int `json:"kept"`      // decisions after which nothing was done, by reason
}

// Arbitrage is what arbitrageurs did.
type Arbitrage struct {
	Gross   float64        `json:"gross"`
	Gas     float64        `json:"gas"`
	Net     float64        `json:"net"`
	Trades  int            `json:"trades"`
	Hops    int            `json:"hops"`
	Refused int            `json:"refused"` // hops that the pool refused
	Codes   map[string]int `json:"refused_by_code"`
	Capped  int            `json:"capped"` // steps that ended with more to trade
	Closed  int            `json:"closed"` // steps with swaps disabled
}

// Result closes the books. It fails where they do not balance.
func (e *Engine) Result() (*Result, error) {
	m := &e.meter
	if err := m.balance(e); err != nil {
		return nil, err
	}
	r := &Result{
		From: m.first, To: m.last, Steps: e.steps,
		ValueStart: m.startValue, Value: m.endValue, Rebalanced: m.rebalanced, LVR: m.lvr, PriceGain: m.priceGain,
		ReweightCost: m.reweight, Fees: m.fees, Owner: Owner{m.updates, m.ownerGas, m.advised, m.kept},
		Drawdown: m.drawdown, DrawdownFrom: m.fallFrom, DrawdownTo: m.fallTo,
		Arbitrage: Arbitrage{
			Gross: m.gross, Gas: m.gas, Net: m.gross - m.gas, Trades: m.trades, Hops: m.hops,
			Refused: m.refused, Codes: m.codes, Capped: m.capped, Closed: m.closed,
		},
		Weights: append([]float64{}, e.weights...),
	}
	for i, amount := range m.held {
		r.Hold += float64(amount * e.prices[i])
		r.Balances = append(r.Balances, e.pool.Tokens[i].Balance.Dec())
	}
	r.AgainstHold = float64(r.Value/r.Hold) - 1
	r.Volatility, r.Sharpe = m.volatility()
	return r, e.bptPrice(r)
}

func (e *Engine) bptPrice(r *Result) error {
	if e.pool.VirtualSupply.IsZero() {
		return nil
	}
	supply, err := e.pool.ActualSupply(e.now)
	r.BptPrice = float64(r.Value / float64(float(&supply)/wholeBpt))
	return err
}

// wholeBpt is a BPT in raw units.
const wholeBpt = 1e18
