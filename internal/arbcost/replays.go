package arbcost

// Replays are the prices at which weight changes are replayed in addition to constant prices.
type Replays struct {
	// Volatility is the yearly volatility of random prices; 0: none.
	Volatility float64
	// Prices are files of past prices.
	Prices []string
}

// Add replays a weight change at these prices. It does nothing if there was no replay at constant
// prices; v may be nil.
func (r Replays) Add(v *Cost) (err error) {
	if v == nil || v.Played == nil {
		return nil
	}
	if r.Volatility > 0 {
		if v.Played.Moving, err = newMoving(*v.change, r.Volatility); err != nil {
			return err
		}
	}
	if len(r.Prices) > 0 {
		v.Played.Past, err = newPastPrices(*v.change, r.Prices)
	}
	return err
}
