package poolfile

import (
	"errors"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
)

// Snapshot is the pool at a time and at prices, one of each token. With a tvl above
// zero its balances are scaled to be worth that; a file without balances has them by
// weights. There is a BPT for each unit of value. What a pool on a chain has and a file
// does not, such as addresses, are places of no account.
func (f *File) Snapshot(at ops.Time, prices []float64, tvl float64) (*ops.Snapshot, error) {
	s := &ops.Snapshot{
		Block: ops.Block{Number: 1, Time: at},
		Pool: ops.Pool{Address: place(1), Owner: place(2), OwnerKind: ops.OwnerAccount, Vault: place(3), Generation: ops.V2,
			Name: f.Name, SwapEnabled: f.Swaps == nil || *f.Swaps, JoinExitEnabled: true},
		Weights: ops.Ramp{Start: at, End: at},
		Fees: ops.Fees{SwapFee: f.fees[0], StartSwapFee: f.fees[0], EndSwapFee: f.fees[0], SwapFeeRamp: ops.Ramp{Start: at, End: at},
			AumFee: f.fees[1], LastCollection: at},
	}
	value, err := f.balances(s, prices, tvl)
	if err != nil {
		return nil, err
	}
	s.Supply.Virtual = ops.Amount{Raw: raw(value, 18), Decimals: 18}
	return s.Recomputed()
}

// balances adds the tokens, and says what they are worth.
func (f *File) balances(s *ops.Snapshot, prices []float64, tvl float64) (*big.Float, error) {
	amounts, value := f.amounts(prices)
	if f.Tokens[0].Balance == "" && tvl == 0 {
		return nil, errors.New("the pool file has no balances: write them, or give --tvl 1e6")
	}
	if tvl > 0 {
		scale := new(big.Float).SetPrec(256).Quo(exact(tvl), value)
		for _, a := range amounts {
			a.Mul(a, scale)
		}
		value = exact(tvl)
	}
	for i, t := range f.Tokens {
		balance := ops.Amount{Raw: raw(amounts[i], *t.Decimals), Decimals: *t.Decimals}
		if balance.Raw.IsZero() || balance.Raw.BitLen() > 112 {
			return nil, errors.New(t.Symbol + ": its balance is zero or above the Vault's 112 bits")
		}
		s.Tokens = append(s.Tokens, ops.Token{Address: place(uint64(16 + i)), Symbol: t.Symbol, Decimals: *t.Decimals,
			Cash: balance, Managed: ops.Amount{Decimals: *t.Decimals}, StartWeight: t.weight, EndWeight: t.weight})
	}
	return value, nil
}

// amounts are the file's balances in whole tokens; without them, one unit of value
// shared by the weights.
func (f *File) amounts(prices []float64) (amounts []*big.Float, value *big.Float) {
	value = exact(0)
	for i, t := range f.Tokens {
		whole, price := new(big.Float).SetPrec(256), exact(prices[i])
		if t.Balance != "" {
			whole.Quo(whole.SetInt(t.amount.Raw.ToBig()), power(*t.Decimals))
			value.Add(value, new(big.Float).SetPrec(256).Mul(whole, price))
		} else {
			whole.Quo(whole.Quo(whole.SetInt(t.weight.Int().ToBig()), power(18)), price)
		}
		amounts = append(amounts, whole)
	}
	if f.Tokens[0].Balance == "" {
		return amounts, exact(1)
	}
	return amounts, value
}

func exact(x float64) *big.Float { return new(big.Float).SetPrec(256).SetFloat64(x) }

func power(decimals uint8) *big.Float {
	ten := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)
	return new(big.Float).SetPrec(256).SetInt(ten)
}

// raw is an amount in the token's smallest unit, rounded down; all bits set where it
// is beyond 256 of them.
func raw(whole *big.Float, decimals uint8) uint256.Int {
	n, _ := new(big.Float).SetPrec(256).Mul(whole, power(decimals)).Int(nil)
	z, overflow := uint256.FromBig(n)
	if overflow {
		return *new(uint256.Int).SetAllOne()
	}
	return *z
}

func place(n uint64) common.Address { return common.BigToAddress(new(big.Int).SetUint64(n)) }
