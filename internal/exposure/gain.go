package exposure

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// Gained is the gain in value of someone's tokens, as a share of the pool's value, rounded down. It
// is zero for a loss. Amounts are in smallest units. Tokens without a price do not count.
func (m Market) Gained(pool *ops.Snapshot, before, after map[common.Address]*big.Int) units.Fixed {
	_, sum := m.values(pool)
	gain := new(big.Int)
	for token := range m.quotes {
		if before[token] == nil || after[token] == nil {
			continue
		}
		gain.Add(gain, m.Worth(token, new(big.Int).Sub(after[token], before[token])))
	}
	if gain.Sign() <= 0 || sum.Sign() == 0 {
		return units.Fixed{}
	}
	word, _ := uint256.FromBig(gain.Div(gain.Mul(gain, units.Unit()), sum))
	return units.Fixed(*word)
}

// Worth is the value of an amount of a token, rounded down, also if negative. It is zero without a
// price.
func (m Market) Worth(token common.Address, amount *big.Int) *big.Int {
	q, known := m.quotes[token]
	if !known {
		return new(big.Int)
	}
	v := new(big.Int).Mul(amount, q.worth)
	return v.Div(v.Lsh(v, valueBits), q.of)
}

// Allowed is the value that the bound allows a stranger to take.
func (e Exposure) Allowed(s *ops.Snapshot, m Market) *big.Int {
	_, sum := m.values(s)
	return partUp(sum, e.Total)
}
