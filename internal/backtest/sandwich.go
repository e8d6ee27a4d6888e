package backtest

import "github.com/holiman/uint256"

// halvings find the searcher's amount to a billionth of the largest possible one.
const halvings = 30

// sandwich lets a searcher buy what a user is about to buy, as much as still gives the user the
// accepted minimum, and sell it afterwards. It does so only if the gain pays for two transactions. It
// returns whether it made the three swaps, including the user's.
func (e *Engine) sandwich(in, out int, paid, least *uint256.Int) bool {
	saved := pairOf(&e.pool, in, out)
	front := e.front(in, out, paid, least)
	if front.IsZero() {
		return false
	}
	bought, _, back, err := e.around(in, out, &front, paid)
	e.restore(in, out, saved)
	gain := float64(float64(float(&back)-float(&front)) * e.unit[in])
	gas := e.gas()
	cost := 2 * (gas.Base + gas.Hop)
	if err != nil || float64(gain*e.prices[in]) <= cost {
		return false
	}
	_, _ = e.trade(Searcher, in, out, &front) // the same swaps as just before, so none is refused
	_, _ = e.trade(User, in, out, paid)
	_, _ = e.trade(Searcher, out, in, &bought)
	e.meter.sandwiches++
	e.meter.searcherGas += cost
	return true
}

// around makes the three swaps without booking them.
func (e *Engine) around(in, out int, front, paid *uint256.Int) (bought, users, back uint256.Int, err error) {
	if bought, err = e.swap(in, out, front); err != nil {
		return bought, users, back, err
	}
	if users, err = e.swap(in, out, paid); err != nil {
		return bought, users, back, err
	}
	back, err = e.swap(out, in, &bought)
	return bought, users, back, err
}

// front is the largest input of the searcher that leaves the user at least the minimum.
func (e *Engine) front(in, out int, paid, least *uint256.Int) uint256.Int {
	saved := pairOf(&e.pool, in, out)
	low, high := 0.0, float64(float(&saved[0])*mostIn)
	for range halvings {
		middle := float64((low + high) / 2)
		amount := whole(middle)
		_, err := e.swap(in, out, &amount)
		var users uint256.Int
		if err == nil {
			users, err = e.swap(in, out, paid)
		}
		e.restore(in, out, saved)
		if err != nil || users.Lt(least) {
			high = middle
		} else {
			low = middle
		}
	}
	return whole(low)
}
