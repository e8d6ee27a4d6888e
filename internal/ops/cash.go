package ops

import (
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

// RawBalance is the pool's balance of the token, cash plus managed, in its smallest units. It is a
// copy.
func RawBalance(token Token) *uint256.Int {
	total := token.Balance().Raw
	return &total
}

// Empty says whether the pool has no balance of the token, neither cash nor managed.
func (t Token) Empty() bool { return t.Cash.Raw.IsZero() && t.Managed.Raw.IsZero() }

// PartOf is a / b as a percentage, rounded down to four places.
func PartOf(a, b uint256.Int) string {
	if b.IsZero() {
		return "all"
	}
	one := units.FixedOne()
	var part uint256.Int
	if _, over := part.MulDivOverflow(&a, one.Int(), &b); over {
		return "more than 1,000%"
	}
	return units.CutPercent(units.Fixed(part))
}

// VaultBits is the width of cash and managed together in BalanceAllocation.
const VaultBits = 112
