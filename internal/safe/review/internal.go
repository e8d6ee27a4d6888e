package review

import (
	"maps"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/safe/deed"
)

// withInternal adds the changes of the Safe's internal balances in the Vaults to its balances before
// and after. A swap can use an internal balance without an event of the token.
func (c *Checker) withInternal(out *chain.SafeOutcome) []chain.SafeHolds {
	holds := slices.Clone(out.Holds)
	moves := c.internalMoves(out.Logs)
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
func (c *Checker) internalMoves(logs []chain.Log) map[common.Address]*big.Int {
	moves := map[common.Address]*big.Int{}
	for _, log := range logs {
		if !slices.Contains(c.vaults, log.Address) {
			continue
		}
		change, is := deed.VaultEvent(c.decoder, log).(deed.InternalEvent)
		if !is || change.User != c.Safe {
			continue
		}
		if moves[change.Token] == nil {
			moves[change.Token] = new(big.Int)
		}
		moves[change.Token].Add(moves[change.Token], change.Delta)
	}
	return moves
}
