package backtest

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Condition is a result that makes a pipeline fail, such as il<-5%.
type Condition struct {
	Text  string
	name  string
	below bool
	equal bool
	limit float64
}

// figures are the measures that conditions can name. Shares are fractions of 1. Value, return, il and
// rvr are what LPs have; pool_value and pool_il are the pool's, before the AUM fee and open arbitrage.
func (r *Result) figures() map[string]float64 {
	distance := math.Inf(1)
	for _, d := range r.Nearest {
		distance = min(distance, d.Share)
	}
	return map[string]float64{
		"il": r.Holders.AgainstHold, "rvr": r.Holders.AgainstFund, "return": r.Holders.Return, "value": r.Holders.Value, "hold": r.Hold,
		"pool_value": r.Value, "pool_il": r.AgainstHold, "open": float64(r.Open.Gross / r.ValueStart), "aum_fee": float64(r.AumFee.Value / r.ValueStart),
		"drawdown": r.Drawdown, "volatility": r.Volatility, "sharpe": r.Sharpe,
		"lvr": float64(r.LVR / r.ValueStart), "reweight": float64(r.ReweightCost / r.ValueStart), "arbitrage": float64(r.Arbitrage.Gross / r.ValueStart),
		"fees":   float64((r.Fees.Arbitrage + r.Fees.Retail + r.Fees.Sandwich) / r.ValueStart),
		"trades": float64(r.Arbitrage.Trades), "refused": float64(r.Arbitrage.Refused + r.Retail.Refused), "trips": float64(len(r.Trips)),
		"distance": distance, "updates": float64(r.Owner.Transactions),
	}
}

// ParseCondition reads a name, one of < <= > >=, and a number or a percentage.
func ParseCondition(text string) (Condition, error) {
	c := Condition{Text: text}
	i := strings.IndexAny(text, "<>")
	if i < 0 {
		return c, fmt.Errorf("condition %q has no <, <=, > or >=: use a form like il<-5%%", text)
	}
	c.name, c.below = strings.TrimSpace(text[:i]), text[i] == '<'
	rest := text[i+1:]
	rest, c.equal = strings.CutPrefix(rest, "=")
	digits, percent := strings.CutSuffix(strings.TrimSpace(rest), "%")
	limit, err := strconv.ParseFloat(digits, 64)
	if err != nil || math.IsNaN(limit) || math.IsInf(limit, 0) {
		return c, fmt.Errorf("invalid number or percentage %q", strings.TrimSpace(rest))
	}
	if c.limit = limit; percent {
		c.limit = limit / 100
	}
	if _, known := (&Result{}).figures()[c.name]; !known {
		return c, fmt.Errorf("unknown measure %q: use one of %s", c.name, strings.Join(figureNames(), ", "))
	}
	return c, nil
}

func figureNames() []string {
	var names []string
	for name := range (&Result{}).figures() {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Holds says whether the condition is true of the result, and the figure.
func (c Condition) Holds(r *Result) (holds bool, is float64) {
	is = r.figures()[c.name]
	switch {
	case c.equal && is == c.limit:
		return true, is
	case c.below:
		return is < c.limit, is
	}
	return is > c.limit, is
}
