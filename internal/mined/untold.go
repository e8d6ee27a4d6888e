package mined

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// Accept takes facts from the found state that no event reports but that follow from others'
// transactions. These are the time of an AUM fee collection while nothing was due, higher native
// balances, and allowances that the Vault may have used. Everything else must match the prediction.
func Accept(s, found *ops.Snapshot, deeds []Deed) {
	acceptCollection(s, found)
	acceptCoins(s, found)
	for i := range s.Holdings {
		held := &s.Holdings[i]
		if is := found.Holding(held.Token, held.Account); is != nil {
			acceptAllowance(held, is.Allowance, deeds)
		}
	}
}

// acceptCollection accepts a collection while nothing was due. It only changes a time on which
// nothing depends, and the contract emits no event.
func acceptCollection(s *ops.Snapshot, found *ops.Snapshot) {
	is := found.Fees.LastCollection
	if is == s.Block.Time && s.Fees.AumFeeDue.Raw.IsZero() && !s.Supply.Virtual.Raw.IsZero() {
		s.Fees.LastCollection = is
	}
}

// acceptAllowance accepts allowances reduced by some of the transfers to the Vault. It is unknown
// whether the Vault took a transfer or the account sent it, and only the first uses the allowance.
func acceptAllowance(h *ops.Holding, is units.Amount, deeds []Deed) {
	for _, possible := range h.PossibleAllowances() {
		if sumOfSome(*new(uint256.Int).Sub(&is.Raw, &possible), spentBy(deeds, h.Token, h.Account)) {
			h.Allowance = is
			return
		}
	}
}

func spentBy(deeds []Deed, token, account common.Address) []uint256.Int {
	var amounts []uint256.Int
	for _, deed := range deeds {
		for _, event := range deed.Events {
			if e, is := event.(Transferred); is && e.Spent && e.Token == token && e.From == account {
				amounts = append(amounts, e.Amount)
			}
		}
	}
	return amounts
}

// mostSums limits the number of transfers, because all sums of some of them are tried. No account
// sends that many to the Vault in one block.
const mostSums = 12

// sumOfSome says whether some of the amounts add up to the total.
func sumOfSome(total uint256.Int, amounts []uint256.Int) bool {
	for chosen := range uint(1) << min(len(amounts), mostSums) {
		var sum uint256.Int
		for i := range amounts[:min(len(amounts), mostSums)] {
			if chosen>>i&1 == 1 {
				sum.Add(&sum, &amounts[i])
			}
		}
		if sum == total {
			return true
		}
	}
	return false
}

// acceptCoins accepts higher native balances than predicted. Anyone can send native tokens without
// an event, and an account that has more has lost nothing.
func acceptCoins(s *ops.Snapshot, found *ops.Snapshot) {
	for i := range s.Coins {
		if is := found.CoinsOf(s.Coins[i].Account); is != nil && is.Balance.Raw.Gt(&s.Coins[i].Balance.Raw) {
			s.Coins[i].Balance = is.Balance
		}
	}
}
