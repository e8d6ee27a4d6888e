package ops

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// LittleCash says that the Vault cannot pay a swap or an exit of 1% of the pool's balance of a token,
// because the rest is with the asset manager.
func (t Token) LittleCash() bool {
	var hundred uint256.Int
	_, over := hundred.MulOverflow(&t.Cash.Raw, uint256.NewInt(100))
	return !over && !t.Empty() && hundred.Lt(RawBalance(t))
}

// adviseCash warns if a withdrawal leaves the Vault too little to pay swaps and exits. The amounts
// change with each block, so they are in a note.
func adviseCash(after *Snapshot, address common.Address) []Finding {
	token, err := after.Token(address)
	switch {
	case err != nil:
		return nil
	case token.Cash.Raw.IsZero():
		return []Finding{{Warn, "cash.none", fmt.Sprintf("no %s will be left in the Vault: swaps to it and exits revert until some is deposited", token.Symbol), "", ""}}
	case !token.LittleCash():
		return nil
	}
	return []Finding{
		{Warn, "cash.little", fmt.Sprintf("almost no %s will be left in the Vault: most swaps to it and most exits revert until some is deposited", token.Symbol), "", "withdraw less"},
		{Note, "cash.little", fmt.Sprintf("the %s %s in the Vault pay proportional exits of at most %s of all BPT, and swaps of at most that amount", token.Cash, token.Symbol, units.CutPercent(cashShare(*token))), "", ""},
	}
}

// cashShare is the part of a token's balance that is in the Vault, rounded down.
func cashShare(t Token) units.Fixed {
	one := units.FixedOne()
	share, over := new(uint256.Int).MulDivOverflow(&t.Cash.Raw, one.Int(), RawBalance(t))
	if over || t.Empty() {
		return units.Fixed{}
	}
	return units.Fixed(*share)
}

// adviseCash reports about each token that is withdrawn, once.
func (op MoveBalances) adviseCash(after *Snapshot) []Finding {
	var tokens []common.Address
	for _, move := range op.Moves {
		if move.Way == WithdrawBalance {
			tokens = append(tokens, move.Token)
		}
	}
	var found []Finding
	for _, token := range Each(tokens) {
		found = append(found, adviseCash(after, token)...)
	}
	return found
}

// RawBalance is the pool's balance of the token, cash plus managed, in its smallest units. It is a
// copy.
func RawBalance(token Token) *uint256.Int {
	total := token.Balance().Raw
	return &total
}
