package assetmanager

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// adviseCash warns if a withdrawal leaves the Vault too little to pay swaps and exits. The amounts
// change with each block, so they are in a note.
func adviseCash(after *ops.Snapshot, address common.Address) []ops.Finding {
	token, err := after.Token(address)
	switch {
	case err != nil:
		return nil
	case token.Cash.Raw.IsZero():
		return []ops.Finding{{Severity: ops.Warn, Code: "cash.none", Summary: fmt.Sprintf("no %s will be left in the Vault: swaps to it and exits revert until some is deposited", token.Symbol)}}
	case !token.LittleCash():
		return nil
	}
	return []ops.Finding{
		{Severity: ops.Warn, Code: "cash.little", Summary: fmt.Sprintf("almost no %s will be left in the Vault: most swaps to it and most exits revert until some is deposited", token.Symbol), Hint: "withdraw less"},
		{Severity: ops.Note, Code: "cash.little", Summary: fmt.Sprintf("the %s %s in the Vault pay proportional exits of at most %s of all BPT, and swaps of at most that amount", token.Cash, token.Symbol, units.CutPercent(cashShare(*token)))},
	}
}

// cashShare is the part of a token's balance that is in the Vault, rounded down.
func cashShare(t ops.Token) units.Fixed {
	one := units.FixedOne()
	share, over := new(uint256.Int).MulDivOverflow(&t.Cash.Raw, one.Int(), ops.RawBalance(t))
	if over || t.Empty() {
		return units.Fixed{}
	}
	return units.Fixed(*share)
}
