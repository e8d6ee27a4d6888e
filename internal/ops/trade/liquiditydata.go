package trade

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// TokenAmount is an amount of one of a pool's tokens.
type TokenAmount struct {
	Token  common.Address `json:"token"`
	Amount units.Amount   `json:"amount"`
}

// inOrder returns the amounts in the Vault's order, without the BPT. Tokens that are not named have
// zero. A token that is not in the pool or named twice is an error.
func inOrder(pool *ops.Snapshot, amounts []TokenAmount) ([]uint256.Int, error) {
	list := make([]uint256.Int, len(pool.Tokens))
	named := make([]bool, len(pool.Tokens))
	for _, a := range amounts {
		i := pool.IndexOf(a.Token)
		if i < 0 {
			return nil, fmt.Errorf("the pool has no token %s", a.Token)
		}
		if named[i] {
			return nil, fmt.Errorf("%s is named twice", pool.Tokens[i].Symbol)
		}
		list[i], named[i] = a.Amount.Raw, true
	}
	return list, nil
}

// vaultAssets are the assets of joins and exits: the BPT and all tokens, in the Vault's order.
func vaultAssets(pool *ops.Snapshot) []common.Address {
	return append([]common.Address{pool.Pool.Address}, ops.TokensOf(pool)...)
}

// withBpt are the limits of all assets. The limit of the BPT comes first.
func withBpt(first *big.Int, amounts []uint256.Int) []*big.Int {
	list := []*big.Int{first}
	for i := range amounts {
		list = append(list, amounts[i].ToBig())
	}
	return list
}

// userData is abi.encode(kind, words...).
func userData(kind uint64, words ...uint256.Int) []byte {
	data := word(*uint256.NewInt(kind))
	for _, w := range words {
		data = append(data, word(w)...)
	}
	return data
}

// userDataOf is abi.encode(kind, uint256[] amounts, bound).
func userDataOf(kind uint64, amounts []uint256.Int, bound uint256.Int) []byte {
	const arrayAt = 3 * 32
	words := append([]uint256.Int{*uint256.NewInt(arrayAt), bound, *uint256.NewInt(uint64(len(amounts)))}, amounts...)
	return userData(kind, words...)
}

func word(n uint256.Int) []byte {
	b := n.Bytes32()
	return b[:]
}

// bigOf is a time as the bindings take it.
func bigOf(t units.Time) *big.Int { return new(big.Int).SetUint64(uint64(t)) }

// amountsArgs describes the amounts that are not zero.
func amountsArgs(pool *ops.Snapshot, what string, amounts []uint256.Int) []ops.Arg {
	var args []ops.Arg
	for i, token := range pool.Tokens {
		if !amounts[i].IsZero() {
			args = append(args, ops.Arg{Name: what + " " + token.Symbol.String(), Value: ops.AmountArg(units.Amount{Raw: amounts[i], Decimals: token.Decimals})})
		}
	}
	return args
}
