package review

import (
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/safe/deed"
)

// When the value of trades is compared, these gains of the Safe do not count: AUM fees that are minted
// to the pool's owner, withdrawals of its asset manager, and tokens taken from another account. They
// would hide a bad price.

// ownChanges are the changes of the Safe's balances. If the batch trades, they exclude gains outside
// trades.
func (m *outflows) ownChanges() []safeHolding {
	list := slices.Clone(m.View.Execution.Changes)
	if !m.valued {
		return list
	}
	for i := range list {
		list[i] = m.without(list[i], m.unearned(list[i].Token))
	}
	for _, token := range m.sortedTokens() {
		changed := slices.ContainsFunc(list, func(h safeHolding) bool { return h.Token == token })
		if more := m.unearned(token); !changed && more.Sign() > 0 {
			list = append(list, m.without(safeHolding{Token: token, Symbol: m.Book.Tokens[token].Symbol}, more))
		}
	}
	return list
}

// without is a change without the Safe's gains outside trades.
func (m *outflows) without(change safeHolding, unearned *big.Int) safeHolding {
	if unearned.Sign() == 0 {
		return change
	}
	net := new(big.Int).Sub(change.gain.ToBig(), change.loss.ToBig())
	net.Sub(net, unearned)
	amount, _ := uint256.FromBig(new(big.Int).Abs(net))
	change.gain.Clear()
	change.loss.Clear()
	if change.fell = ""; net.Sign() >= 0 {
		change.gain = *amount
		return change
	}
	change.loss, change.fell = *amount, amountText(m.Book, change.Token, *amount)
	return change
}

func (m *outflows) sortedTokens() []common.Address {
	list := slices.Clone(m.tokens)
	for token := range m.Book.Tokens {
		list = append(list, token)
	}
	slices.SortFunc(list, common.Address.Cmp)
	return slices.Compact(list)
}

// unearned is the amount of a token that the Safe gains outside trades.
func (m *outflows) unearned(token common.Address) *big.Int {
	sum := new(big.Int).Add(m.minted(token), m.taken(token))
	return sum.Add(sum, larger(new(big.Int).Neg(m.managed(token)), new(big.Int)))
}

// minted is the BPT that a pool mints to the Safe, without that of joins and without that of an
// AddToken up to the amount that a RemoveToken burns.
func (m *outflows) minted(token common.Address) *big.Int {
	if !isTrusted(m.trusted, token) {
		return new(big.Int)
	}
	sum := m.transfers(token, func(sender, recipient common.Address) bool {
		return sender == (common.Address{}) && recipient == m.Safe
	})
	added, burned := new(big.Int), new(big.Int)
	for _, call := range m.View.Calls {
		switch does := call.does.(type) {
		case deed.Join:
			if call.minted != nil && does.Recipient == m.Safe && deed.PoolOf(does.Pools[0]) == token {
				sum.Sub(sum, call.minted)
			}
		case deed.AddToken:
			if call.To == token && does.Recipient == m.Safe {
				added.Add(added, does.Mint.ToBig())
			}
		case deed.RemoveToken:
			if call.To == token && call.Recognised != "" {
				burned.Add(burned, does.Burn.ToBig())
			}
		}
	}
	return larger(sum.Sub(sum, smaller(added, burned)), new(big.Int))
}

// taken is the amount that the calls move from other accounts to the Safe, by the token's events.
func (m *outflows) taken(token common.Address) *big.Int {
	sum := new(big.Int)
	var from []common.Address
	for _, call := range m.View.Calls {
		t, is := call.does.(deed.Transfer)
		if !is || call.To != token || t.From == m.Safe || t.To != m.Safe || slices.Contains(from, t.From) {
			continue
		}
		from = append(from, t.From)
		sum.Add(sum, m.transfers(token, func(sender, recipient common.Address) bool { return sender == t.From && recipient == m.Safe }))
	}
	return sum
}
