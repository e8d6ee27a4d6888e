package worth

import (
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/safe/deed"
)

// withDelivered adds what trades pay out to named recipients to what the Safe gains: the user wants them to
// have it, so the Safe does not lose it.
func (m *outflows) withDelivered(changes []Change) []Change {
	list := slices.Clone(changes)
	for _, token := range m.sortedTokens() {
		more := m.delivered(token)
		if more.Sign() == 0 {
			continue
		}
		at := slices.IndexFunc(list, func(c Change) bool { return c.Token == token })
		if at < 0 {
			at, list = len(list), append(list, Change{Token: token})
		}
		list[at] = without(list[at], more.Neg(more))
	}
	return list
}

// delivered is the amount of a token that trades pay out to named recipients other than the Safe: by the
// token's events from a Vault, and the BPT that joins mint.
func (m *outflows) delivered(token common.Address) *big.Int {
	sum := new(big.Int)
	for _, to := range m.receivers() {
		sum.Add(sum, m.transfers(token, func(sender, recipient common.Address) bool {
			return recipient == to && slices.Contains(m.of.Trust.Vaults, sender)
		}))
	}
	for _, call := range m.of.Calls {
		join, is := call.Does.(deed.Join)
		if is && call.Minted != nil && deed.PoolOf(join.Pools[0]) == token && slices.Contains(m.receivers(), join.Recipient) {
			sum.Add(sum, call.Minted)
		}
	}
	if _, over := uint256.FromBig(sum); over {
		return new(big.Int)
	}
	return sum
}

// receivers are the named accounts that trades pay.
func (m *outflows) receivers() []common.Address {
	var list []common.Address
	for _, call := range m.of.Calls {
		trade, is := call.Does.(deed.Trade)
		if !is || !m.of.trade(call) {
			continue
		}
		if to := trade.Whose().Recipient; to != m.of.Safe && slices.Contains(m.of.Trust.Gifts, to) && !slices.Contains(list, to) {
			list = append(list, to)
		}
	}
	return list
}
