package worth

import (
	"maps"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/safe/deed"
)

// WithInternal adds the changes of the Safe's internal balances in the Vaults to its balances before
// and after. A swap can use an internal balance without an event of the token.
func (b *Batch) WithInternal(holds []chain.SafeHolds) []chain.SafeHolds {
	holds = slices.Clone(holds)
	moves := b.internalMoves()
	for _, token := range slices.SortedFunc(maps.Keys(moves), common.Address.Cmp) {
		moved := moves[token]
		at := slices.IndexFunc(holds, func(h chain.SafeHolds) bool { return h.Token == token })
		if at < 0 {
			at, holds = len(holds), append(holds, chain.SafeHolds{Token: token})
		}
		side := &holds[at].After
		if moved.Sign() < 0 {
			side = &holds[at].Before
		}
		amount, over := uint256.FromBig(new(big.Int).Abs(moved))
		if _, wraps := side.AddOverflow(side, amount); over || wraps {
			side.SetAllOne()
		}
	}
	return holds
}

// internalMoves are the changes of the Safe's internal balances, by token.
func (b *Batch) internalMoves() map[common.Address]*big.Int {
	moves := map[common.Address]*big.Int{}
	for _, log := range b.Logs {
		if !slices.Contains(b.Trust.Vaults, log.Address) {
			continue
		}
		change, is := deed.VaultEvent(b.Decoder, log).(deed.InternalEvent)
		if !is || change.User != b.Safe {
			continue
		}
		if moves[change.Token] == nil {
			moves[change.Token] = new(big.Int)
		}
		moves[change.Token].Add(moves[change.Token], change.Delta)
	}
	return moves
}

// ChangesOf are the balances that change.
func ChangesOf(holds []chain.SafeHolds) []Change {
	var list []Change
	for _, h := range holds {
		change := Change{Token: h.Token}
		switch h.After.Cmp(&h.Before) {
		case 0:
			continue
		case 1:
			change.Gain.Sub(&h.After, &h.Before)
		case -1:
			change.Loss.Sub(&h.Before, &h.After)
		}
		list = append(list, change)
	}
	return list
}
