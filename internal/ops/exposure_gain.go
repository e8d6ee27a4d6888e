package ops

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// Gained is what somebody's tokens are worth more after than before, as a share of a
// pool's value, rounded down; zero where he has lost. Amounts are in smallest units.
// Of tokens without a price nothing is counted.
func (m Market) Gained(pool *Snapshot, before, after map[common.Address]*big.Int) units.Fixed {
	_, sum := m.values(pool)
	gain := new(big.Int)
	for token, q := range m.quotes {
		if before[token] == nil || after[token] == nil {
			continue
		}
		more := new(big.Int).Sub(after[token], before[token])
		more.Mul(more, q.worth).Lsh(more, valueBits)
		gain.Add(gain, more.Div(more, q.of)) // rounded down, for a loss too
	}
	if gain.Sign() <= 0 || sum.Sign() == 0 {
		return units.Fixed{}
	}
	word, _ := uint256.FromBig(gain.Div(gain.Mul(gain, units.Unit()), sum))
	return units.Fixed(*word)
}
