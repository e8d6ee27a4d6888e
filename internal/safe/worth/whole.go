package worth

import (
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/safe/deed"
)

// Whole values everything that the Safe gives and gets in a batch without trades, if the user gives
// prices: an operation that mpool knows can lose as much as a trade. It refuses a loss of more than
// --max-slippage; false if nothing is lost, a price is missing, or the user named the pool that gets it.
func (b *Batch) Whole(prices Prices) (found ops.Finding, is bool) {
	if len(prices) == 0 || b.Trades() || b.meansGift() {
		return found, false
	}
	flows := &outflows{of: b, valued: true}
	v := &valuation{flows, b, prices.withCoin(b.Trust.Wrapped), flows.equity()}
	w := v.weigh()
	if len(w.gives) == 0 || len(w.unpriced)+len(w.uncounted) > 0 || w.gained.Cmp(b.Trust.Slippage.near().least(w.lost)) >= 0 {
		return found, false
	}
	return ops.Finding{Severity: ops.Refuse, Code: "safe.value", Summary: w.words() + ": " + v.compared(w), Hint: "--max-slippage sets the accepted loss"}, true
}

// meansGift says that the user named a pool of the batch as a recipient. Who may take tokens in another
// way is given nothing.
func (b *Batch) meansGift() bool {
	return slices.ContainsFunc(b.Trust.Pools, func(s *ops.Snapshot) bool { return slices.Contains(b.Trust.Given, s.Pool.Address) })
}

// equity are the changes of what is the Safe's own: without the tokens that it only holds for a pool as
// its asset manager, AUM fees, and tokens taken from other accounts. What the calls pay to named
// accounts stays out of the sum.
func (m *outflows) equity() []Change {
	var list []Change
	for _, change := range m.of.Changes {
		token := change.Token
		net := new(big.Int).Sub(m.owed(token), m.fees(token))
		net.Sub(net, m.taken(token)).Sub(net, m.sent(token)).Add(net, m.paid(token))
		list = append(list, without(change, net.Neg(net)))
	}
	return list
}

// owed is how much less of a token the Safe owes to the pools that it manages: of its deposits, what
// the pools no longer count as managed; negative for withdrawals that they count as managed.
func (m *outflows) owed(token common.Address) *big.Int {
	cash := m.managed(token)
	fall := new(big.Int)
	for _, before := range m.of.Trust.Pools {
		if after := m.of.Trust.After[before.Pool.Address]; after != nil {
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
