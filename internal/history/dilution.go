package history

import (
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/mined"
	"mpool/internal/ops"
)

// dilutions computes the account's part of each collected fee, going back from the current supply and
// balance.
func dilutions(deeds []blockDeed, pool *ops.Snapshot, account common.Address, held *big.Int) []Dilution {
	supply, has := pool.Supply.Virtual.Raw.ToBig(), new(big.Int).Set(held)
	var list []Dilution
	for _, deed := range slices.Backward(deeds) {
		fee := feeIn(deed.Events, pool, pool.Pool.FeesCollector, pool.Pool.Owner)
		after, hasAfter := new(big.Int).Set(supply), new(big.Int).Set(has)
		for _, event := range deed.Events {
			t, is := event.(mined.Transferred)
			if !is || t.Token != pool.Pool.Address {
				continue
			}
			amount := t.Amount.ToBig()
			supply.Sub(supply, circulation(t, pool, amount))
			if t.To == account {
				has.Sub(has, amount)
			}
			if t.From == account {
				has.Add(has, amount)
			}
		}
		if fee.Sign() > 0 && after.Sign() > 0 {
			least := has // of before and after: BPT joined in the same transaction pays no fee for the time before
			if hasAfter.Cmp(least) < 0 {
				least = hasAfter
			}
			share := new(big.Int).Mul(fee, least)
			list = append(list, Dilution{deed.block, fee, share.Div(share, after)})
		}
	}
	slices.Reverse(list)
	return list
}

// feeIn returns the AUM fee that a transaction minted to these accounts. The protocol's part is minted
// directly before the event of a collection, and the owner's directly after it. Other mints are joins.
func feeIn(events []mined.Event, pool *ops.Snapshot, to ...common.Address) *big.Int {
	fee := new(big.Int)
	add := func(i int, whose common.Address) {
		if i < 0 || i >= len(events) {
			return
		}
		t, is := events[i].(mined.Transferred)
		if is && t.Token == pool.Pool.Address && t.From == (common.Address{}) && t.To == whose && slices.Contains(to, whose) {
			fee.Add(fee, t.Amount.ToBig())
		}
	}
	for i, event := range events {
		if _, collects := event.(mined.FeeCollected); collects {
			add(i-1, pool.Pool.FeesCollector)
			add(i+1, pool.Pool.Owner)
		}
	}
	return fee
}

// circulation returns the change of the BPT outside the Vault by a transfer.
func circulation(t mined.Transferred, pool *ops.Snapshot, amount *big.Int) *big.Int {
	outside := func(a common.Address) bool { return a == (common.Address{}) || a == pool.Pool.Vault }
	switch from, to := outside(t.From), outside(t.To); {
	case from && !to:
		return amount
	case to && !from:
		return new(big.Int).Neg(amount)
	}
	return new(big.Int)
}
