package worth

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
func (m *outflows) ownChanges() []Change {
	list := slices.Clone(m.of.Changes)
	if !m.valued {
		return list
	}
	for i := range list {
		list[i] = without(list[i], m.unearned(list[i].Token))
	}
	for _, token := range m.sortedTokens() {
		changed := slices.ContainsFunc(list, func(h Change) bool { return h.Token == token })
		if more := m.unearned(token); !changed && more.Sign() > 0 {
			list = append(list, without(Change{Token: token}, more))
		}
	}
	return list
}

// without is a change without the Safe's gains outside trades.
func without(change Change, unearned *big.Int) Change {
	if unearned.Sign() == 0 {
		return change
	}
	net := new(big.Int).Sub(change.Gain.ToBig(), change.Loss.ToBig())
	net.Sub(net, unearned)
	amount, _ := uint256.FromBig(new(big.Int).Abs(net))
	change.Gain.Clear()
	change.Loss.Clear()
	if net.Sign() >= 0 {
		change.Gain = *amount
		return change
	}
	change.Loss = *amount
	return change
}

func (m *outflows) sortedTokens() []common.Address {
	list := slices.Clone(m.of.Trust.Tokens)
	for token := range m.of.Book.Tokens {
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
	if !m.of.Trust.has(token) {
		return new(big.Int)
	}
	sum := m.transfers(token, func(sender, recipient common.Address) bool {
		return sender == (common.Address{}) && recipient == m.of.Safe
	})
	added, burned := new(big.Int), new(big.Int)
	for _, call := range m.of.Calls {
		switch does := call.Does.(type) {
		case deed.Join:
			if call.Minted != nil && does.Recipient == m.of.Safe && deed.PoolOf(does.Pools[0]) == token {
				sum.Sub(sum, call.Minted)
			}
		case deed.AddToken:
			if call.To == token && does.Recipient == m.of.Safe {
				added.Add(added, does.Mint.ToBig())
			}
		case deed.RemoveToken:
			if call.To == token && call.Recognised {
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
	for _, call := range m.of.Calls {
		t, is := call.Does.(deed.Transfer)
		if !is || call.To != token || t.From == m.of.Safe || t.To != m.of.Safe || slices.Contains(from, t.From) {
			continue
		}
		from = append(from, t.From)
		sum.Add(sum, m.transfers(token, func(sender, recipient common.Address) bool { return sender == t.From && recipient == m.of.Safe }))
	}
	return sum
}
