package worth

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/safe/deed"
)

// Whole values everything that the Safe gives and gets in a batch without trades, if the user gives
// prices: an operation that mpool knows can lose as much as a trade. It refuses a loss of more than
// --max-slippage, and a loss of what has no price; false if nothing is lost. What a pool gets that the
// user named for gifts does not count.
func (b *Batch) Whole(prices Prices) (found ops.Finding, is bool) {
	if len(prices) == 0 || b.Trades() {
		return found, false
	}
	flows := &outflows{of: b, valued: true}
	v := &valuation{flows, b, prices.withCoin(b.Trust.Wrapped), flows.equity()}
	w := v.weigh()
	f := ops.Finding{Severity: ops.Refuse, Code: "safe.value", Summary: w.words()}
	switch {
	case len(w.gives) == 0:
		return found, false
	case len(w.unpriced) > 0:
		return v.unjudged(f, w.unpriced), true
	case w.gained.Cmp(b.Trust.Slippage.near().least(w.lost)) >= 0:
		return found, false
	case len(w.uncounted) > 0 && w.ofPool: // the fair mint is judged by the pool itself
		return found, false
	case len(w.uncounted) > 0:
		return v.unjudged(f, w.uncounted), true
	}
	f.Summary, f.Hint = f.Summary+": "+v.compared(w), "--max-slippage sets the accepted loss"
	return f, true
}

// unjudged refuses what has no price, with the flag that gives it one.
func (v *valuation) unjudged(f ops.Finding, missing []string) ops.Finding {
	f = incomparable(f, missing)
	in := "USDC"
	if unit, ok := v.prices.unit(); ok {
		in = v.unitName(unit)
	}
	f.Hint = fmt.Sprintf("give the outside price of each too, by its symbol or address: --price \"TOKEN=1 %s\"", in)
	return f
}

// gift says that the user named a pool for gifts.
func (m *outflows) gift(pool common.Address) bool {
	return m.of.Trust.has(pool) && slices.Contains(m.of.Trust.Gifts, pool)
}

// equity are the changes of what is the Safe's own: without the tokens that it only holds for a pool as
// its asset manager, AUM fees, and tokens taken from other accounts. What the calls pay to named
// accounts stays out of the sum, and so does what moves between the Safe and a pool that is named for gifts.
func (m *outflows) equity() []Change {
	var list []Change
	for _, change := range m.of.Changes {
		token := change.Token
		if m.gift(token) {
			continue
		}
		net := new(big.Int).Sub(m.owed(token), m.fees(token))
		net.Add(net, m.managedIn(token, m.gift)).Sub(net, m.taken(token)).Sub(net, m.sent(token)).Add(net, m.paid(token))
		list = append(list, without(change, net.Neg(net)))
	}
	return list
}

// owed is how much less of a token the Safe owes to the pools that it manages: of its deposits, what
// the pools no longer count as managed; negative for withdrawals that they count as managed.
func (m *outflows) owed(token common.Address) *big.Int {
	cash := m.managedIn(token, func(pool common.Address) bool { return !m.gift(pool) })
	fall := new(big.Int)
	for _, before := range m.of.Trust.Pools {
		if after := m.of.Trust.After[before.Pool.Address]; after != nil && !m.gift(before.Pool.Address) {
			fall.Add(fall, managedBy(before, token, m.of.Safe)).Sub(fall, managedBy(after, token, m.of.Safe))
		}
	}
	if cash.Sign() >= 0 {
		return larger(smaller(fall, cash), new(big.Int))
	}
	return smaller(larger(fall, cash), new(big.Int))
}

func managedBy(pool *ops.Snapshot, token, manager common.Address) *big.Int {
	held, err := pool.Token(token)
	if err != nil || held.AssetManager != manager {
		return new(big.Int)
	}
	return held.Managed.Raw.ToBig()
}

// fees is the BPT that a pool mints to the Safe beyond what its calls of addToken say.
func (m *outflows) fees(token common.Address) *big.Int {
	if !m.of.Trust.has(token) {
		return new(big.Int)
	}
	sum := m.transfers(token, func(sender, recipient common.Address) bool {
		return sender == (common.Address{}) && recipient == m.of.Safe
	})
	for _, call := range m.of.Calls {
		if add, is := call.Does.(deed.AddToken); is && call.To == token && add.Recipient == m.of.Safe {
			sum.Sub(sum, add.Mint.ToBig())
		}
	}
	return larger(sum, new(big.Int))
}

// paid is what really goes to named recipients, less what comes back.
func (m *outflows) paid(token common.Address) *big.Int {
	if token == (common.Address{}) {
		return m.coins()
	}
	sum := new(big.Int)
	for to, said := range m.saidTransfers(token) {
		sum.Add(sum, smaller(said, m.moved(token, to)))
	}
	return larger(sum.Sub(sum, m.returned(token)), new(big.Int))
}
